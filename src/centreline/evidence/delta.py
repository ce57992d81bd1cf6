"""One contract's Delta table: its files, and the two ways rows get into it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, WriterProperties, write_deltalake
from ibis.expr.types import Table

from centreline.evidence.contract import Contract
from centreline.evidence.engine import read_parquet, stream
from centreline.evidence.schema import arrow_schema

__all__ = ["append_rows", "commit_only", "current_rows", "delta_version", "has_table", "replace_months"]

CONFIGURATION = {"delta.enableExpiredLogCleanup": "false", "delta.logRetentionDuration": "interval 36500 days"}
"""The journal is the log of the tables: Delta must never tidy it away."""

# A row group is held in memory for every month being written: the default of a million rows would be the whole file.
WRITER = WriterProperties(compression="ZSTD", max_row_group_size=50_000)


def has_table(folder: Path) -> bool:
    """Say whether a Delta table lies in the folder."""
    return (folder / "_delta_log").is_dir() and DeltaTable.is_deltatable(str(folder))


def delta_version(folder: Path) -> int | None:
    """Return the newest version of the table, None where there is none."""
    return DeltaTable(folder).version() if has_table(folder) else None


def current_rows(connection: Any, folder: Path, *, contract: Contract) -> Table | None:
    """Return the table's rows as an expression, None where it has none."""
    files = DeltaTable(folder).file_uris() if has_table(folder) else []
    return read_parquet(connection, files, contract=contract) if files else None


def append_rows(folder: Path, rows: Table, *, contract: Contract, commit: CommitProperties) -> None:
    """Add rows whose keys are not in the table yet, in one commit."""
    write_deltalake(
        folder,
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
        folder,
        _stream(rows, contract),
        mode="overwrite",
        predicate=f"month IN ({listed})",
        schema_mode="merge",
        writer_properties=WRITER,
        commit_properties=commit,
    )


def commit_only(folder: Path, *, contract: Contract, commit: CommitProperties) -> None:
    """Write a commit that changes no row, for the sake of what it says."""
    write_deltalake(folder, arrow_schema(contract).empty_table(), mode="append", commit_properties=commit)


def _stream(rows: Table, contract: Contract) -> pa.RecordBatchReader:
    schema = arrow_schema(contract)
    return stream(rows.select(schema.names)).cast(schema)
