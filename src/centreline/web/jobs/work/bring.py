"""Bring: an uploaded file becomes evidence, all of it or nothing, and is deleted unless it is held."""

from dataclasses import asdict
from typing import Any

from django.utils import timezone

from centreline.actions.record_import import record_import
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.ingest import IngestReport
from centreline.governance.actor import Actor
from centreline.web.frame.served import folder
from centreline.web.jobs.work.look import look_again
from centreline.web.jobs.work.reading import as_document, brought, telling_rows
from centreline.web.jobs.work.rights import who_may_import
from centreline.web.jobs.working import Telling
from centreline.web.records.jobs import Job
from centreline.web.records.store import DjangoState
from centreline.web.records.uploads import forget_upload, upload

__all__ = ["do", "note_import"]


def do(job: Job, tell: Telling) -> tuple[str, Any]:
    """Bring the upload the job names, note it in the trail, and have somebody look again.

    Where whoever asked holds the file, it stays for a day, to be read another way; else it is deleted at once.
    """
    try:
        actor = who_may_import(job.by)
        held = upload(job.given["upload"], by=job.by, workspace=folder())
        report = brought(FolderWorkspace(folder()), held, how=job.given["how"], progress=telling_rows(tell))
    finally:
        if not job.given.get("hold"):
            forget_upload(job.given["upload"], workspace=folder())
    if report.imported is not None:
        note_import(actor, report)
        look_again(by=job.by)
    return f"{report.counts.read:,} rows were read", as_document(report)


def note_import(actor: Actor, report: IngestReport) -> None:
    """Write in the trail that somebody brought a file; nothing where nothing came of it."""
    if report.imported is not None:
        record_import.by(DjangoState(), actor, now=timezone.now())(
            import_id=report.imported.id, file=report.file, table=report.table, counts=asdict(report.counts)
        )
