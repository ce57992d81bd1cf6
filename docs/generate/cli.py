"""The page of the command line: every command with its arguments and options."""

import re
from collections.abc import Iterator

import click
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


def _commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield name, command
        return
    for child in command.commands.values():
        yield from _commands(child, f"{name} {child.name}")


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    usage = " ".join(piece for piece in command.collect_usage_pieces(context) if piece)
    rows = [_row(parameter, context) for parameter in command.params if not getattr(parameter, "hidden", False)]
    about = "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    return f"## {name}\n\n{_plain(about)}\n\n```text\n{name} {usage}\n```\n\n" + table(
        ("argument or option", "what it does", "default"), rows
    )


def _row(parameter: click.Parameter, context: click.Context) -> tuple[str, str, str]:
    about = _plain(getattr(parameter, "help", None) or "")
    if isinstance(parameter, click.Argument):
        return f"`{parameter.make_metavar(context)}`", about, "" if parameter.required else _default(parameter)
    names = ", ".join(f"`{name}`" for name in parameter.opts)
    choices = parameter.type.choices if isinstance(parameter.type, click.Choice) else ()
    worded = ", ".join(str(getattr(choice, "value", choice)) for choice in choices)
    return names, about + (f" One of {worded}." if worded else ""), _default(parameter)


def _default(parameter: click.Parameter) -> str:
    shown = getattr(parameter, "show_default", None)
    if isinstance(shown, str):
        return shown
    value = parameter.default
    if value is None or value is False or value == () or callable(value):
        return ""
    return f"`{getattr(value, 'value', value)}`"


def _plain(text: str) -> str:
    """Return the text with the terminal's markup turned into Markdown's."""
    return re.sub(r"\[/?bold\]", "`", text)
