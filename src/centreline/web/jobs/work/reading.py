"""How an uploaded file is read, first to see what it would do and then to bring it: by a source, or by a mapping."""

from dataclasses import asdict
from typing import Any

from django.utils import timezone

from centreline.actions.export import bring_export, look_before_bringing_export
from centreline.actions.ingest import bring, look_before_bringing
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.filling import Mapping
from centreline.evidence.ingest import IngestReport
from centreline.evidence.ingest.staging import Progress
from centreline.evidence.mapping import load_mapping
from centreline.evidence.records import RecordsReport
from centreline.kernel.errors import ArgumentInvalid
from centreline.web.jobs.working import Telling
from centreline.web.records.uploads import Upload

__all__ = ["DRAFT", "as_document", "brought", "mapping_read_by", "previewed", "telling_rows"]


def previewed(place: FolderWorkspace, held: Upload, *, how: str, progress: Progress) -> IngestReport:
    """Say what bringing an upload would do; nothing is written.

    Args:
        place: Where to.
        held: The upload.
        how: `source:NAME`, `mapping:NAME`, or `draft` for the mapping that was made for it.
        progress: Told how far it is.
    """
    by, name = _way(how)
    if by != "source":
        mapping = _mapping(place, held, by, name)
        with held.opened() as path:
            return look_before_bringing(place, path, mapping=mapping, rejected_to=held.rejected, progress=progress)
    with held.opened() as path:
        return look_before_bringing_export(place, path, kind=name, progress=progress)


def brought(place: FolderWorkspace, held: Upload, *, how: str, progress: Progress) -> IngestReport:
    """Bring an upload: all of it, or nothing."""
    by, name = _way(how)
    if by != "source":
        mapping = _mapping(place, held, by, name)
        with held.opened() as path:
            return bring(place, path, mapping=mapping, now=timezone.now(), progress=progress)
    with held.opened() as path:
        return bring_export(place, path, kind=name, now=timezone.now(), progress=progress)


DRAFT = "draft"
"""Reads an upload through the mapping that was made for it in the browser."""


def mapping_read_by(place: FolderWorkspace, held: Upload, *, how: str) -> Mapping | None:
    """Return the mapping through which an upload is read; None where a source reads it."""
    by, name = _way(how)
    return None if by == "source" else _mapping(place, held, by, name)


def _mapping(place: FolderWorkspace, held: Upload, by: str, name: str) -> Mapping:
    return load_mapping(held.draft) if by == DRAFT else place.mapping(name)


def _way(how: str) -> tuple[str, str]:
    if how == DRAFT:
        return DRAFT, ""
    by, _colon, name = how.partition(":")
    # A name, never a path: `mapping()` takes paths at a terminal, and who uploads is not at one.
    if by not in {"mapping", "source"} or not name or "/" in name or "\\" in name or name.endswith((".yaml", ".yml")):
        raise ArgumentInvalid(
            f"a file cannot be read as {how!r}", where="how the file is read", fix="choose one of the ways listed"
        )
    return by, name


def telling_rows(tell: Telling) -> Progress:
    """Return what tells the page of a job how many rows are done."""
    return lambda done, total: tell(done=done, total=total, says="reading rows", unit="rows")


def as_document(report: IngestReport) -> dict[str, Any]:
    """Return what became of a file, or would, as JSON would hold it; what it quotes passed the door."""
    document: dict[str, Any] = {
        "file": report.file,
        "table": report.table,
        "counts": asdict(report.counts),
        "read": report.counts.read,
        "kept": report.counts.kept,
        "skipped": dict(report.skipped_because),
        "errors": [
            {
                "rows": one.rows,
                "says": one.says,
                "fix": one.fix,
                "column": one.column,
                "problem": one.problem,
                "examples": [list(pair) for pair in one.examples],
            }
            for one in report.errors
        ],
        "strange": [asdict(word) for word in report.strange],
        "remarks": list(report.remarks),
        "changes": [asdict(row) for row in report.changes],
        "replaced": [one.says for one in report.replaced],
        "imported": report.imported and report.imported.id,
        "rejected": report.rejected_file and report.rejected_file.name,
    }
    if isinstance(report, RecordsReport):
        document["rows"] = {table: asdict(rows) for table, rows in report.rows.items() if rows}
        document["incomplete"] = dict(report.incomplete)
    return document
