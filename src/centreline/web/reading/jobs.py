"""Long work that one person may see: all of it who sees every row, else their own."""

import re

from centreline.governance.actor import Actor
from centreline.kernel.errors import NotThere
from centreline.web.records.jobs import Job, job, jobs_of

__all__ = ["is_a_job_id", "job_seen_by", "jobs_seen_by"]


def is_a_job_id(text: str) -> bool:
    """Say whether a text of an address can name a job."""
    return re.fullmatch(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) is not None


def jobs_seen_by(actor: Actor) -> tuple[Job, ...]:
    """Return the newest jobs somebody may see."""
    return jobs_of(None if actor.scope.sees_every_row else actor.name)


def job_seen_by(actor: Actor, job_id: str) -> Job:
    """Return a job.

    Raises:
        NotThere: there is none of that id, or it is not theirs to see.
    """
    found = job(job_id) if is_a_job_id(job_id) else None
    if found is None or not (found.by == actor.name or actor.scope.sees_every_row):
        raise NotThere("there is no such job", where="the address", fix="choose one from the list of jobs")
    return found
