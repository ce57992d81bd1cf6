"""What the core found, as one person reads it: every sentence in it in their language."""

from copy import copy
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.utils.translation import get_language

from centreline.findings.catalogue import check_book
from centreline.findings.check import Check
from centreline.findings.finding import Looked
from centreline.kernel.said import Said
from centreline.web.frame.spoken import ENGLISH, spoken
from centreline.web.records.looks import Look, look_numbered, newest_look

__all__ = ["as_read", "look_as_read", "questions_as_read"]

Thing = TypeVar("Thing")


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
