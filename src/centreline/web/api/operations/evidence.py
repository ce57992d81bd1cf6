"""What was brought, and long work."""

from datetime import datetime
from typing import Any

from ninja import Field, Query, Router, Status

from centreline.governance.rights import check_may
from centreline.kernel.errors import NotThere
from centreline.web.api.shapes import Answer, Key, PageOf, Paging, cut, reads, writes
from centreline.web.frame.centre import workspace
from centreline.web.jobs.work.look import look_again
from centreline.web.reading.jobs import job_seen_by, jobs_seen_by

__all__ = ["ImportOut", "JobOut", "imports", "job", "jobs", "look", "router"]

router = Router(tags=["evidence"])


class ImportOut(Answer):
    """A file that was brought."""

    id: str
    table: str = Field(description="What it filled.")
    file: str
    at: datetime
    counts: dict[str, int] = Field(description="What became of its rows.")
    undone_at: datetime | None = Field(description="When it was taken back; null while it stands.")


class JobOut(Answer):
    """One piece of long work."""

    id: str
    kind: str
    title: str
    by: str
    state: str = Field(description="waiting, running, done, failed, cancelled or interrupted.")
    done: int
    total: int | None
    unit: str
    says: str
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


@router.get("/imports", response=reads(PageOf[ImportOut]), operation_id="imports", summary="Imports")
def imports(request: Any, asked: Query[Paging]) -> dict[str, Any]:
    """List every file that was brought, the newest first; none to whoever does not see every row."""
    check_may(request.actor, "see_imports")
    scope = request.actor.scope
    found = tuple(reversed(workspace(scope).lake.imports())) if scope.sees_every_row else ()
    return cut(found, asked, shown=_import)


@router.get("/jobs", response=reads(list[JobOut]), operation_id="jobs", summary="Long work")
def jobs(request: Any) -> Any:
    """List the newest fifty jobs: all of them to whoever sees every row, else one's own."""
    check_may(request.actor, "see_jobs")
    return jobs_seen_by(request.actor)


@router.get("/jobs/{key}", response=reads(JobOut), operation_id="job", summary="How far it is")
def job(request: Any, key: Key) -> Any:
    """Say how far a job is."""
    check_may(request.actor, "see_jobs")
    return job_seen_by(request.actor, key)


@router.post("/looks", response=writes(list[JobOut], status=202), operation_id="look", summary="Look again")
def look(request: Any) -> Any:
    """Queue a look for every scope somebody has."""
    check_may(request.actor, "see_findings")
    if request.actor.partner is not None:
        raise NotThere(
            "somebody of a partner does not start a look", where="who asks", fix="ask whoever leads the centre"
        )
    return Status(202, look_again(by=request.actor.name))


def _import(one: Any) -> dict[str, Any]:
    from dataclasses import asdict

    words = {name: getattr(one, name) for name in ("id", "table", "at", "undone_at")}
    return {**words, "file": one.origin.file, "counts": asdict(one.counts)}
