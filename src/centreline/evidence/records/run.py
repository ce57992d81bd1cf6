"""Bringing a system's export into the lake, or seeing first what that would do."""

import tempfile
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ibis.expr.types import Table

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.contracts.record import RECORD
from centreline.evidence.delta import current_rows
from centreline.evidence.engine import open_engine
from centreline.evidence.ingest.again import brought_before, keep_rejected
from centreline.evidence.ingest.report import Replaced, StrangeWord
from centreline.evidence.ingest.staging import Progress
from centreline.evidence.journal import Counts, Import, Origin, commit_of_import
from centreline.evidence.lake import MERGING_MEMORY_MB, Lake
from centreline.evidence.locking import only_writer
from centreline.evidence.privacy.door import Door
from centreline.evidence.records.again import nothing_new, origin_of_records
from centreline.evidence.records.aged import aged_among
from centreline.evidence.records.assembling import ReadSubjects, assemble_subjects
from centreline.evidence.records.naming import check_name
from centreline.evidence.records.replacing import weigh_rows
from centreline.evidence.records.report import RecordsReport, RowCounts
from centreline.evidence.records.settling import is_settled, note_touched, raw_refs_of, read_before, settle
from centreline.evidence.records.sparing import with_others_spared
from centreline.evidence.records.staging import StagedRecords, stage_records
from centreline.evidence.records.standing import WeighedRecords, standing_after, weigh_records
from centreline.evidence.rewriting import exchange_rows
from centreline.evidence.tombstones import read_tombstones, turn_away
from centreline.evidence.vendors.source import Source

__all__ = ["bring_records", "preview_records"]


def bring_records(  # noqa: PLR0913 - everything it needs comes in by name
    lake: Lake,
    path: Path,
    *,
    source: Source,
    named: str,
    zone: str,
    now: datetime,
    door: Door,
    rejected_folder: Path | None = None,
    progress: Progress | None = None,
) -> RecordsReport:
    """Bring a system's export into the lake: its records are kept, and rows of tables are read from them.

    Args:
        lake: The evidence.
        path: The file.
        source: Its reader.
        named: What rows carry as `source`.
        zone: IANA zone of times that name none.
        now: When this happens.
        door: What keys customers and takes secrets out.
        rejected_folder: Where records go that cannot be read; by default `rejected` beside the lake.
        progress: Told how far it is.

    Returns:
        What became of each record, and of the rows read from them. A file that was brought before changes nothing.

    Raises:
        FileUnreadable: the file cannot be read to its end.
        EvidenceConflict: somebody else is writing, or rows of this name come from somewhere else.
    """
    origin = origin_of_records(path, source=source, named=named, zone=zone, door=door)
    _settle_first(lake, known=(source,))
    if (earlier := brought_before(lake, origin, table=RECORD.name)) is not None:
        return nothing_new(origin, earlier, source=source)
    check_name(lake, named, source=source)
    with lake.writing(sha256=origin.sha256) as (import_id, staged):
        beside = staged.with_name("rejected.csv")
        found = stage_records(
            path, source=source, named=named, zone=zone, door=door, import_id=import_id,
            mapping_version=origin.mapping_version, staged=staged, rejected=beside, progress=progress,
        )  # fmt: skip
        apart = keep_rejected(beside, rejected_folder or lake.folder.parent / "rejected", origin, import_id)
        if not found.staged:
            remark = "No record could be kept: the evidence is as it was."
            counts = Counts(rejected=found.rejected)
            return _report(found, source=source, origin=origin, counts=counts, apart=apart, remarks=(remark,))
        settle(lake, known=(source,))
        with tempfile.TemporaryDirectory(prefix="centreline-") as folder:
            entry, read = _merge(
                lake, import_id, origin=origin, found=found, source=source, now=now, place=Path(folder)
            )
            read, rows = settle(lake, known=(source,), read=read)
    return _report(
        found, source=source, origin=origin, counts=entry.counts, apart=apart, read=read, rows=rows, entry=entry
    )


