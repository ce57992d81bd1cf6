"""Taking an import back: the other imports are brought again, for the keys it touched."""

from datetime import datetime
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.evidence.commits import standing
from centreline.evidence.contract import Contract
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.contracts.record import RECORD
from centreline.evidence.delta import commit_only
from centreline.evidence.engine import open_engine, read_staged
from centreline.evidence.engines.duckdb_files import FILE, PLACE, located
from centreline.evidence.journal import Import, commit_of_undo
from centreline.evidence.lake import MERGING_MEMORY_MB, Lake
from centreline.evidence.locking import only_writer
from centreline.evidence.merging import key_names, keyed, replayed
from centreline.evidence.records.undo import undo_records
from centreline.evidence.rewriting import change_rows, keeper
from centreline.evidence.schema import arrow_schema
from centreline.kernel.errors import EvidenceConflict
from centreline.kernel.identity import nearest

__all__ = ["undo_import"]


def undo_import(lake: Lake, import_id: str, *, now: datetime) -> Import:
    """Take an import back: afterwards the table is what it would be if the file had never been brought.

    Rows that only this import brought go. For the others the newest copy among the imports that stand comes back,
    also one that this import had kept out.

    Args:
        lake: The evidence.
        import_id: As `Lake.imports` names it.
        now: When this happens.

    Returns:
        The import that was taken back.

    Raises:
        EvidenceConflict: there is no such import, it was taken back already, somebody is writing, or the rows another
            import brought are missing from the lake.
    """
    with only_writer(lake.folder):
        imports = lake.imports()
        taken = _standing(imports, import_id, lake=lake)
        others = [entry for entry in imports if entry.stands and entry.table == taken.table and entry.id != taken.id]
        if taken.table == RECORD.name:
            undo_records(lake, taken, others=others, now=now)
        else:
            _replace_touched(lake, taken, others=others, now=now)
        lake.clear_orphans()
    return next(entry for entry in lake.imports() if entry.id == taken.id)


def _standing(imports: tuple[Import, ...], import_id: str, *, lake: Lake) -> Import:
    held = {entry.id: entry for entry in imports}
    if import_id not in held:
        number = import_id.split("-", maxsplit=1)[0].zfill(6)
        meant = next((known for known in held if known.startswith(f"{number}-")), None) or nearest(import_id, held)
        raise EvidenceConflict(
            f"there is no import {import_id!r}",
            where=str(lake.folder),
            fix=f"did you mean {meant!r}?" if meant else "see the ids with `centreline evidence`",
        )
    if not held[import_id].stands:
        raise EvidenceConflict(
            f"the import {import_id!r} was taken back already, on {held[import_id].undone_at:%Y-%m-%d}",
            where=str(lake.folder),
            fix=f"bring {held[import_id].origin.file!r} again if its rows are wanted",
        )
    return held[import_id]


def _replace_touched(lake: Lake, taken: Import, *, others: list[Import], now: datetime) -> None:
    contract, folder = CONTRACTS[taken.table], lake.folder / taken.table
    connection = open_engine(memory_mb=MERGING_MEMORY_MB)
    commit, keep = commit_of_undo(taken.id, now=now), keeper(connection)
    files = [file.path for file in standing(folder).files]
    held = located(connection, files, contract=contract) if files else None
    touched = None if held is None else keep(held.filter(held.import_id == taken.id).select(FILE, PLACE, *contract.key))
    if touched is None or not touched.count().execute():
        commit_only(folder, contract=contract, commit=commit)
        return
    restored = _restored(connection, lake, touched, others=others, contract=contract)
    change_rows(
        connection,
        folder,
        written=keep(restored.mutate(row_no=ibis.row_number())),
        displaced=touched.select(FILE, PLACE),
        contract=contract,
        commit=commit,
        token=f"undo-{taken.id}",
    )


def _restored(connection: Any, lake: Lake, touched: Table, *, others: list[Import], contract: Contract) -> Table:
    files = {entry.id: lake.brought(entry.id) for entry in others if entry.counts.kept}
    missing = sorted(import_id for import_id, file in files.items() if not file.exists())
    if missing:
        raise EvidenceConflict(
            f"the rows that import {missing[0]!r} brought are not in the lake any more, so they cannot come back",
            where=str(lake.folder / ".brought"),
            fix=f"undo {', '.join(missing)} first, or restore the folder from a backup",
        )
    if not files:
        return connection.create_table("restored", schema=ibis.Schema.from_pyarrow(arrow_schema(contract)), temp=True)
    brought = keyed(read_staged(connection, list(files.values()), contract=contract), contract=contract)
    names = key_names(contract)
    again = brought.semi_join(keyed(touched, contract=contract)[names], names).drop(*names)
    return connection.create_table("restored", replayed(again, contract=contract), temp=True)
