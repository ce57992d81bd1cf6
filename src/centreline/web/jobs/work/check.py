"""Check: say what bringing an uploaded file would do; nothing is written."""

from typing import Any

from centreline.actions.workspace import FolderWorkspace
from centreline.web.frame.served import folder
from centreline.web.jobs.work.reading import as_document, previewed, telling_rows
from centreline.web.jobs.work.rights import who_may_import
from centreline.web.jobs.working import Telling
from centreline.web.records.jobs import Job
from centreline.web.records.uploads import upload

__all__ = ["do"]


def do(job: Job, tell: Telling) -> tuple[str, Any]:
    """Read the upload the job names, and say what would become of its rows."""
    who_may_import(job.by)
    held = upload(job.given["upload"], by=job.by, workspace=folder())
    report = previewed(FolderWorkspace(folder()), held, how=job.given["how"], progress=telling_rows(tell))
    return f"{report.counts.read:,} rows would be read", as_document(report)
