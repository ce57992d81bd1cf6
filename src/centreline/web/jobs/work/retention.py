"""Retention: take out what is older on a day than it is kept, write that in the trail, and have somebody look again."""

from datetime import date
from typing import Any

from django.utils import timezone

from centreline.actions.erase import take_due_out
from centreline.actions.record_retention import record_retention
from centreline.actions.workspace import FolderWorkspace
from centreline.web.frame.served import folder
from centreline.web.jobs.work.look import look_again
from centreline.web.jobs.work.rights import THE_FILES
from centreline.web.jobs.working import Telling
from centreline.web.records.jobs import Job
from centreline.web.records.store import DjangoState

__all__ = ["do"]


def do(job: Job, tell: Telling) -> tuple[str, Any]:
    """Take out what is due on the day the job names; what is under a legal hold stays."""
    tell(done=0, total=None, says="taking out what is older than it is kept")
    on = date.fromisoformat(job.given["on"])
    rows = {name: counted.leave for name, counted in take_due_out(FolderWorkspace(folder()), on=on).items()}
    if not rows:
        return "nothing was due", {"rows": {}}
    record_retention.by(DjangoState(), THE_FILES, now=timezone.now())(on=on, rows=rows)
    look_again(by=job.by)
    return f"{sum(rows.values()):,} rows left by their age", {"rows": rows}
