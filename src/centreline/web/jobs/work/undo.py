"""Undo: take an import back, write that in the trail, and have somebody look again."""

from dataclasses import asdict
from typing import Any

from django.utils import timezone

from centreline.actions.ingest import take_back
from centreline.actions.record_import import record_import_taken_back
from centreline.actions.workspace import FolderWorkspace
from centreline.web.frame.served import folder
from centreline.web.jobs.work.look import look_again
from centreline.web.jobs.work.rights import who_may_import
from centreline.web.jobs.working import Telling
from centreline.web.records.jobs import Job
from centreline.web.records.store import DjangoState

__all__ = ["do"]


def do(job: Job, tell: Telling) -> tuple[str, Any]:
    """Take the import back that the job names."""
    actor = who_may_import(job.by)
    tell(done=0, total=None, says="taking the rows back")
    taken = take_back(FolderWorkspace(folder()), job.given["import"], now=timezone.now())
    record_import_taken_back.by(DjangoState(), actor, now=timezone.now())(
        import_id=taken.id, file=taken.origin.file, table=taken.table, counts=asdict(taken.counts)
    )
    look_again(by=job.by)
    return f"{taken.origin.file} was taken back out of {taken.table}", {"undone": taken.id}
