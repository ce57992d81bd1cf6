"""The file in which the rows of an import are staged: only the columns somebody fills, few words kept as words."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from centreline.evidence.ahead import WriteBehind
from centreline.evidence.contract import Contract
from centreline.evidence.ingest.words import is_coded, one_array, written_out
from centreline.evidence.schema import arrow_schema

__all__ = ["StagedRows"]


class StagedRows:
    """A Parquet file that is written while the next rows pass the door, and those after them are translated.

    Use it in a `with` block. The first rows say which columns are kept as words: a column that has few of them there
    is taken to have few.

    Args:
        path: Where.
        contract: Of the rows.
        at_the_door: Returns rows as they may be kept.
    """

    def __init__(self, path: Path, *, contract: Contract, at_the_door: Callable[[pa.Table], pa.Table]) -> None:
        self.rows = 0
        self._path = path
        self._contract = contract
        self._at_the_door = at_the_door
        self._writer: pq.ParquetWriter | None = None
        self._schema: pa.Schema | None = None
        self._writing = WriteBehind(self._write)
        self._passing = WriteBehind(lambda rows: self._writing(self._at_the_door(rows)))

    def add(self, rows: pa.Table) -> None:
        """Write some rows."""
        self._passing(rows)

    def _write(self, rows: pa.Table) -> None:
        self.rows += rows.num_rows
        if self._writer is None or self._schema is None:
            self._schema = _schema(rows)
            words = [field.name for field in self._schema if pa.types.is_dictionary(field.type)]
            numbers = [field.name for field in self._schema if _is_whole(field.type)]
            self._writer = pq.ParquetWriter(
                self._path,
                self._schema,
                compression="zstd",
                compression_level=1,
                use_dictionary=words,
                column_encoding=dict.fromkeys(numbers, "DELTA_BINARY_PACKED"),
                # Rows are read by their place, never by what is in them.
                write_statistics=["row_no"],
            )
        self._writer.write_table(_as_in(self._schema, rows))

    def __enter__(self) -> "StagedRows":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Finish the file; one without rows has the columns of the contract."""
        try:
            with self._writing:
                self._passing.__exit__(kind, error, trace)
            if self._writer is None and kind is None:
                schema = arrow_schema(self._contract).append(pa.field("row_no", pa.int64()))
                pq.write_table(schema.empty_table(), self._path)
        finally:
            if self._writer is not None:
                self._writer.close()


def _is_whole(kind: pa.DataType) -> bool:
    return bool(pa.types.is_int64(kind) or pa.types.is_timestamp(kind))


def _schema(rows: pa.Table) -> pa.Schema:
    words = pa.dictionary(pa.int32(), pa.string())
    return pa.schema(
        [pa.field(field.name, words if pa.types.is_dictionary(field.type) else field.type) for field in rows.schema]
    )


def _as_in(schema: pa.Schema, rows: pa.Table) -> pa.Table:
    return pa.table([_in_type(field, rows) for field in schema], schema=schema)


def _in_type(field: pa.Field, rows: pa.Table) -> pa.Array:
    # Only a word nobody foresaw makes a column that the first rows have not.
    if field.name not in rows.column_names:
        return pa.nulls(rows.num_rows, pa.string()).cast(field.type)
    column = one_array(rows[field.name])
    if not pa.types.is_dictionary(field.type):
        return written_out(column)
    return column.cast(field.type) if is_coded(column) else column.dictionary_encode().cast(field.type)
