"""Rows as a file holds them, in batches: nothing read into them yet."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pyarrow as pa

from centreline.evidence.filling import Mapping
from centreline.kernel.errors import MappingInvalid
from centreline.kernel.identity import nearest

__all__ = ["BATCH_ROWS", "RawBatch", "RawFile", "Row", "Rows", "batch_of", "collector_paused", "missing_columns"]

BATCH_ROWS = 50_000

LONGEST_NAME = 60
"""Letters of a column's name that a message shows."""

Row = Sequence[str | None]
Rows = Callable[[Sequence[int]], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class RawBatch:
    """Some rows of a file.

    Attributes:
        numbers: The row of each in its file, as a spreadsheet counts them; in JSON and Parquet the record.
        rows: Returns all cells of the rows at some places, as text.
        table: The columns the mapping needs, for those rows whose cells match the header: as text, or in the types
            that the file gives them.
        whole: Places of the rows that are in `table`.
        broken: Places of the others, and what is wrong with each.
        share_read: Share of the file read so far, 0 to 1.
    """

    numbers: Sequence[int]
    rows: Rows
    table: pa.Table
    whole: Sequence[int]
    broken: Sequence[tuple[int, str]]
    share_read: float


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file whose columns are known and whose rows can be taken once.

    Attributes:
        header: Names of all its columns.
        batches: Its rows.
        remarks: What a person should know of how it was read.
        header_row: Row that names the columns, from 1; None where the form has no such row.
        delimiter: What separates its columns; None where it is no delimited text.
    """

    header: tuple[str, ...]
    batches: Iterator[RawBatch]
    remarks: tuple[str, ...] = ()
    header_row: int | None = None
    delimiter: str | None = None


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep Python's collector from searching the cells of a batch for cycles: half the time of reading goes there."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def batch_of(
    numbered: Sequence[tuple[int, Row]], *, header: Sequence[str], needed: Sequence[str], share_read: float
) -> RawBatch:
    """Return a batch of rows whose cells are in the order of the header."""
    width = len(header)
    rows = [row for _, row in numbered]
    broken: list[tuple[int, str]] = []
    whole: Sequence[int] = range(len(rows))
    if set(map(len, rows)) != {width}:
        whole = [place for place, row in enumerate(rows) if len(row) == width]
        says = "the row has {} cells, the header has {}"
        broken = [(place, says.format(len(row), width)) for place, row in enumerate(rows) if len(row) != width]
    cells = list(zip(*(rows[place] for place in whole), strict=True)) if whole else [()] * width
    places = {name: place for place, name in enumerate(header)}
    table = pa.table({name: pa.array(cells[places[name]], pa.string()) for name in needed})
    numbers = [number for number, _ in numbered]
    return RawBatch(numbers, lambda places: [rows[place] for place in places], table, whole, broken, share_read)


def missing_columns(mapping: Mapping, header: Iterable[str], *, where: str) -> MappingInvalid:
    """Return the error for a file that lacks columns the mapping reads."""
    header = list(header)
    missing = sorted(mapping.reads - set(header))
    meant = {name: nearest(name, header) for name in missing}
    listed = ", ".join(
        f"{name!r}" + (f" (is it {_clipped(near)!r}?)" if (near := meant[name]) else "") for name in missing
    )
    return MappingInvalid(
        f"the file has no column {listed}",
        where=f"{where}; its columns are {', '.join(repr(_clipped(name)) for name in header[:40])}",
        fix=f"correct the names in {mapping.place()}, or bring the file the mapping was written for",
    )


def _clipped(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
