"""What the core found, said in the reader's language: its sentences know their template and what was filled in."""

from copy import copy
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from string import Formatter
from typing import Any, TypeVar

from babel.numbers import format_decimal
from babel.units import format_unit
from django.utils.translation import get_language, gettext, ngettext

from centreline.findings.catalogue import check_book
from centreline.findings.check import Check
from centreline.findings.finding import Looked
from centreline.kernel.said import Said, begun
from centreline.kernel.units import Measured, Unit
from centreline.web.frame.templatetags.centreline_format import (
    NOTHING,
    day,
    duration,
    money,
    number,
    reader_locale,
    share,
    signed,
)
from centreline.web.records.looks import Look, look_numbered, newest_look

__all__ = ["as_read", "look_as_read", "questions_as_read", "spoken"]

Thing = TypeVar("Thing")

ENGLISH = (None, "en-gb")
"""Languages in which the core speaks already."""


def spoken(text: str) -> str:
    """Return a sentence of the core in the reader's language, with figures and days as its locale writes them.

    Text that knows no template is returned as it is, and so is a sentence whose translation cannot be filled in.
    """
    if get_language() in ENGLISH or not isinstance(text, Said):
        return text
    words = ngettext(text.one, text.template, text.values.get("n", 2)) if text.one else gettext(text.template)
    try:
        return _FILLING.vformat(words, (), text.values)
    except (KeyError, IndexError, ValueError):
        return str(text)


def as_read(thing: Thing) -> Thing:
    """Return an answer of the core with every sentence in it in the reader's language.

    Args:
        thing: A dataclass, a tuple or a sentence; whatever else is returned as it is.
    """
    read: Thing = thing if get_language() in ENGLISH else _as_read(thing)
    return read


def look_as_read(scope: str) -> Look | None:
    """Return what was found last in a scope, in the reader's language; None where nobody has looked yet.

    Args:
        scope: Key of the scope.
    """
    newest, language = newest_look(scope), get_language()
    return newest if newest is None or language in ENGLISH else _look_in(newest.id, language)


def questions_as_read() -> dict[str, Check]:
    """Return every question of the book by its id, in the reader's language."""
    return _questions_in(get_language())


@lru_cache(maxsize=16)
def _look_in(number: int, language: str) -> Look:  # noqa: ARG001 - a part of the key
    look: Look = _as_read(look_numbered(number))
    return look


@lru_cache(maxsize=16)
def _questions_in(language: str | None) -> dict[str, Check]:
    book = dict(check_book())
    return book if language in ENGLISH else {key: _as_read(one) for key, one in book.items()}


def _as_read(thing: Any) -> Any:
    if isinstance(thing, str):
        return spoken(thing)
    if isinstance(thing, tuple):
        return tuple(_as_read(one) for one in thing)
    if isinstance(thing, Looked):
        return Looked(thing.count, _counted(thing))
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    told = copy(thing)
    for one in fields(thing):
        # Past the checks a dataclass makes of English: another language ends its sentences as it likes.
        object.__setattr__(told, one.name, _as_read(getattr(thing, one.name)))
    return told


def _counted(looked: Looked) -> str:
    what = looked.what
    if not isinstance(what, Said):
        return looked.what
    word = spoken(Said(what, template=what.template, one=what.one, values={**what.values, "n": looked.count}))
    return Said(word, one=word)


class _Filling(Formatter):
    """Fills a template in, each value as the reader's locale writes it."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return one value as it stands in the sentence."""
        if isinstance(value, Measured):
            return _measured(value)
        if isinstance(value, str):
            return begun(spoken(value), format_spec) if format_spec else spoken(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _figure(value, format_spec)
        return str(day(value)) if isinstance(value, date) else str(value)


_FILLING = _Filling()


def _figure(value: float, spec: str) -> str:
    """Write a figure that English writes after this specification; one without separators gets none."""
    digits = int("".join(one for one in spec.partition(".")[2] if one.isdigit()) or 0)
    if spec.startswith("+"):
        return str(signed(value, digits))
    if spec.endswith("%"):
        return str(share(value, digits))
    if spec.endswith("f"):
        return str(number(value, digits))
    grouped = "," in spec or isinstance(value, float)
    return str(number(value)) if grouped else str(format_decimal(value, format="0", locale=reader_locale()))


def _measured(figure: Measured) -> str:
    value, digits = figure.value, 0 if figure.unit is Unit.COUNT else 2
    if value is None:
        written = NOTHING
    elif figure.unit is Unit.SHARE:
        written = share(value)
    elif figure.unit is Unit.MILLISECONDS:
        written = _span(value / 1000)
    elif figure.unit is Unit.MONEY and figure.currency:
        written = money(value, figure.currency)
    else:
        written = signed(value) if figure.unit is Unit.POINTS else number(value, digits)
    return str(written)


def _span(seconds: float) -> str:
    if round(abs(seconds), 1) >= 60:
        return str(duration(seconds))
    return str(format_unit(round(seconds, 1), "duration-second", length="narrow", locale=reader_locale()))
