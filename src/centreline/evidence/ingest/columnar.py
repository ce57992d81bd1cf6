"""Parquet: columns that have types, taken a few thousand rows at a time."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.guarded import unreadable
from centreline.evidence.ingest.raw import RawBatch, RawFile, Row, missing_columns
from centreline.evidence.ingest.words import WORTH_IT
from centreline.kernel.errors import FileUnreadable, MappingInvalid

__all__ = ["read_parquet_file"]

BATCH = 131_072
SAMPLE = 2_000
DAMAGED = (pa.ArrowException, OSError, ValueError)
"""What Arrow raises when bytes are not what a Parquet file has in their place."""


def read_parquet_file(path: Path, *, mapping: Mapping) -> RawFile:
    """Read a Parquet file.

    Instants, dates, whole numbers and texts keep their types; a timestamp without a zone is what clocks showed in the
    zone of the mapping.

    Raises:
        FileUnreadable: it is damaged, cut off or encrypted.
        MappingInvalid: it lacks a column the mapping reads, has one twice, or one of them holds lists or records.
    """
    try:
        file = pq.ParquetFile(path)
        schema = file.schema_arrow
    except DAMAGED as error:
        raise _damaged(path, error) from None
    names = schema.names
    if not mapping.reads <= set(names):
        raise missing_columns(mapping, names, where=str(path))
    needed = sorted(mapping.reads)
    for name in needed:
        _check_type(path, schema, name)
    return RawFile(tuple(names), _batches(path, _with_words(path, file, needed), needed))


def _check_type(path: Path, schema: pa.Schema, name: str) -> None:
    if len(places := schema.get_all_field_indices(name)) > 1:
        raise MappingInvalid(
            f"the file has two columns {name!r}, and nothing says which is meant",
            where=str(path),
            fix="give one of them another name in the export",
        )
    kind = schema.field(places[0]).type
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        holds = "bytes" if not pa.types.is_nested(kind) else f"{_shape(kind)} in each cell"
        raise MappingInvalid(
            f"the column {name!r} of the file holds {holds}, and a field takes one value",
            where=str(path),
            fix="give the parts that are needed columns of their own in the export",
        )


def _shape(kind: pa.DataType) -> str:
    return "a record" if pa.types.is_struct(kind) else "a list"


def _with_words(path: Path, file: pq.ParquetFile, needed: Sequence[str]) -> pq.ParquetFile:
    """Return the file, opened so that columns in which few words come again are not written out."""
    try:
        head = next(file.iter_batches(SAMPLE, columns=list(needed)), None)
        if head is None:
            return file
        few = [
            name
            for name, column in zip(head.schema.names, head.columns, strict=True)
            if pa.types.is_string(column.type) and len(column.unique()) <= WORTH_IT * len(column)
        ]
        return pq.ParquetFile(path, read_dictionary=few, pre_buffer=False)
    except DAMAGED as error:
        raise _damaged(path, error) from None


def _batches(path: Path, file: pq.ParquetFile, needed: Sequence[str]) -> Iterator[RawBatch]:
    total, first = file.metadata.num_rows, 0
    try:
        for batch in file.iter_batches(BATCH, columns=list(needed)):
            columns = {name: _plain(column) for name, column in zip(batch.schema.names, batch.columns, strict=True)}
            share, count = (first + batch.num_rows) / total, batch.num_rows
            rows = _Rows(path, first=first)
            yield RawBatch(range(first + 1, first + count + 1), rows, pa.table(columns), range(count), (), share)
            first += count
    except DAMAGED as error:
        raise _damaged(path, error) from None


def _plain(column: pa.Array) -> pa.Array:
    """Return a column in one of the types that are read further on."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return (
            column.cast(pa.dictionary(pa.int32(), pa.string()))
            if _is_text(kind.value_type)
            else _plain(column.cast(kind.value_type))
        )
    if _is_text(kind):
        return column.cast(pa.string())
    if pa.types.is_timestamp(kind):
        return column.cast(pa.timestamp("us", tz=kind.tz), safe=False)
    if pa.types.is_time(kind):
        return column.cast(pa.time64("us"), safe=False)
    if pa.types.is_date(kind):
        return column.cast(pa.date32(), safe=False)
    return column.cast(pa.string()) if pa.types.is_null(kind) else column


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


class _Rows:
    """All cells of some rows of a batch, read again when somebody asks: hardly ever."""

    def __init__(self, path: Path, *, first: int) -> None:
        self._path = path
        self._first = first

    def __call__(self, places: Sequence[int]) -> Sequence[Row]:
        wanted = [self._first + place for place in places]
        return [_texts(row) for row in _rows_at(self._path, wanted)]


def _rows_at(path: Path, wanted: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows at some places of the file, in order."""
    file, first, left = pq.ParquetFile(path), 0, list(wanted)
    for number in range(file.num_row_groups):
        count = file.metadata.row_group(number).num_rows
        here = [place - first for place in left if place < first + count]
        left = left[len(here) :]
        first += count
        if not here:
            continue
        start = 0
        for batch in file.iter_batches(BATCH, row_groups=[number]):
            inside = [place - start for place in here if start <= place < start + batch.num_rows]
            start += batch.num_rows
            if inside:
                yield from zip(*(column.take(pa.array(inside)).to_pylist() for column in batch.columns), strict=True)
        if not left:
            return


def _texts(row: Sequence[Any]) -> Row:
    return [None if cell is None else str(cell) for cell in row]


def _damaged(path: Path, error: Exception) -> FileUnreadable:
    said = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    return unreadable(
        path, f"{path.name!r} is a Parquet file that is damaged or cut off ({said})", fix="copy or download it again"
    )