def preview_records(  # noqa: PLR0913 - everything it needs comes in by name
    lake: Lake,
    path: Path,
    *,
    source: Source,
    named: str,
    zone: str,
    door: Door,
    progress: Progress | None = None,
) -> RecordsReport:
    """Say what bringing a system's export would do; nothing is written.

    Raises:
        FileUnreadable: the file cannot be read to its end.
        EvidenceConflict: rows of this name come from somewhere else.
    """
    origin = origin_of_records(path, source=source, named=named, zone=zone, door=door)
    if (earlier := brought_before(lake, origin, table=RECORD.name)) is not None:
        return nothing_new(origin, earlier, source=source)
    check_name(lake, named, source=source)
    with tempfile.TemporaryDirectory(prefix="centreline-") as place:
        folder = Path(place)
        found = stage_records(
            path, source=source, named=named, zone=zone, door=door, import_id="preview",
            mapping_version=origin.mapping_version, staged=folder / "records.parquet",
            rejected=folder / "rejected.csv", progress=progress,
        )  # fmt: skip
        if not found.staged:
            return _report(found, source=source, origin=origin, counts=Counts(rejected=found.rejected))
        connection = open_engine(memory_mb=MERGING_MEMORY_MB)
        current = current_rows(connection, lake.folder / RECORD.name, contract=RECORD)
        weighed = weigh_records(connection, folder / "records.parquet", current=current)
        records = standing_after(weighed, current=current)
        read = assemble_subjects(records, weighed.touched, sources={source.name: source}, folder=folder)
        rows = _weighed_rows(connection, lake, read, weighed=weighed, source=source)
    counts = Counts(**weighed.fates, rejected=found.rejected)
    return _report(found, source=source, origin=origin, counts=counts, read=read, rows=rows)


def _settle_first(lake: Lake, *, known: tuple[Source, ...] = ()) -> None:
    """Read what an interrupted import left unread, if it did."""
    if not is_settled(lake):
        with only_writer(lake.folder):
            settle(lake, known=known)


def _merge(  # noqa: PLR0913 - everything it needs comes in by name
    lake: Lake, import_id: str, *, origin: Origin, found: StagedRecords, source: Source, now: datetime, place: Path
) -> tuple[Import, ReadSubjects]:
    folder = lake.folder / RECORD.name
    connection, staged = open_engine(memory_mb=MERGING_MEMORY_MB), lake.brought(import_id)
    current = current_rows(connection, folder, contract=RECORD)
    tombstones = with_others_spared(read_tombstones(lake.folder), staged, current=current, source=source)
    turned_away = turn_away(staged, table=RECORD.name, tombstones=tombstones)
    weighed = weigh_records(connection, staged, current=current)
    read = read_before(standing_after(weighed, current=current), weighed.touched, folder=place, known=(source,))
    version = note_touched(lake, weighed.touched)
    entry = Import(
        id=import_id,
        table=RECORD.name,
        origin=origin,
        at=now,
        counts=Counts(**weighed.fates, skipped=turned_away, rejected=found.rejected),
        version_before=version - 1 if version else None,
        version_after=version,
        fills=source.tables,
    )
    exchange_rows(
        connection,
        folder,
        goes=weighed.displaced,
        comes=weighed.written,
        contract=RECORD,
        commit=commit_of_import(entry),
        token=import_id,
    )
    return entry, read


def _weighed_rows(
    connection: Any, lake: Lake, read: ReadSubjects, *, weighed: WeighedRecords, source: Source
) -> Mapping[str, RowCounts]:
    touched: Table = connection.create_table("touched_refs", raw_refs_of(weighed.touched), temp=True)
    counts = {}
    aged = aged_among(connection, lake.folder, touched)
    for table in sorted(source.tables):  # as they are when they are brought
        contract = CONTRACTS[table]
        current = current_rows(connection, lake.folder / table, contract=contract)
        if current is not None or table in read.files:
            staged = read.files.get(table)
            replacing = weigh_rows(connection, staged, touched=touched, current=current, contract=contract, aged=aged)
            counts[table] = replacing.counts
    return counts


def _report(  # noqa: PLR0913 - a value with many parts
    found: StagedRecords,
    *,
    source: Source,
    origin: Origin,
    counts: Counts,
    read: ReadSubjects | None = None,
    rows: Mapping[str, RowCounts] | None = None,
    entry: Import | None = None,
    apart: Path | None = None,
    remarks: tuple[str, ...] = (),
) -> RecordsReport:
    read = read or ReadSubjects()
    strange: Counter[tuple[str, str]] = read.strange
    replaced = tuple(Replaced("the records", kind, times) for kind, times in sorted(found.redacted.items()))
    return RecordsReport(
        file=origin.file,
        table=", ".join(source.tables),
        mapping=origin.mapping_version,
        counts=counts,
        skipped_because={},
        errors=found.errors,
        strange=tuple(StrangeWord(column, word, times) for (column, word), times in strange.most_common()),
        remarks=(*(each.says for each in replaced), *remarks),
        imported=entry,
        rejected_file=apart,
        rows=rows or {},
        incomplete=dict(read.incomplete.most_common()),
        replaced=replaced,
    )
