"""The page of the command line: every command with its arguments and options."""

import re
from collections.abc import Iterator
from enum import EnumType
from pathlib import Path
from typing import Any

import typer

from centreline.cli import commands
from centreline.cli.app import app
from generate.markdown import table

__all__ = ["page"]


def page() -> str:
    """Return the reference of every command."""
    commands.register(app)
    root = typer.main.get_command(app)
    return "".join(_section(name, command) for name, command in _commands(root, "centreline"))


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    if not hasattr(command, "commands"):
        yield name, command
        return
    for child in command.commands.values():
        yield from _commands(child, f"{name} {child.name}")


def _section(name: str, command: Any) -> str:
    shown = [parameter for parameter in command.params if not parameter.hidden]
    arguments = [_metavar(parameter) for parameter in shown if _is_argument(parameter)]
    usage = " ".join([name, *arguments, "[OPTIONS]"])
    about = "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    rows = [_row(parameter) for parameter in shown]
    return f"## {name}\n\n{_plain(about)}\n\n```text\n{usage}\n```\n\n" + table(
        ("argument or option", "what it does", "default"), rows
    )


def _is_argument(parameter: Any) -> bool:
    return not str(parameter.opts[0]).startswith("-")


def _metavar(parameter: Any) -> str:
    name = parameter.metavar or parameter.name.upper()
    return name if parameter.required else f"[{name}]"


def _row(parameter: Any) -> tuple[str, str, str]:
    kind = parameter.type_descriptor.annotation
    worded = f" One of {', '.join(f'`{word.value}`' for word in kind)}." if isinstance(kind, EnumType) else ""  # type: ignore[var-annotated]
    names = [_metavar(parameter)] if _is_argument(parameter) else sorted(parameter.opts, key=len, reverse=True)
    takes = f" {parameter.metavar}" if parameter.metavar and not _is_argument(parameter) else ""
    return ", ".join(f"`{name}`" for name in names) + takes, _plain(parameter.help or "") + worded, _default(parameter)


def _default(parameter: Any) -> str:
    if isinstance(parameter.show_default, str):
        return parameter.show_default
    value = parameter.default
    if value is None or value is False or value in ((), []):
        return ""
    if value == Path():
        return "this folder"
    return f"`{getattr(value, 'value', value)}`"


def _plain(text: str) -> str:
    """Return the text with the terminal's markup turned into Markdown's."""
    return re.sub(r"\[/?bold\]", "`", text)
