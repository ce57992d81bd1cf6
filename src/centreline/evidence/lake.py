"""Tables on disk: one Delta table for each contract, and what every import brought, so that any can be taken back.

    evidence/contact/                   the table: one row for each key, partitioned by month; any engine can read it
    evidence/.brought/000007-1f3a9c2b/  the rows of one import, as the mapping read them

The table is the newest row of each key over the imports that stand. Taking an import back brings the others again for
the keys it touched: that is exact, also when the import is not the last.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from centreline.evidence.changes import ChangedRow, changed_rows
from centreline.evidence.commits import clear_unfinished, standing, with_columns_of
from centreline.evidence.compacting import tidy_worn_months
from centreline.evidence.contracts import CONTRACTS, KEPT
from centreline.evidence.delta import check_place, delta_version, has_table
from centreline.evidence.durable import on_disk
from centreline.evidence.engine import Evidence, open_engine
from centreline.evidence.engines.duckdb import DuckDB, OutOfMemory
from centreline.evidence.following import GAPS_RULE
from centreline.evidence.gaps_at_load import gaps_ahead
from centreline.evidence.journal import Counts, Import, Origin, commit_of_import, read_journal, version_of
from centreline.evidence.locking import only_writer
from centreline.evidence.rewriting import change_rows, columns_without_values
from centreline.evidence.schema import conform
from centreline.evidence.scope import Scope
from centreline.evidence.tombstones import read_tombstones, turn_away
from centreline.evidence.torn import stop_at_torn_files
from centreline.evidence.weighing import Weighed, weigh

if TYPE_CHECKING:
    from centreline.evidence.privacy.door import Door

__all__ = ["MERGING_MEMORY_MB", "Lake", "Left"]

MERGING_MEMORY_MB = 400
"""What other work on the tables may hold in memory before it writes to the temporary folder."""

LEAST_MERGING_MEMORY_MB, MOST_MERGING_MEMORY_MB = 160, 2_000
ROWS_IN_THE_LEAST, ROWS_FOR_A_MB = 1_000_000, 5_000


@dataclass(frozen=True, slots=True)
class Left:
    """How many rows of a file never reached the table, and why."""

    skipped: int = 0
    rejected: int = 0


class Lake:
    """The evidence of one workspace on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def evidence(self, *, scope: Scope, threads: int | None = None) -> Evidence:
        """Return what stands in the lake, ready to be asked by somebody, on so many threads (None: all cores)."""
        return self.opened(threads=threads).within(scope)

    def opened(self, *, threads: int | None = None) -> Evidence:
        """Return what stands in the lake for nobody yet: asked without `within` a scope, it raises `ScopeMissing`."""
        engine, imports = DuckDB(open_engine(threads=threads)), self.imports()
        tables = {name: standing(self.folder / name) for name in CONTRACTS}
        held = {}
        for name, stands in tables.items():
            stop_at_torn_files(stands.files, table=name)
            if stands.files:
                held[name] = engine.read(stands.paths, contract=CONTRACTS[name])
        sources = {name: _files_of(imports, name) for name in held}
        return Evidence(
            engine,
            tables=held,
            version=version_of(imports, without=read_tombstones(self.folder).runs),
            sources=sources,
            states={"contact": tables["contact"].states_of_months},
            shelf_folder=self.folder / ".kept" / ("all" if threads is None else str(threads)),
            keeps_gaps=tables["contact"].gaps == GAPS_RULE,
            files={name: tables[name].paths for name in held},
        )

    def imports(self) -> tuple[Import, ...]:
        """Return the journal: every import in the order they came, those taken back too."""
        return read_journal(self.folder / name for name in KEPT if has_table(self.folder / name))

    @property
    def version(self) -> str:
        """Twelve characters that change whenever the evidence does."""
        return version_of(self.imports(), without=read_tombstones(self.folder).runs)

    def sources(self, table: str) -> tuple[str, ...]:
        """Return the names of the files that fill a table."""
        return _files_of(self.imports(), table)

    def brought(self, import_id: str) -> Path:
        """Return where the rows of an import lie."""
        return self.folder / ".brought" / import_id / "rows.parquet"

    @contextmanager
    def writing(self, *, sha256: str) -> Iterator[tuple[str, Path]]:
        """Hold the lake for one import: yields its id, and the file its rows have to be staged in.

        What an interrupted import left is cleared first, what this one leaves unmerged last. Worn months are tidied.

        Raises:
            EvidenceConflict: somebody else is writing.
            WorkspaceInvalid: no tables can be kept in a folder of this name.
        """
        check_place(self.folder)
        with only_writer(self.folder):
            self.clear_orphans()
            import_id = f"{len(self.imports()) + 1:06d}-{sha256[:8]}"
            staged = self.brought(import_id)
            staged.parent.mkdir(parents=True)
            try:
                yield import_id, staged
                for name in KEPT:
                    tidy_worn_months(self.folder / name, table=name)
            finally:
                self.clear_orphans()

    def clear_orphans(self) -> None:
        """Remove what was brought and does not stand: interrupted or taken back. Only the one writer may."""
        standing = {entry.id for entry in self.imports() if entry.stands}
        brought = self.folder / ".brought"
        for folder in brought.iterdir() if brought.is_dir() else ():
            if folder.name not in standing:
                shutil.rmtree(folder)
        if brought.is_dir() and not any(brought.iterdir()):
            brought.rmdir()
        for name in KEPT:
            clear_unfinished(self.folder / name)

    def weigh(self, table: str, staged: Path) -> Weighed:
        """Say what the staged rows would do to a table; writes nothing."""
        return self._weighed(open_engine(memory_mb=_memories_mb(staged)[-1]), table, staged)

    def changes(self, table: str, weighed: Weighed, *, most: int = 20) -> tuple[ChangedRow, ...]:
        """Return the first rows that would change one that is there, before and after.

        Args:
            table: Which table.
            weighed: What `weigh` said of the file.
            most: How many are returned at most.
        """
        return changed_rows(weighed, contract=CONTRACTS[table], most=most)

    def _weighed(self, connection: Any, table: str, staged: Path) -> Weighed:
        files = [file.path for file in standing(self.folder / table).files]
        return weigh(connection, staged, files=files, contract=CONTRACTS[table])

    def merge_staged(self, import_id: str, *, table: str, origin: Origin, left: Left, now: datetime) -> Import:
        """Merge the rows that were staged for an import, in one commit that carries its entry in the journal.

        Only inside `writing`.
        """
        staged = self.brought(import_id)
        turned_away = turn_away(staged, table=table, tombstones=read_tombstones(self.folder))
        left = replace(left, skipped=left.skipped + turned_away)
        # What rows need depends on more than their number: a merge that runs short begins again with more.
        for memory_mb in _memories_mb(staged):
            with suppress(OutOfMemory):
                return self._merged(
                    open_engine(memory_mb=memory_mb), import_id, table=table, origin=origin, left=left, now=now
                )
        return self._merged(open_engine(), import_id, table=table, origin=origin, left=left, now=now)

    def _merged(  # noqa: PLR0913 - everything it needs comes in by name
        self, connection: Any, import_id: str, *, table: str, origin: Origin, left: Left, now: datetime
    ) -> Import:
        contract, folder, staged = CONTRACTS[table], self.folder / table, self.brought(import_id)
        with_columns_of(contract, folder)
        with gaps_ahead(staged, contract=contract, is_first=not standing(folder).files) as first_gaps:
            weighed = self._weighed(connection, table, staged)
        on_disk([staged])
        before = delta_version(folder)
        entry = Import(
            id=import_id,
            table=table,
            origin=origin,
            at=now,
            counts=Counts(**weighed.fates, skipped=left.skipped, rejected=left.rejected),
            decided_by_order=weighed.decided_by_order,
            version_before=before,
            version_after=0 if before is None else before + 1,
        )
        change_rows(
            connection,
            folder,
            written=weighed.written,
            displaced=weighed.displaced,
            contract=contract,
            commit=commit_of_import(entry),
            token=import_id,
            empty=columns_without_values(staged, contract=contract),
            staged=staged if weighed.is_whole else None,
            first_gaps=first_gaps,
            unmoved=weighed.unmoved,
        )
        return entry

    def merge(  # noqa: PLR0913 - everything it needs comes in by name
        self, table: str, rows: pa.Table, *, origin: Origin, zone: str, now: datetime, door: "Door | None" = None
    ) -> Import:
        """Merge rows that are in memory: the newest of each key stays.

        Args:
            table: The contract.
            rows: Rows whose columns are a part of the contract's.
            origin: Where they come from.
            zone: IANA zone for rows that name none.
            now: When this happens.
            door: What they pass before they are written; None for rows that have passed it, or were made up.
        """
        if door is not None:
            rows, _ = door.redact_table(rows, contract=CONTRACTS[table])
        with self.writing(sha256=origin.sha256) as (import_id, staged):
            marks = {
                "import_id": pa.array([import_id] * rows.num_rows, pa.string()),
                "mapping_version": pa.array([origin.mapping_version] * rows.num_rows, pa.string()),
            }
            for name, column in marks.items():
                rows = rows.append_column(name, column)
            full = conform(rows, contract=CONTRACTS[table], zone=zone)
            full = full.append_column("row_no", pa.array(range(1, rows.num_rows + 1), pa.int64()))
            pq.write_table(full, staged, compression="zstd")
            return self.merge_staged(import_id, table=table, origin=origin, left=Left(), now=now)


def _memories_mb(staged: Path) -> tuple[int, ...]:
    """Return what a merge may hold in memory, the least first: more for many rows, for it then spills less."""
    rows = pq.read_metadata(staged).num_rows
    least = LEAST_MERGING_MEMORY_MB + max(0, rows - ROWS_IN_THE_LEAST) // ROWS_FOR_A_MB
    return tuple(min(least * times, MOST_MERGING_MEMORY_MB) for times in (1, 2, 4))


def _files_of(imports: tuple[Import, ...], table: str) -> tuple[str, ...]:
    filling = [entry for entry in imports if entry.stands and table in {entry.table, *entry.fills}]
    return tuple(sorted({entry.origin.file for entry in filling}))
