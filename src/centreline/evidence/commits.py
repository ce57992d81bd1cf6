"""Files into and out of a Delta table: written first, then named by one commit that carries what it says.

Files that no commit names are nothing: a machine that is switched off between writing and committing leaves the table
as it was. So that they can be found again, whoever writes leaves a note first:

    evidence/contact/_writing/000007-1f3a9c2b    "files whose names begin like this are being written"
"""

import json
import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, Schema, Transaction
from deltalake.transaction import AddAction, RemoveAction, create_table_with_add_actions

from centreline.evidence.contract import Contract
from centreline.evidence.delta import CONFIGURATION, actions_of, address_of, has_table, open_table
from centreline.evidence.durable import on_disk
from centreline.evidence.engines.duckdb_files import WrittenFile
from centreline.evidence.schema import arrow_schema
from centreline.kernel.identity import content_hash

__all__ = ["DataFile", "Standing", "clear_unfinished", "commit_files", "noted", "standing", "with_columns_of"]

NOTES = "_writing"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A Parquet file of a Delta table.

    Attributes:
        path: Where it lies.
        named: Its path as the table's log names it.
        month: Of its rows.
        rows: How many it holds.
        size_bytes: Its size.
    """

    path: Path
    named: str
    month: str | None
    rows: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A Delta table at its newest version.

    Attributes:
        files: Files that make it up.
        columns: Columns its schema has.
        gaps: Which rule the kept gaps of its rows follow; None where none are kept.
        version: Its number.
    """

    files: tuple[DataFile, ...] = ()
    columns: tuple[str, ...] = ()
    gaps: int | None = None
    version: int | None = None

    @property
    def paths(self) -> list[Path]:
        """Where its files lie."""
        return [file.path for file in self.files]

    @property
    def states_of_months(self) -> dict[str, str]:
        """For each month a text that is another one as soon as a row of the month is."""
        months: dict[str, list[str]] = {}
        for file in self.files:
            months.setdefault(file.month or "", []).append(file.named)
        return {month: content_hash(sorted(files))[:24] for month, files in months.items()}


GAPS_KEPT = "centreline.gaps"
"""Under which name a table's commits say by which rule the gaps of all its rows are kept."""


def standing(folder: Path) -> Standing:
    """Return the table in a folder as it stands; one without files where there is none."""
    if not has_table(folder):
        return Standing()
    table = open_table(folder)
    return Standing(
        files=_files_in(table, folder),
        columns=tuple(field.name for field in table.schema().fields),
        gaps=table.transaction_version(GAPS_KEPT),
        version=table.version(),
    )


def _files_in(table: DeltaTable, folder: Path) -> tuple[DataFile, ...]:
    """Return the files of an opened table."""
    actions = actions_of(table)
    names = ("path", "partition.month", "num_records", "size_bytes")
    columns = [actions[name].to_pylist() if name in actions.column_names else [None] * len(actions) for name in names]
    return tuple(
        DataFile(folder / unquote(path), path, month, rows or 0, size)
        for path, month, rows, size in zip(*columns, strict=True)
    )


def with_columns_of(contract: Contract, folder: Path) -> None:
    """Add the columns to a table's schema that its contract has gained since; rows need not be written anew."""
    if not has_table(folder):
        return
    table = open_table(folder)
    held = {field.name for field in table.schema().fields}
    gained = pa.schema([field for field in arrow_schema(contract) if field.name not in held])
    if gained.names:
        table.alter.add_columns(list(Schema.from_arrow(gained).fields))


def noted(folder: Path, token: str) -> Path:
    """Note that files whose names begin with the token are about to be written; returns the note."""
    note = folder / NOTES / token
    note.parent.mkdir(parents=True, exist_ok=True)
    note.touch()
    return note


def clear_unfinished(folder: Path) -> None:
    """Remove files that were written and never committed. Only the one writer may."""
    notes = sorted((folder / NOTES).glob("*")) if (folder / NOTES).is_dir() else []
    if not notes:
        return
    stand = {file.path for file in standing(folder).files}
    for note in notes:
        for file in folder.glob(f"month=*/{note.name}-*"):
            if file not in stand:
                file.unlink()
        note.unlink()
    (folder / NOTES).rmdir()
    for place in folder.glob("month=*"):
        if not any(place.iterdir()):
            place.rmdir()
    if not any(folder.iterdir()):
        shutil.rmtree(folder)


def commit_files(  # noqa: PLR0913 - everything it needs comes in by name
    folder: Path,
    *,
    note: Path,
    added: Sequence[WrittenFile],
    removed: Collection[DataFile],
    contract: Contract,
    commit: CommitProperties,
    gaps: int | None = None,
    is_news: bool = True,
) -> None:
    """Commit files that were written, and leave out others; afterwards the note is gone.

    Args:
        folder: Of the table; it is made where there is none.
        note: From `noted`.
        added: Files to name.
        removed: Files to name no longer; they stay where they lie, for those who read an older version.
        contract: What the table promises.
        commit: What the commit says besides.
        gaps: The rule by which the gaps of all rows of the table are kept now.
        is_news: Whether any row is another one afterwards, for those who follow the table's changes.
    """
    at_ms = int(note.stat().st_mtime * 1000)
    said = list(commit.app_transactions or [])
    said += [] if gaps is None else [Transaction(app_id=GAPS_KEPT, version=gaps)]
    told = CommitProperties(custom_metadata=commit.custom_metadata, app_transactions=said)
    adding = [_added(file, folder, at_ms=at_ms, is_news=is_news) for file in added]
    schema, table = arrow_schema(contract), open_table(folder) if has_table(folder) else None
    on_disk([file.path for file in added])
    if table is not None:
        leaving = [_removed(file, at_ms=at_ms, is_news=is_news) for file in removed]
        table.create_write_transaction(
            [*adding, *leaving], mode="append", schema=schema, partition_by=["month"], commit_properties=told
        )
    else:
        create_table_with_add_actions(
            address_of(folder),
            Schema.from_arrow(schema),
            adding,
            partition_by=["month"],
            configuration=CONFIGURATION,
            commit_properties=told,
        )
    # Nobody is told that it stands before the commit is on the disk too.
    version = 0 if table is None else table.version()
    on_disk([folder / "_delta_log" / f"{version:020}.json"])
    note.unlink()
    if not any(note.parent.iterdir()):
        note.parent.rmdir()


def _added(file: WrittenFile, folder: Path, *, at_ms: int, is_news: bool) -> AddAction:
    return AddAction(
        path=str(file.path.relative_to(folder)),
        size=file.size_bytes,
        partition_values={"month": file.month},
        modification_time=at_ms,
        data_change=is_news,
        # No least and greatest values: they would stay in the log when rows are erased.
        stats=json.dumps({"numRecords": file.rows}),
    )


def _removed(file: DataFile, *, at_ms: int, is_news: bool) -> RemoveAction:
    return RemoveAction(
        path=file.named,
        data_change=is_news,
        deletion_timestamp=at_ms,
        size=file.size_bytes,
        partition_values={"month": file.month},
    )
