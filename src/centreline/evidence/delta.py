"""One contract's Delta table: its files, and the two ways rows get into it."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, WriterProperties, write_deltalake
from ibis.expr.types import Table

from centreline.evidence.contract import Contract
from centreline.evidence.engine import read_parquet, stream
from centreline.evidence.schema import arrow_schema
from centreline.kernel.errors import WorkspaceInvalid

__all__ = [
    "append_rows",
    "check_place",
    "commit_only",
    "current_rows",
    "delta_version",
    "files_of",
    "has_table",
    "open_table",
    "replace_months",
]

CONFIGURATION = {"delta.enableExpiredLogCleanup": "false", "delta.logRetentionDuration": "interval 36500 days"}
"""The journal is the log of the tables: Delta must never tidy it away."""

# A row group is held in memory for every month being written: the default of a million rows would be the whole file.
WRITER = WriterProperties(compression="ZSTD", max_row_group_size=50_000)

UNKEEPABLE = re.compile(r"[\[\]?#^|\\]|%[0-9A-Fa-f]{2}")
"""What the Delta library panics at, or reads as something else, in the path of a table."""


def check_place(folder: Path) -> None:
    """Make sure that tables can be kept below the folder.

    Raises:
        WorkspaceInvalid: its path has a character that the Delta library takes for something else.
    """
    if found := UNKEEPABLE.search(str(folder.resolve())):
        raise WorkspaceInvalid(
            f"no tables can be kept below a folder whose name holds {found[0]!r}",
            where=str(folder),
            fix="give the folder a name without [ ] ? # ^ | \\ and without % before two digits",
        )


def open_table(folder: Path) -> DeltaTable:
    """Open the table in the folder."""
    return DeltaTable(_address(folder))


def has_table(folder: Path) -> bool:
    """Say whether a Delta table lies in the folder."""
    return (folder / "_delta_log").is_dir() and DeltaTable.is_deltatable(_address(folder))


def _address(folder: Path) -> str:
    # As an address: of a plain path the library makes one itself, and stumbles over `&`.
    return folder.resolve().as_uri()


def delta_version(folder: Path) -> int | None:
    """Return the newest version of the table, None where there is none."""
    return open_table(folder).version() if has_table(folder) else None


def current_rows(connection: Any, folder: Path, *, contract: Contract) -> Table | None:
    """Return the table's rows as an expression, None where it has none."""
    files = files_of(folder) if has_table(folder) else []
    return read_parquet(connection, files, contract=contract) if files else None


def files_of(folder: Path) -> list[Path]:
    """Return the Parquet files that make up the newest version of the table."""
    # Not `file_uris`: it writes a blank in the name of a folder as %20.
    actions = pa.table(open_table(folder).get_add_actions(flatten=True))
    return [folder / unquote(path) for path in actions["path"].to_pylist()]


def append_rows(folder: Path, rows: Table, *, contract: Contract, commit: CommitProperties) -> None:
    """Add rows whose keys are not in the table yet, in one commit."""
    write_deltalake(
        _address(folder),
        _stream(rows, contract),
        mode="append",
        partition_by=["month"],
        schema_mode="merge",
        configuration=CONFIGURATION,
        writer_properties=WRITER,
        commit_properties=commit,
    )


def replace_months(
    folder: Path, rows: Table, *, months: Sequence[str], contract: Contract, commit: CommitProperties
) -> None:
    """Replace all rows of some months, in one commit."""
    listed = ", ".join(f"'{month}'" for month in sorted(months))
    write_deltalake(
        _address(folder),
        _stream(rows, contract),
        mode="overwrite",
        predicate=f"month IN ({listed})",
        schema_mode="merge",
        writer_properties=WRITER,
        commit_properties=commit,
    )


def commit_only(folder: Path, *, contract: Contract, commit: CommitProperties) -> None:
    """Write a commit that changes no row, for the sake of what it says."""
    empty = arrow_schema(contract).empty_table()
    write_deltalake(_address(folder), empty, mode="append", commit_properties=commit)


def _stream(rows: Table, contract: Contract) -> pa.RecordBatchReader:
    schema = arrow_schema(contract)
    return stream(rows.select(schema.names)).cast(schema)
