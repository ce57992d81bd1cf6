"""What an element of a catalogue names outside the operating model: metrics, ways of counting, tables and columns."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from centreline.blueprint.data import DataDomain, Threshold
from centreline.blueprint.element import Element
from centreline.blueprint.measure import Measure
from centreline.blueprint.organisation import Role
from centreline.evidence.contracts import CONTRACTS
from centreline.kernel.identity import nearest
from centreline.kernel.written.shape import fields_of
from centreline.metrics.book import metric_book

__all__ = ["Unknown", "unknown_in"]

Way = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that nothing has.

    Attributes:
        way: Where in the element it stands, step by step: `("measures", 0, "variant")`.
        what: What is wrong, the name quoted; no full stop.
        fix: What to write instead.
    """

    way: Way
    what: str
    fix: str


def unknown_in(element: Element, *, before: Element | None) -> tuple[Unknown, ...]:
    """Return the names in an element that nothing has, but those that were published so already.

    Args:
        element: As it shall read.
        before: As it is published; None where it is a new one.
    """
    known = {one.what for one in _unknown(before, ())} if before is not None else set()
    return tuple(one for one in _unknown(element, ()) if one.what not in known)


def _unknown(part: BaseModel, way: Way) -> Iterator[Unknown]:
    yield from _here(part, way)
    for shape in fields_of(type(part)).values():
        for at, one in enumerate(getattr(part, shape.name)) if shape.part is not None and shape.many else ():
            yield from _unknown(one, (*way, shape.name, at))


def _here(part: BaseModel, way: Way) -> Iterator[Unknown]:
    book = metric_book()
    if isinstance(part, Measure):
        yield from _missing(part.metric, book, "metric", (*way, "metric"))
        if part.variant is not None and part.metric in book:
            ways = [one.id for one in book[part.metric].variants]
            of = f"way of counting {book[part.metric].title.lower()}"
            yield from _missing(part.variant, ways, of, (*way, "variant"))
    elif isinstance(part, Role):
        for at, one in enumerate(part.measurement):
            yield from _missing(one, book, "metric", (*way, "measurement", at))
    elif isinstance(part, DataDomain):
        for at, one in enumerate(part.tables):
            yield from _missing(one, CONTRACTS, "evidence table", (*way, "tables", at))
    elif isinstance(part, Threshold):
        yield from _missing(part.table, CONTRACTS, "evidence table", (*way, "table"))
        if part.table in CONTRACTS:
            columns = [one.name for one in CONTRACTS[part.table].columns]
            yield from _missing(part.column, columns, f"column of the table {part.table}", (*way, "column"))


def _missing(name: str, known: Collection[str], sort: str, way: Way) -> Iterator[Unknown]:
    if name in known:
        return
    meant = nearest(name, known)
    fix = f"choose {meant!r}, or another one of the list" if meant else "choose one of the list"
    if len(known) <= 12:
        fix = f"choose one of: {', '.join(known)}"
    yield Unknown(way, f"there is no {sort} {name!r}", fix)
