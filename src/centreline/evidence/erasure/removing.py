"""Taking rows out of every place of the lake: tables, what imports brought, records, and what was worked out from them.

Only the one writer may. Each table changes in one commit. When the machine is switched off in between, the same removal
is run again: rows that are gone already are no longer found, so nothing is counted twice.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
import pyarrow.parquet as pq
from ibis.expr.types import Table

from centreline.evidence.commits import standing
from centreline.evidence.compacting import forget_old_versions
from centreline.evidence.contracts import KEPT
from centreline.evidence.delta import current_rows, has_table
from centreline.evidence.engine import open_engine, read_staged
from centreline.evidence.engines.duckdb_files import FILE, PLACE, located
from centreline.evidence.erasure.leaving import Leaving
from centreline.evidence.journal import commit_of_removal
from centreline.evidence.lake import MERGING_MEMORY_MB, Lake
from centreline.evidence.rewriting import change_rows

__all__ = ["RowsLeaving", "count_leaving", "removal_counts", "remove_rows"]

WORKED_OUT = (".kept", "derived")
"""Folders of the lake that can be made again from its tables."""


SAY_WHOSE = ("event", "survey_response", "record", "contact")
"""Tables that say whose the rows of others are. They change last: an interrupted removal still finds all the others."""


@dataclass(frozen=True, slots=True)
class RowsLeaving:
    """How many rows of a table leave it, and how many only lose the name of their contact."""

    leave: int
    lose_contact: int

    def __bool__(self) -> bool:
        """Return whether anything changes."""
        return bool(self.leave or self.lose_contact)


def count_leaving(lake: Lake, leaving: Leaving) -> dict[str, RowsLeaving]:
    """Say how many rows of each table would leave; writes nothing."""
    connection = open_engine(memory_mb=MERGING_MEMORY_MB)
    counted = {name: _counted(_marked(name, rows, leaving)) for name, rows in _tables(connection, lake)}
    return {name: rows for name, rows in counted.items() if rows}


def remove_rows(lake: Lake, leaving: Leaving, *, run: str) -> dict[str, RowsLeaving]:
    """Take rows out of the tables, out of what imports brought, and out of every older version of either.

    Args:
        lake: The evidence; its folder is held for writing.
        leaving: Which rows.
        run: What the removal is called in the journal of each table.

    Returns:
        How many rows left each table.
    """
    connection = open_engine(memory_mb=MERGING_MEMORY_MB)
    removed = {}
    for staged, name in _brought(lake):
        _rewrite_staged(connection, staged, name, leaving)
    for name, rows in sorted(_tables(connection, lake), key=lambda table: _place(table[0])):
        if counted := _counted(_marked(name, rows, leaving)):
            _rewrite(connection, lake, name, leaving, run=run)
            removed[name] = counted
    for name in KEPT:
        if has_table(lake.folder / name):
            forget_old_versions(lake.folder / name)
    for folder in WORKED_OUT:
        shutil.rmtree(lake.folder / folder, ignore_errors=True)
    return removed


def _tables(connection: Any, lake: Lake) -> Iterator[tuple[str, Table]]:
    for name, contract in KEPT.items():
        rows = current_rows(connection, lake.folder / name, contract=contract)
        if rows is not None:
            yield name, rows


def _place(name: str) -> int:
    return SAY_WHOSE.index(name) if name in SAY_WHOSE else -1


def _brought(lake: Lake) -> Iterator[tuple[Path, str]]:
    for entry in lake.imports():
        staged = lake.brought(entry.id)
        if staged.exists():
            yield staged, entry.table


def _marked(name: str, rows: Table, leaving: Leaving) -> Table:
    marked = rows.mutate(leaves_=leaving.leaves(name, rows))
    return marked.mutate(loses_=leaving.loses_contact(name, rows) & ~marked.leaves_)


def _counted(marked: Table) -> RowsLeaving:
    counts = marked.aggregate(leave=marked.count(where=marked.leaves_), lose=marked.count(where=marked.loses_))
    [row] = counts.to_pyarrow().to_pylist()
    return RowsLeaving(row["leave"], row["lose"])


def _staying(marked: Table) -> Table:
    staying = marked.filter(~marked.leaves_)
    if "contact_id" in staying.columns:
        detached = ibis.ifelse(staying.loses_, ibis.null("string"), staying.contact_id)
        staying = staying.mutate(contact_id=detached)
    return staying.drop("leaves_", "loses_")


def _rewrite(connection: Any, lake: Lake, name: str, leaving: Leaving, *, run: str) -> None:
    """Write a table anew where rows leave it, or lose the name of their contact."""
    folder, contract = lake.folder / name, KEPT[name]
    files = [file.path for file in standing(folder).files]
    marked = _marked(name, located(connection, files, contract=contract), leaving)
    goes = connection.create_table("goes", marked.filter(marked.leaves_ | marked.loses_).select(FILE, PLACE), temp=True)
    comes = _staying(marked.filter(marked.loses_)).drop(FILE, PLACE)
    change_rows(
        connection,
        folder,
        written=connection.create_table("comes", comes.mutate(row_no=ibis.row_number() + 1), temp=True),
        displaced=goes,
        contract=contract,
        commit=commit_of_removal(run),
        token=run,
    )
    connection.drop_table("goes")
    connection.drop_table("comes")


def _rewrite_staged(connection: Any, staged: Path, name: str, leaving: Leaving) -> None:
    """Take the rows out of what one import brought; the file is whole or as it was, whenever it is interrupted."""
    rows = read_staged(connection, [staged], contract=KEPT[name])
    marked = _marked(name, rows, leaving)
    if not _counted(marked):
        return
    half = staged.with_suffix(".half")
    pq.write_table(_staying(marked).order_by("row_no").to_pyarrow(), half, compression="zstd")
    with half.open("rb") as file:
        os.fsync(file.fileno())
    half.replace(staged)


def removal_counts(removed: Mapping[str, RowsLeaving]) -> dict[str, dict[str, int]]:
    """Return the counts as plain values, for a proof."""
    return {name: {"leave": rows.leave, "lose_contact": rows.lose_contact} for name, rows in sorted(removed.items())}
