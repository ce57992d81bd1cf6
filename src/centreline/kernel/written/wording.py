"""What a validation error means to the person who has to mend it: what is wrong, and what to write instead."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails, PydanticCustomError

from centreline.kernel.identity import nearest
from centreline.kernel.written.shape import FieldShape, fields_of, model_at

__all__ = ["in_words", "unknown_key", "wrong"]

Said = tuple[str, str]
"""What is wrong, and what to write instead."""


def wrong(what: str, *, fix: str) -> PydanticCustomError:
    """Return an error for a validator to raise, which already knows what to write instead."""
    return PydanticCustomError("wrong", "{what}", {"what": what, "fix": fix})


def unknown_key(name: str, known: Iterable[str], *, inside: str = "") -> Said:
    """Say that nobody knows a key, and which one was probably meant.

    >>> unknown_key("chanel", ["id", "channels"], inside="a touchpoint")
    ('a touchpoint has no `chanel`', 'write `channels`')
    """
    known = list(known)
    meant = nearest(name.lower(), known)
    fix = f"write `{meant}`" if meant else f"remove it, or use one of: {', '.join(known)}"
    return f"{inside or 'this block'} has no `{name}`", fix


def in_words(error: ErrorDetails, *, model: type[BaseModel], inside: str = "") -> Said:
    """Say what a pydantic error means and how to mend it.

    Args:
        error: One of `ValidationError.errors()`.
        model: The model that was validated.
        inside: What kind of block the error stands in, "a touchpoint".
    """
    path = error["loc"]
    parent = model_at(model, path[:-1]) or model
    if error["type"] == "extra_forbidden":
        return unknown_key(str(path[-1]), fields_of(parent), inside=inside)
    named = next((step for step in reversed(path) if isinstance(step, str)), "")
    owner = model_at(model, path[: len(path) - [*reversed(path)].index(named) - 1]) if named else model
    shape = fields_of(owner or model).get(named)
    say = next((how for kind, how in _WORDINGS.items() if error["type"].startswith(kind)), _as_pydantic_says)
    return say(_Wrong(error, named, shape, is_item=bool(path) and isinstance(path[-1], int)))


class _Wrong:
    """What the wordings below need to know of one error."""

    def __init__(self, error: ErrorDetails, name: str, shape: FieldShape | None, *, is_item: bool) -> None:
        self.name = name
        self.given = error.get("input")
        self.context: Mapping[str, Any] = error.get("ctx") or {}
        self.message = error["msg"]
        # Inside a block whose keys the writer chooses, only the error itself knows which words it would take.
        self.words = shape.words if shape else tuple(re.findall(r"'([^']*)'", str(self.context.get("expected", ""))))
        self.keys = tuple(fields_of(shape.part)) if shape and shape.part else ()
        # Descriptions of the twelve facts begin with their number.
        means = shape.description.lstrip("0123456789. ") if shape else ""
        self.means = means[:1].lower() + means[1:]
        self.is_item = is_item
        self.label = f"an item of `{name}`" if is_item else f"`{name}`"

    @property
    def kind(self) -> str:
        """What was given, as a person would call it."""
        if self.given is None:
            return "left blank"
        if isinstance(self.given, Mapping):
            return "a block of keys"
        return "a list" if isinstance(self.given, list | tuple) else f"the text {_short(self.given)}"

    def with_meaning(self, fix: str) -> str:
        return f"{fix} ({self.means})" if self.means else fix


def _missing(it: _Wrong) -> Said:
    written = f"write `{it.name}:` with one of: {', '.join(it.words)}" if it.words else f"write `{it.name}:`"
    return f"{it.label} is missing", it.with_meaning(written)


def _not_a_word(it: _Wrong) -> Said:
    meant = nearest(it.given.strip().lower().replace(" ", "_"), it.words) if isinstance(it.given, str) else None
    words = ", ".join(it.words)
    if not isinstance(it.given, str):
        return f"{it.label} takes one word, and is {it.kind}", f"write one of: {words}"
    if meant:
        return f"{it.label} cannot be {_short(it.given)}", f"write `{meant}`, or another of: {words}"
    return f"{it.label} cannot be {_short(it.given)}", f"write one of: {words}"


def _not_text(it: _Wrong) -> Said:
    if it.given is None:
        return f"{it.label} is blank", "write a value after the dash, or remove the dash"
    return f"{it.label} takes one text, and is {it.kind}", it.with_meaning("write it on one line")


def _blank(it: _Wrong) -> Said:
    return f"{it.label} is blank", it.with_meaning("write it")


def _too_long(it: _Wrong) -> Said:
    length, most = len(str(it.given)), it.context["max_length"]
    return f"{it.label} is {length:,} characters long, and {most:,} are the most", "write it shorter"


def _not_a_list(it: _Wrong) -> Said:
    if isinstance(it.given, str) and not it.keys:
        return f"{it.label} takes a list, and is {it.kind}", f"write `{it.name}: [{it.given}]`"
    return f"{it.label} takes a list, and is {it.kind}", "start each entry on its own line with `- `"


def _not_a_block(it: _Wrong) -> Said:
    keys = ", ".join(it.keys)
    if it.given is None:
        return f"{it.label} is blank", f"remove the dash, or write keys after it: {keys}"
    return f"{it.label} takes a block of keys, and is {it.kind}", f"write keys under it: {keys}"


def _not_whole(it: _Wrong) -> Said:
    return f"{it.label} takes a whole number, and is {it.kind}", it.with_meaning("write digits only")


def _not_a_number(it: _Wrong) -> Said:
    better = _as_number(it.given)
    fix = f"write {better}" if better else "write a number with a point, such as 0.8"
    return f"{it.label} takes a number, and is {it.kind}", it.with_meaning(fix)


def _not_true_or_false(it: _Wrong) -> Said:
    return f"{it.label} takes true or false, and is {it.kind}", it.with_meaning("write `true` or `false`")


def _not_a_day(it: _Wrong) -> Said:
    if isinstance(it.given, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", it.given.strip()):
        return f"{it.label} is {it.given.strip()}, and the calendar has no such day", "write a day that exists"
    return f"{it.label} takes a day, and is {it.kind}", "write year-month-day, such as 2026-03-31"


def _out_of_range(it: _Wrong) -> Said:
    bounds = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}
    said = " and ".join(f"{words} {it.context[key]:g}" for key, words in bounds.items() if key in it.context)
    return f"{it.label} has to be {said}, and is {_short(it.given)}", it.with_meaning("write a number in that range")


def _wrong_pattern(it: _Wrong) -> Said:
    return f"{it.label} cannot be {_short(it.given)}", it.with_meaning("write it in the form asked for")


def _as_validator_says(it: _Wrong) -> Said:
    return f"{it.label}: {it.context['what']}" if it.name else it.context["what"], it.context["fix"]


def _as_pydantic_says(it: _Wrong) -> Said:
    said = it.message[:1].lower() + it.message[1:]
    return f"{it.label}: {said}" if it.name else said, it.with_meaning("write another value")


_WORDINGS: dict[str, Callable[[_Wrong], Said]] = {
    "wrong": _as_validator_says,
    "missing": _missing,
    "literal_error": _not_a_word,
    "enum": _not_a_word,
    "string_type": _not_text,
    "string_too_short": _blank,
    "string_too_long": _too_long,
    "string_pattern": _wrong_pattern,
    "tuple_type": _not_a_list,
    "list_type": _not_a_list,
    "model_type": _not_a_block,
    "model_attributes_type": _not_a_block,
    "dict_type": _not_a_block,
    "int_": _not_whole,
    "float_": _not_a_number,
    "finite_number": _not_a_number,
    "bool_": _not_true_or_false,
    "date_": _not_a_day,
    "greater_than": _out_of_range,
    "less_than": _out_of_range,
}


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…{text[-1]}"


def _as_number(given: Any) -> str | None:
    """Return the number somebody meant by `80 %` or `0,8`, where there is one reading only."""
    if not isinstance(given, str):
        return None
    text = given.strip()
    if text.endswith("%"):
        whole = text[:-1].strip().replace(",", ".")
        return f"{float(whole) / 100:g}" if _reads(whole) else None
    decimal = text.replace(",", ".")
    # `1,234` may be a thousand and some, or one and a bit: nobody is told to write either.
    return decimal if _reads(decimal) and len(text.partition(",")[2]) != 3 else None


def _reads(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()
