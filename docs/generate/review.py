"""The page of the review as JSON: every object and every key, from the values themselves."""

import dataclasses
import inspect
import re
import typing
from datetime import date
from typing import Any

from centreline.reports.review import Review
from generate.markdown import anchor, sentence_case, table

__all__ = ["page"]

WORDS = {str: "text", int: "whole number", float: "number", bool: "true or false", date: "day, 2026-01-31"}


def page() -> str:
    """Return every object of the review, the whole first, each with its keys."""
    return "".join(_section(kind) for kind in _kinds(Review))


def _kinds(kind: Any) -> list[Any]:
    found = [kind]
    for each in found:
        for named in typing.get_type_hints(each).values():
            found += [part for part in _parts(named) if dataclasses.is_dataclass(part) and part not in found]
    return found


def _parts(named: Any) -> list[Any]:
    return [named, *(part for argument in typing.get_args(named) for part in _parts(argument))]


def _section(kind: Any) -> str:
    first, meanings = _documented(kind)
    hints = typing.get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    rows = [(f"`{name}`", _word(hints[name]), meanings.get(name, f"{sentence_case(name)}.")) for name in names]
    return f"## {sentence_case(kind.__name__)}\n\n{first}\n\n" + table(("key", "value", "what it says"), rows)


def _documented(kind: Any) -> tuple[str, dict[str, str]]:
    first, _, rest = (inspect.getdoc(kind) or "").partition("\n\nAttributes:\n")
    entries = re.findall(r"^    (\w+): (.*(?:\n        .*)*)", rest, re.MULTILINE)
    return " ".join(first.split()), {name: " ".join(text.split()) for name, text in entries}


def _word(named: Any) -> str:
    arguments = typing.get_args(named)
    if typing.get_origin(named) is tuple:
        return f"list of {_word(arguments[0])}"
    if type(None) in arguments:
        return f"{_word(next(one for one in arguments if one is not type(None)))}, or null"
    if dataclasses.is_dataclass(named):
        heading = sentence_case(named.__name__)  # type: ignore[union-attr]
        return f"[{heading.lower()}](#{anchor(heading)})"
    return WORDS[named]
