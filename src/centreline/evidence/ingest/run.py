"""Bringing a file into the lake, or seeing first what that would do."""

import shutil
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.again import brought_before, counts_again, keep_rejected, nothing_changed, origin_of
from centreline.evidence.ingest.doorway import ERASED, messages_pass
from centreline.evidence.ingest.report import IngestReport, Replaced
from centreline.evidence.ingest.staging import Progress, StagedFile, stage_file
from centreline.evidence.journal import Counts, Import, Origin
from centreline.evidence.lake import Lake, Left
from centreline.evidence.privacy.door import Door

__all__ = ["ingest_file", "preview_file"]


def ingest_file(  # noqa: PLR0913 - everything it needs comes in by name
    lake: Lake,
    path: Path,
    *,
    mapping: Mapping,
    door: Door,
    zone: str,
    now: datetime,
    rejected_folder: Path | None = None,
    progress: Progress | None = None,
) -> IngestReport:
    """Bring a file into the lake: all of it in one commit, or nothing.

    Args:
        lake: The evidence.
        path: CSV, TSV, XLSX, XLS, ODS, JSON, NDJSON or Parquet; text and workbooks may be packed with gzip.
        mapping: How the file fills its table.
        door: What every value passes before it is written.
        zone: IANA zone of the file's times where the mapping names none.
        now: When this happens.
        rejected_folder: Where rejected rows go; by default `rejected` beside the lake.
        progress: Told how far it is.

    Returns:
        What became of each row. A file that was brought before under the same mapping changes nothing.

    Raises:
        FileUnreadable: the file cannot be read to its end.
        MappingInvalid: the mapping does not fit it, or leaves open what a date or an hour means.
        EvidenceConflict: somebody else is writing.
    """
    origin = origin_of(path, read_by=mapping.mapping, reading=mapping.hash, door=door)
    if (earlier := brought_before(lake, origin, table=mapping.table)) is not None:
        return _nothing_new(origin, earlier, mapping=mapping)
    remarks = _other_readings(lake, origin, table=mapping.table)
    with lake.writing(sha256=origin.sha256) as (import_id, staged):
        beside = staged.with_name("rejected.csv")
        with messages_pass(door):
            found = stage_file(
                path,
                mapping=mapping,
                door=door,
                zone=zone,
                import_id=import_id,
                staged=staged,
                rejected=beside,
                progress=progress,
            )
        kept_apart = keep_rejected(beside, rejected_folder or lake.folder.parent / "rejected", origin, import_id)
        report = _report(origin, found, mapping=mapping, counts=Counts(), remarks=remarks)
        report = replace(report, rejected_file=kept_apart)
        if not found.staged:
            counts = Counts(skipped=found.left_out, rejected=found.rejected)
            return replace(
                report, counts=counts, remarks=(*report.remarks, "No row could be kept: the evidence is as it was.")
            )
        left = Left(skipped=found.left_out, rejected=found.rejected)
        imported = lake.merge_staged(import_id, table=mapping.table, origin=origin, left=left, now=now)
    return replace(
        report, counts=imported.counts, imported=imported, remarks=(*report.remarks, *_order_remark(imported))
    )


def preview_file(  # noqa: PLR0913 - everything it needs comes in by name
    lake: Lake,
    path: Path,
    *,
    mapping: Mapping,
    door: Door,
    zone: str,
    rejected_to: Path | None = None,
    progress: Progress | None = None,
) -> IngestReport:
    """Say what bringing a file would do; nothing is written.

    Args:
        lake: The evidence.
        path: The file.
        mapping: How it fills its table.
        door: What every value passes before it is shown.
        zone: IANA zone of the file's times where the mapping names none.
        rejected_to: Where the rows that would be rejected are written, for somebody to repair; nowhere where None.
        progress: Told how far it is.

    Raises:
        FileUnreadable: the file cannot be read to its end.
        MappingInvalid: the mapping does not fit it, or leaves open what a date or an hour means.
    """
    origin = origin_of(path, read_by=mapping.mapping, reading=mapping.hash, door=door)
    if (earlier := brought_before(lake, origin, table=mapping.table)) is not None:
        return _nothing_new(origin, earlier, mapping=mapping)
    with tempfile.TemporaryDirectory(prefix="centreline-") as folder:
        staged, beside = Path(folder) / "rows.parquet", Path(folder) / "rejected.csv"
        with messages_pass(door):
            found = stage_file(
                path,
                mapping=mapping,
                door=door,
                zone=zone,
                import_id="preview",
                staged=staged,
                rejected=beside,
                progress=progress,
            )
        weighed = lake.weigh(mapping.table, staged) if found.staged else None
        changes = () if weighed is None else lake.changes(mapping.table, weighed)
        if rejected_to is not None and beside.exists():
            shutil.copyfile(beside, rejected_to)
    fates = {} if weighed is None else weighed.fates
    counts = Counts(**fates, skipped=found.left_out, rejected=found.rejected)
    remarks = _other_readings(lake, origin, table=mapping.table)
    report = _report(origin, found, mapping=mapping, counts=counts, remarks=remarks)
    kept = rejected_to if found.rejected else None
    return replace(report, changes=changes, rejected_file=kept)


def _nothing_new(origin: Origin, earlier: Import, *, mapping: Mapping) -> IngestReport:
    return IngestReport(
        file=origin.file,
        table=mapping.table,
        mapping=earlier.origin.mapping_version,
        counts=counts_again(earlier),
        skipped_because={},
        errors=(),
        strange=(),
        remarks=(nothing_changed(earlier),),
    )


def _other_readings(lake: Lake, origin: Origin, *, table: str) -> tuple[str, ...]:
    return tuple(
        f"This file was brought before under another mapping, as import {entry.id}: if the new one names rows "
        f"differently, take that import back with `centreline undo {entry.id}`, or its rows are counted beside these."
        for entry in lake.imports()
        if entry.stands and entry.table == table and entry.origin.sha256 == origin.sha256
    )


def _order_remark(imported: Import) -> tuple[str, ...]:
    if not imported.decided_by_order:
        return ()
    rows = f"{imported.decided_by_order:,} changed rows"
    return (f"Of {rows} the source does not say which copy is newer; the one brought last stays.",)


def _report(
    origin: Origin, found: StagedFile, *, mapping: Mapping, counts: Counts, remarks: tuple[str, ...]
) -> IngestReport:
    replaced = tuple(Replaced(column, kind, times) for (column, kind), times in sorted(found.replaced.items()))
    return IngestReport(
        file=origin.file,
        table=mapping.table,
        mapping=f"{mapping.mapping}@{mapping.hash[:12]}",
        counts=counts,
        skipped_because=_skipped_because(found, mapping=mapping),
        errors=found.errors.groups(),
        strange=found.strange,
        remarks=(*found.remarks, *(each.says for each in replaced), *remarks),
        replaced=replaced,
    )


def _skipped_because(found: StagedFile, *, mapping: Mapping) -> dict[str, int]:
    because = {mapping.skip[place].because: rows for place, rows in sorted(found.skipped.items())}
    return because | ({ERASED: found.turned_away} if found.turned_away else {})
