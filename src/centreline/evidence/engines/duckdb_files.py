"""The lake's own files, as DuckDB reads and writes them: where each row lies, and rows put into months."""

import errno
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import ibis
import ibis.expr.datatypes as dt
from ibis.expr.types import Table, Value

from centreline.evidence.contract import Contract
from centreline.evidence.engines.port import with_all_columns

__all__ = [
    "FILE",
    "PLACE",
    "ROW_GROUP_ROWS",
    "WrittenFile",
    "hash_of",
    "located",
    "microseconds",
    "write_months",
    "write_sorted",
]

FILE, PLACE = "file_", "place_"
"""Columns that say in which file a row lies, and on which place in it."""

ROW_GROUP_ROWS = 122_880
"""Rows that are read or left out together: what a question skips of a file is a multiple of this."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A Parquet file of one month.

    Attributes:
        path: Where it lies.
        rows: Rows it holds.
        size_bytes: Its size.
        month: Of all its rows; None where their local time is unknown.
    """

    path: Path
    rows: int
    size_bytes: int
    month: str | None


def located(connection: Any, files: Sequence[Path], *, contract: Contract) -> Table:
    """Return rows of a table with all columns of its contract, and where each lies: `FILE` and `PLACE`."""
    held = connection.read_parquet(
        [re.sub(r"([\[*?])", r"[\1]", str(file)) for file in files],
        hive_partitioning=False,
        union_by_name=True,
        filename=FILE,
        file_row_number=True,
    )
    held = held.mutate(month=held.local_at.strftime("%Y-%m")).rename({PLACE: "file_row_number"})
    return with_all_columns(held, contract=contract, also=(FILE, PLACE))


def write_months(rows: Table, folder: Path, *, token: str) -> list[WrittenFile]:
    """Write rows into one or more new files for each month, below `month=2026-01` in the folder.

    Args:
        rows: With a column `month`, which the files do not hold: it is in the name of their folder.
        folder: Of the table.
        token: With which the names of the files begin.
    """
    connection = rows.get_backend()
    place, pattern = (text.replace("'", "''") for text in (str(folder), f"{token}-{{uuid}}"))
    options = (
        f"FORMAT parquet, PARTITION_BY (month), APPEND, FILENAME_PATTERN '{pattern}', RETURN_STATS, "
        f"COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {ROW_GROUP_ROWS}"
    )
    written = _copied(connection, rows, folder, f"TO '{place}' ({options})")
    return [
        WrittenFile(Path(path), rows=count, size_bytes=size, month=keys["month"])
        for path, count, size, _, _, keys in written
    ]


def write_sorted(rows: Table, beside: Path, *, name: str, month: str | None) -> WrittenFile:
    """Write rows into one new file, in their order.

    Args:
        rows: Of one month, without the column `month`.
        beside: A file in whose folder it goes.
        name: Of the file, without its ending.
        month: Of the rows.
    """
    connection, file = rows.get_backend(), beside.with_name(f"{name}-0.parquet")
    # Engines that may spill give rows back in any order unless they are told otherwise.
    connection.con.execute("SET preserve_insertion_order = true")
    place = str(file).replace("'", "''")
    options = f"FORMAT parquet, RETURN_STATS, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP_ROWS}"
    [(_, count, size, *_)] = _copied(connection, rows, file, f"TO '{place}' ({options})")
    return WrittenFile(file, rows=count, size_bytes=size, month=month)


def _copied(connection: Any, rows: Table, place: Path, where: str) -> list[tuple[Any, ...]]:
    """Write rows to where the statement says; a disk that is full is an error of the system, as anywhere else."""
    try:
        written: list[tuple[Any, ...]] = connection.con.execute(f"COPY ({connection.compile(rows)}) {where}").fetchall()
    except duckdb.IOException as error:
        if os.strerror(errno.ENOSPC) in str(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(place)) from error
        raise
    return written


def hash_of(*parts: Value) -> Value:
    """Return a whole number for each row that is equal where all parts are, and hardly ever otherwise."""
    text = ibis.literal("\x1f").join([part.cast("string") for part in parts])
    return _hash(text)


# Ibis carries no types, so its decorator is untyped here.
# Ibis has no types.
@ibis.udf.scalar.builtin(name="hash", signature=((dt.string,), dt.uint64))  # type: ignore[untyped-decorator]
def _hash(text: Any) -> Any:
    """Return DuckDB's hash of a text."""


# Ibis has no types.
@ibis.udf.scalar.builtin(name="epoch_us", signature=((dt.Timestamp(scale=6),), dt.int64))  # type: ignore[untyped-decorator]
def microseconds(at: Any) -> Any:
    """Return the microseconds since 1970."""
