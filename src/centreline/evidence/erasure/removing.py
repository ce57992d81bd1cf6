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
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ibis.expr.types import Table

from centreline.evidence.commits import standing
from centreline.evidence.compacting import forget_old_versions
from centreline.evidence.contracts import KEPT
from centreline.evidence.contracts.record import RECORD
from centreline.evidence.delta import current_rows, has_table
from centreline.evidence.engine import open_engine, read_staged
from centreline.evidence.engines.duckdb_files import FILE, PLACE, located
from centreline.evidence.erasure.leaving import Leaving
from centreline.evidence.journal import commit_of_removal
from centreline.evidence.lake import MERGING_MEMORY_MB, Lake
from centreline.evidence.records.settling import note_touched, settle
from centreline.evidence.records.standing import SUBJECT
from centreline.evidence.rewriting import change_rows

__all__ = ["RowsLeaving", "count_leaving", "removal_counts", "remove_rows"]

WORKED_OUT = (".kept", "derived")
"""Folders of the lake that can be made again from its tables."""


SAY_WHOSE = ("event", "survey_response", "record", "contact")
"""Tables that say whose the rows of others are. They change last: an interrupted removal still finds all the others."""


@dataclass(frozen=True, slots=True)
class RowsLeaving:
    """How many rows of a table leave it, lose the name of their contact, or stay rewritten."""

    leave: int
    lose_contact: int
    rewritten: int = 0

    def __bool__(self) -> bool:
        """Return whether anything changes."""
        return bool(self.leave or self.lose_contact or self.rewritten)


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
            if counted.rewritten:
                note_touched(lake, _rewritten_subjects(connection, _marked(name, rows, leaving)))
            _rewrite(connection, lake, name, leaving, run=run)
            removed[name] = counted
    settle(lake)  # What was read from records that were rewritten is read again.
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
    return marked.mutate(
        loses_=leaving.loses_contact(name, rows) & ~marked.leaves_,
        rewrites_=leaving.rewritten(name, rows) & ~marked.leaves_,
    )


def _rewritten_subjects(connection: Any, marked: Table) -> Table:
    subjects: Table = marked.filter(marked.rewrites_)[list(SUBJECT)].distinct()
    return connection.create_table("rewritten_subjects", subjects, temp=True, overwrite=True)


def _counted(marked: Table) -> RowsLeaving:
    marks = {"leave": marked.leaves_, "lose": marked.loses_, "rewritten": marked.rewrites_}
    counts = marked.aggregate(**{name: marked.count(where=mark) for name, mark in marks.items()})
    [row] = counts.to_pyarrow().to_pylist()
    return RowsLeaving(row["leave"], row["lose"], row["rewritten"])


def _staying(marked: Table) -> Table:
    staying = marked.filter(~marked.leaves_)
    if "contact_id" in staying.columns:
        detached = ibis.ifelse(staying.loses_, ibis.null("string"), staying.contact_id)
        staying = staying.mutate(contact_id=detached)
    return staying.drop("leaves_", "loses_", "rewrites_")


def _as_rewritten(marked: Table, leaving: Leaving) -> pa.Table:
    """Return what stays of rows, those that are rewritten as they are kept."""
    staying = marked.filter(~marked.leaves_)
    if "row_no" in staying.columns:
        staying = staying.order_by("row_no")
    held = staying.to_pyarrow()
    detached = held.drop_columns(["leaves_", "loses_", "rewrites_"])
    return leaving.rewrite(detached, held["rewrites_"]) if pc.any(held["rewrites_"]).as_py() else detached


def _rewrite(connection: Any, lake: Lake, name: str, leaving: Leaving, *, run: str) -> None:
    """Write a table anew where rows leave it, or lose the name of their contact."""
    folder, contract = lake.folder / name, KEPT[name]
    files = [file.path for file in standing(folder).files]
    marked = _marked(name, located(connection, files, contract=contract), leaving)
    changes = marked.leaves_ | marked.loses_ | marked.rewrites_
    goes = connection.create_table("goes", marked.filter(changes).select(FILE, PLACE), temp=True)
    comes = _staying(marked.filter(marked.loses_)).drop(FILE, PLACE)
    if name == RECORD.name:
        comes = ibis.memtable(_as_rewritten(marked.filter(marked.rewrites_).drop(FILE, PLACE), leaving))
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
    is_records = name == RECORD.name
    staying = _as_rewritten(marked, leaving) if is_records else _staying(marked).order_by("row_no").to_pyarrow()
    pq.write_table(staying, half, compression="zstd")
    with half.open("rb") as file:
        os.fsync(file.fileno())
    half.replace(staged)


def removal_counts(removed: Mapping[str, RowsLeaving]) -> dict[str, dict[str, int]]:
    """Return the counts as plain values, for a proof."""
    return {
        name: {"leave": rows.leave, "lose_contact": rows.lose_contact}
        | ({"rewritten": rows.rewritten} if rows.rewritten else {})
        for name, rows in sorted(removed.items())
    }
