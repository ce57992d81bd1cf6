"""Taking a file of records back: the copies it had displaced stand again, and their subjects are read anew."""

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from ibis.expr.types import Table

from centreline.evidence.contracts.record import RECORD
from centreline.evidence.delta import commit_only, current_rows
from centreline.evidence.engine import open_engine, read_staged
from centreline.evidence.journal import Import, commit_of_undo
from centreline.evidence.lake import MERGING_MEMORY_MB, Lake
from centreline.evidence.records.settling import note_touched, read_before, settle
from centreline.evidence.records.standing import newest, subjects_of
from centreline.evidence.rewriting import exchange_rows
from centreline.evidence.vendors.source import Source
from centreline.kernel.errors import EvidenceConflict

__all__ = ["undo_records"]

KEY = list(RECORD.key)


def undo_records(
    lake: Lake, taken: Import, *, others: list[Import], now: datetime, known: tuple[Source, ...] = ()
) -> None:
    """Take the records of an import back. Only the one writer may.

    Args:
        lake: The evidence.
        taken: The import.
        others: The other imports of records that stand.
        now: When this happens.
        known: Readers that are not in the book.

    Raises:
        EvidenceConflict: the records another import brought are missing from the lake.
    """
    settle(lake, known=known)
    folder = lake.folder / RECORD.name
    connection = open_engine(memory_mb=MERGING_MEMORY_MB)
    current = current_rows(connection, folder, contract=RECORD)
    commit = commit_of_undo(taken.id, now=now)
    touched = None if current is None else current.filter(current.import_id == taken.id)
    if current is None or touched is None or not touched.count().execute():
        commit_only(folder, contract=RECORD, commit=commit)
        return
    touched = connection.create_table("touched", touched, temp=True)
    restored = _restored(connection, lake, touched, others=others)
    subjects = subjects_of(touched).union(subjects_of(restored)).distinct()
    subjects = connection.create_table("touched_subjects", subjects, temp=True)
    with tempfile.TemporaryDirectory(prefix="centreline-") as place:
        after = current.anti_join(touched[KEY], KEY).union(restored.select(current.columns))
        read = read_before(after, subjects, folder=Path(place), known=known)
        note_touched(lake, subjects)
        exchange_rows(
            connection,
            folder,
            goes=touched,
            comes=restored,
            contract=RECORD,
            commit=commit,
            token=f"undo-{taken.id}",
        )
        settle(lake, known=known, read=read)


def _restored(connection: Any, lake: Lake, touched: Table, *, others: list[Import]) -> Table:
    files = {entry.id: lake.brought(entry.id) for entry in others if entry.counts.kept}
    missing = sorted(import_id for import_id, file in files.items() if not file.exists())
    if missing:
        raise EvidenceConflict(
            f"the records that import {missing[0]!r} brought are not in the lake any more, so they cannot come back",
            where=str(lake.folder / ".brought"),
            fix=f"undo {', '.join(missing)} first, or restore the folder from a backup",
        )
    if not files:
        return touched.limit(0)
    brought = read_staged(connection, list(files.values()), contract=RECORD)
    again = newest(brought.semi_join(touched[KEY], KEY)).drop("row_no")
    return connection.create_table("restored", again, temp=True)
