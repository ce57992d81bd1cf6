"""One contract's Delta table: where it lies, which version it has, and the files that make it up."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable
from deltalake.exceptions import DeltaError
from ibis.expr.types import Table

from centreline.evidence.contract import Contract
from centreline.evidence.engine import read_parquet
from centreline.evidence.schema import arrow_schema
from centreline.kernel.errors import FileUnreadable, WorkspaceInvalid

__all__ = [
    "CONFIGURATION",
    "actions_of",
    "address_of",
    "check_place",
    "commit_only",
    "current_rows",
    "delta_version",
    "files_of",
    "has_table",
    "open_table",
]

CONFIGURATION = {"delta.enableExpiredLogCleanup": "false", "delta.logRetentionDuration": "interval 36500 days"}
"""The journal is the log of the tables: Delta must never tidy it away."""

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
    """Open the table in the folder.

    Raises:
        FileUnreadable: its log was torn or written over.
    """
    try:
        return DeltaTable(address_of(folder))
    except DeltaError as reason:
        raise FileUnreadable(
            f"the table {folder.name!r} of the evidence cannot be opened: {str(reason).splitlines()[0]}",
            where=str(folder / "_delta_log"),
            fix="put this folder back from a backup, or remove it and bring its files again; nothing was changed here",
        ) from reason


def has_table(folder: Path) -> bool:
    """Say whether a Delta table lies in the folder."""
    # The first commit is never tidied away: see CONFIGURATION.
    return (folder / "_delta_log" / f"{0:020}.json").is_file()


def address_of(folder: Path) -> str:
    """Return the folder as the Delta library takes it."""
    # As an address: of a plain path the library makes one itself, and stumbles over `&`.
    return folder.resolve().as_uri()


def delta_version(folder: Path) -> int | None:
    """Return the newest version of the table, None where there is none."""
    return open_table(folder).version() if has_table(folder) else None


def current_rows(connection: Any, folder: Path, *, contract: Contract) -> Table | None:
    """Return the table's rows as an expression, None where it has none."""
    files = files_of(folder) if has_table(folder) else []
    return read_parquet(connection, files, contract=contract) if files else None


def actions_of(table: DeltaTable) -> pa.Table:
    """Return what an opened table knows of each of its files: path, month, rows, size."""
    # Not `pa.table`: it imports pandas, a third of a second and 30 MiB.
    return pa.RecordBatchReader.from_stream(table.get_add_actions(flatten=True)).read_all()


def files_of(folder: Path) -> list[Path]:
    """Return the Parquet files that make up the newest version of the table."""
    # Not `file_uris`: it writes a blank in the name of a folder as %20.
    actions = actions_of(open_table(folder))
    return [folder / unquote(path) for path in actions["path"].to_pylist()]


def commit_only(folder: Path, *, contract: Contract, commit: CommitProperties) -> None:
    """Write a commit that changes no row, for the sake of what it says."""
    open_table(folder).create_write_transaction(
        [], mode="append", schema=arrow_schema(contract), partition_by=["month"], commit_properties=commit
    )
