"""Bringing a file into the lake, or seeing first what that would do."""

import hashlib
import shutil
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.guarded import open_guarded
from centreline.evidence.ingest.report import IngestReport
from centreline.evidence.ingest.staging import Progress, StagedFile, stage_file
from centreline.evidence.journal import Counts, Import, Origin
from centreline.evidence.lake import Lake, Left

__all__ = ["ingest_file", "preview_file"]


def ingest_file(  # noqa: PLR0913 - everything it needs comes in by name
    lake: Lake,
    path: Path,
    *,
    mapping: Mapping,
    zone: str,
    now: datetime,
    rejected_folder: Path | None = None,
    progress: Progress | None = None,
) -> IngestReport:
    """Bring a file into the lake: all of it in one commit, or nothing.

    Args:
        lake: The evidence.
        path: CSV, TSV, XLSX, JSON or NDJSON, or one of these packed with gzip.
        mapping: How the file fills its table.
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
    origin = _origin(path, mapping=mapping)
    if (earlier := _brought_before(lake, origin, table=mapping.table)) is not None:
        return _nothing_new(path, earlier, mapping=mapping)
    remarks = _other_readings(lake, origin, table=mapping.table)
    with lake.writing(sha256=origin.sha256) as (import_id, staged):
        beside = staged.with_name("rejected.csv")
        found = stage_file(
            path, mapping=mapping, zone=zone, import_id=import_id, staged=staged, rejected=beside, progress=progress
        )
        kept_apart = _keep_rejected(beside, rejected_folder or lake.folder.parent / "rejected", path, import_id)
        report = _report(path, found, mapping=mapping, counts=Counts(), remarks=remarks)
        report = replace(report, rejected_file=kept_apart)
        if not found.staged:
            counts = Counts(skipped=sum(found.skipped.values()), rejected=found.rejected)
            return replace(
                report, counts=counts, remarks=(*report.remarks, "No row could be kept: the evidence is as it was.")
            )
        left = Left(skipped=sum(found.skipped.values()), rejected=found.rejected)
        imported = lake.merge_staged(import_id, table=mapping.table, origin=origin, left=left, now=now)
    return replace(
        report, counts=imported.counts, imported=imported, remarks=(*report.remarks, *_order_remark(imported))
    )


def preview_file(
    lake: Lake, path: Path, *, mapping: Mapping, zone: str, progress: Progress | None = None
) -> IngestReport:
    """Say what bringing a file would do; nothing is written.

    Args:
        lake: The evidence.
        path: The file.
        mapping: How it fills its table.
        zone: IANA zone of the file's times where the mapping names none.
        progress: Told how far it is.

    Raises:
        FileUnreadable: the file cannot be read to its end.
        MappingInvalid: the mapping does not fit it, or leaves open what a date or an hour means.
    """
    origin = _origin(path, mapping=mapping)
    if (earlier := _brought_before(lake, origin, table=mapping.table)) is not None:
        return _nothing_new(path, earlier, mapping=mapping)
    with tempfile.TemporaryDirectory(prefix="centreline-") as folder:
        staged, beside = Path(folder) / "rows.parquet", Path(folder) / "rejected.csv"
        found = stage_file(
            path, mapping=mapping, zone=zone, import_id="preview", staged=staged, rejected=beside, progress=progress
        )
        fates = lake.weigh(mapping.table, staged).fates if found.staged else {}
    counts = Counts(**fates, skipped=sum(found.skipped.values()), rejected=found.rejected)
    remarks = _other_readings(lake, origin, table=mapping.table)
    return _report(path, found, mapping=mapping, counts=counts, remarks=remarks)


def _origin(path: Path, *, mapping: Mapping) -> Origin:
    open_guarded(path).close()
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Origin(path.name, sha256, mapping.mapping, mapping.hash)


def _brought_before(lake: Lake, origin: Origin, *, table: str) -> Import | None:
    for entry in lake.imports():
        is_same = (entry.origin.sha256, entry.origin.mapping_hash) == (origin.sha256, origin.mapping_hash)
        if entry.stands and entry.table == table and is_same:
            return entry
    return None


def _nothing_new(path: Path, earlier: Import, *, mapping: Mapping) -> IngestReport:
    counts = earlier.counts
    settled = Counts(
        same=counts.kept - counts.older, older=counts.older, skipped=counts.skipped, rejected=counts.rejected
    )
    return IngestReport(
        file=path.name,
        table=mapping.table,
        mapping=earlier.origin.mapping_version,
        counts=settled,
        skipped_because={},
        errors=(),
        strange=(),
        remarks=(f"This file was brought before, as import {earlier.id}; nothing was changed.",),
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
    path: Path, found: StagedFile, *, mapping: Mapping, counts: Counts, remarks: tuple[str, ...]
) -> IngestReport:
    return IngestReport(
        file=path.name,
        table=mapping.table,
        mapping=f"{mapping.mapping}@{mapping.hash[:12]}",
        counts=counts,
        skipped_because={mapping.skip[place].because: rows for place, rows in sorted(found.skipped.items())},
        errors=found.errors.groups(),
        strange=found.strange,
        remarks=(*found.remarks, *remarks),
    )


def _keep_rejected(beside: Path, folder: Path, path: Path, import_id: str) -> Path | None:
    if not beside.exists():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"{import_id}-{path.name.split('.')[0]}.csv"
    shutil.move(beside, kept)
    return kept
