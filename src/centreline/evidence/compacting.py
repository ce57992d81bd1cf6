"""Tidying the lake: few files for each month, their rows sorted by queue, and what nobody reads any more removed.

Nothing a reader can ask changes: rows, kept gaps, journal and what an undo brings back stay as they are. Sorted files
let a question about one queue or a few days skip what lies between; files that a commit left out stay on disk for those
who began to read before it, until `sweep` finds them old enough.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deltalake import DeltaTable
from ibis.expr.types import Table

from centreline.evidence.commits import DataFile, clear_unfinished, commit_files, noted, standing
from centreline.evidence.contract import Contract
from centreline.evidence.contracts import KEPT
from centreline.evidence.delta import has_table, open_table
from centreline.evidence.engine import open_engine
from centreline.evidence.engines.duckdb_files import FILE, PLACE, WrittenFile, located, write_sorted
from centreline.evidence.flags import with_flags
from centreline.evidence.journal import commit_of_compaction
from centreline.evidence.rewriting import columns_of_files

__all__ = [
    "KEPT_FOR_READERS_H",
    "MOST_FILES",
    "UntidyMonth",
    "compact",
    "forget_old_versions",
    "sweep",
    "tidy_worn_months",
    "untidy_months",
]

MOST_FILES = 8
"""Files of one month above which an import tidies it at once."""

KEPT_FOR_READERS_H = 168
"""Hours for which a file stays after a commit left it out, so that whoever reads an older version can finish."""

TIDY = "sorted"
"""With which the names of files begin whose rows are sorted."""

SORTING_MEMORY_MB = 1_500


@dataclass(frozen=True, slots=True)
class UntidyMonth:
    """A month of a table that lies in more files than it has to, or unsorted.

    Attributes:
        table: The contract.
        month: The month; None for rows whose local time is unknown.
        files: Files it lies in; it will lie in one.
        rows: Rows it holds.
        size_bytes: Size of the files.
    """

    table: str
    month: str | None
    files: int
    rows: int
    size_bytes: int


def untidy_months(lake: Path) -> tuple[UntidyMonth, ...]:
    """Return what `compact` would write anew; writes nothing.

    Args:
        lake: Folder of the lake.
    """
    found = ((name, month, files) for name in KEPT for month, files in _untidy(lake / name))
    return tuple(_described(name, month, files) for name, month, files in found)


def compact(lake: Path) -> tuple[UntidyMonth, ...]:
    """Write every untidy month anew: one file, sorted. Only the one writer may.

    Args:
        lake: Folder of the lake.

    Returns:
        The months as they were.
    """
    return tuple(each for name in KEPT for each in _compacted(lake / name, list(_untidy(lake / name)), table=name))


def tidy_worn_months(folder: Path, *, table: str) -> None:
    """Write those months of a table anew that lie in more than `MOST_FILES` files. Only the one writer may."""
    worn = [(month, files) for month, files in _untidy(folder) if len(files) > MOST_FILES]
    list(_compacted(folder, worn, table=table))


def sweep(lake: Path, *, older_than_h: float = KEPT_FOR_READERS_H) -> int:
    """Remove files that no reader can need any more: those a commit left out long ago. Only the one writer may.

    Args:
        lake: Folder of the lake.
        older_than_h: Hours since that commit; nobody may be reading an older version for longer.

    Returns:
        How many files were removed.
    """
    return sum(_swept(lake / name, older_than_h=older_than_h) for name in KEPT if has_table(lake / name))


def forget_old_versions(folder: Path) -> int:
    """Remove everything of a table that is not in its newest version, for those who must not be remembered.

    Whoever is reading an older version is stopped. The journal stays; what its commits noted of the least and greatest
    values of files goes.

    Args:
        folder: Of the table. Only the one writer may.

    Returns:
        How many files were removed.
    """
    removed = _swept(folder, older_than_h=0)
    log = folder / "_delta_log"
    for commit in sorted(log.glob("*.json")):
        _forget_values(commit)
    for checkpoint in log.glob("*.checkpoint*.parquet"):
        checkpoint.unlink()
    (log / "_last_checkpoint").unlink(missing_ok=True)
    open_table(folder).create_checkpoint()
    return removed


def _untidy(folder: Path) -> Iterator[tuple[str | None, list[DataFile]]]:
    months = defaultdict(list)
    for file in standing(folder).files:
        months[file.month].append(file)
    for month, files in sorted(months.items(), key=lambda pair: pair[0] or ""):
        if len(files) > 1 or not files[0].path.name.startswith(TIDY):
            yield month, files


def _described(table: str, month: str | None, files: list[DataFile]) -> UntidyMonth:
    sizes = sum(file.size_bytes for file in files)
    return UntidyMonth(table, month, len(files), sum(file.rows for file in files), sizes)


def _compacted(folder: Path, months: list[tuple[str | None, list[DataFile]]], *, table: str) -> Iterator[UntidyMonth]:
    if not months:
        return
    clear_unfinished(folder)
    contract = KEPT[table]
    for month, files in months:
        version = open_table(folder).version()
        note = noted(folder, f"{TIDY}-{version + 1:06d}")
        written = _sorted_file(month, files, contract=contract, name=note.name)
        commit_files(
            folder,
            note=note,
            added=[written],
            removed=files,
            contract=contract,
            commit=commit_of_compaction(),
            is_news=False,
        )
        yield _described(table, month, files)


def _sorted_file(month: str | None, files: list[DataFile], *, contract: Contract, name: str) -> WrittenFile:
    connection = open_engine(memory_mb=SORTING_MEMORY_MB)
    rows = with_flags(located(connection, [file.path for file in files], contract=contract), contract=contract)
    held = [column for column in columns_of_files(files, contract=contract) if column != "month"]
    return write_sorted(_sorted(rows, contract).select(held), files[0].path, name=name, month=month)


def _sorted(rows: Table, contract: Contract) -> Table:
    names = [column.name for column in contract.columns]
    order = [rows[name] for name in ("queue", contract.dated_by) if name in names]
    return rows.drop(FILE, PLACE).order_by(order)


def _swept(folder: Path, *, older_than_h: float) -> int:
    table: DeltaTable = open_table(folder)
    removed = table.vacuum(
        retention_hours=int(older_than_h), enforce_retention_duration=False, dry_run=False, full=True
    )
    return len(removed)


def _forget_values(commit: Path) -> None:
    """Write a commit anew without the least and greatest values of its files; it is whole or as it was."""
    lines = [json.loads(line) for line in commit.read_text(encoding="utf-8").splitlines() if line]
    for line in lines:
        if "add" in line and line["add"].get("stats"):
            rows = json.loads(line["add"]["stats"]).get("numRecords")
            line["add"]["stats"] = json.dumps({"numRecords": rows})
    half = commit.with_suffix(".half")
    half.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    half.replace(commit)
