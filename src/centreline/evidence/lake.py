"""Tables on disk: one Delta table for each contract, and what every import brought, so that any can be taken back.

    evidence/contact/                   the table: one row for each key, partitioned by month; any engine can read it
    evidence/.brought/000007-1f3a9c2b/  the rows of one import, as the mapping read them

The table is the newest row of each key over the imports that stand. Taking an import back brings the others again for
the keys it touched: that is exact, also when the import is not the last.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.delta import append_rows, check_place, current_rows, delta_version, has_table, replace_months
from centreline.evidence.engine import Evidence, open_engine
from centreline.evidence.journal import Counts, Import, Origin, commit_of_import, read_journal, version_of
from centreline.evidence.locking import only_writer
from centreline.evidence.schema import conform
from centreline.evidence.weighing import Weighed, weigh, without_displaced

__all__ = ["MERGING_MEMORY_MB", "Lake", "Left"]

MERGING_MEMORY_MB = 400
"""What a merge may hold in memory before it writes to the temporary folder."""


@dataclass(frozen=True, slots=True)
class Left:
    """How many rows of a file never reached the table, and why."""

    skipped: int = 0
    rejected: int = 0


class Lake:
    """The evidence of one workspace on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def evidence(self, *, threads: int | None = None) -> Evidence:
        """Return everything that stands in the lake, ready to be asked.

        Args:
            threads: On how many threads questions are answered; all cores where None.
        """
        connection = open_engine(threads=threads)
        imports = self.imports()
        held = {}
        for name, contract in CONTRACTS.items():
            rows = current_rows(connection, self.folder / name, contract=contract)
            if rows is not None:
                held[name] = rows
        sources = {name: _files_of(imports, name) for name in held}
        return Evidence(connection, tables=held, version=version_of(imports), sources=sources)

    def imports(self) -> tuple[Import, ...]:
        """Return the journal: every import in the order they came, those taken back too."""
        return read_journal(self.folder / name for name in CONTRACTS if has_table(self.folder / name))

    @property
    def version(self) -> str:
        """Twelve characters that change whenever the evidence does."""
        return version_of(self.imports())

    def sources(self, table: str) -> tuple[str, ...]:
        """Return the names of the files that fill a table."""
        return _files_of(self.imports(), table)

    def brought(self, import_id: str) -> Path:
        """Return where the rows of an import lie."""
        return self.folder / ".brought" / import_id / "rows.parquet"

    @contextmanager
    def writing(self, *, sha256: str) -> Iterator[tuple[str, Path]]:
        """Hold the lake for one import: yields its id, and the file its rows have to be staged in.

        What an interrupted import left behind is cleared first; what this one leaves behind without having been
        merged is cleared last.

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
            finally:
                self.clear_orphans()

    def clear_orphans(self) -> None:
        """Remove what imports brought that do not stand: interrupted or taken back. Only the one writer may."""
        standing = {entry.id for entry in self.imports() if entry.stands}
        brought = self.folder / ".brought"
        for folder in brought.iterdir() if brought.is_dir() else ():
            if folder.name not in standing:
                shutil.rmtree(folder)
        if brought.is_dir() and not any(brought.iterdir()):
            brought.rmdir()

    def weigh(self, table: str, staged: Path) -> Weighed:
        """Say what the staged rows would do to a table; writes nothing."""
        connection = open_engine(memory_mb=MERGING_MEMORY_MB)
        contract = CONTRACTS[table]
        current = current_rows(connection, self.folder / table, contract=contract)
        return weigh(connection, staged, current=current, contract=contract)

    def merge_staged(self, import_id: str, *, table: str, origin: Origin, left: Left, now: datetime) -> Import:
        """Merge the rows that were staged for an import, in one commit that carries its entry in the journal.

        Only inside `writing`.
        """
        contract, folder = CONTRACTS[table], self.folder / table
        connection = open_engine(memory_mb=MERGING_MEMORY_MB)
        current = current_rows(connection, folder, contract=contract)
        weighed = weigh(connection, self.brought(import_id), current=current, contract=contract)
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
        commit = commit_of_import(entry)
        if current is None or not weighed.displaced_months:
            append_rows(folder, weighed.written, contract=contract, commit=commit)
        else:
            months = weighed.months | weighed.displaced_months
            staying = without_displaced(current, weighed.written, contract=contract, months=months)
            rows = staying.union(weighed.written.select(staying.columns))
            replace_months(folder, rows, months=sorted(months), contract=contract, commit=commit)
        return entry

    def merge(self, table: str, rows: pa.Table, *, origin: Origin, zone: str, now: datetime) -> Import:
        """Merge rows that are in memory: the newest of each key stays.

        Args:
            table: The contract.
            rows: Rows whose columns are a part of the contract's.
            origin: Where they come from.
            zone: IANA zone for rows that name none.
            now: When this happens.
        """
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


def _files_of(imports: tuple[Import, ...], table: str) -> tuple[str, ...]:
    return tuple(sorted({entry.origin.file for entry in imports if entry.stands and entry.table == table}))
