"""Export: ask for a table once more as whoever wanted it may see it now, and keep the file for them alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from django.utils import timezone, translation

from centreline.governance.actor import Actor
from centreline.kernel.errors import NotPermitted
from centreline.web.frame.defining import as_agreed
from centreline.web.frame.served import folder
from centreline.web.jobs.exports import forget_when_time_is_over
from centreline.web.jobs.working import Telling
from centreline.web.records.exports import EXPORT_KEPT_FOR, keep_export
from centreline.web.records.jobs import Job
from centreline.web.records.people import actor_named

__all__ = ["do"]


def do(job: Job, tell: Telling) -> tuple[str, Any]:
    """Make the file of the table the job names, and have it deleted when its time is over."""
    actor = actor_named(job.by)
    if actor is None:
        raise NotPermitted(f"{job.by!r} cannot sign in any more", where="the people", fix="ask an administrator")
    tell(done=0, total=None, says="gathering rows")
    response, rows = _asked_again(job, actor, tell)
    name = response["Content-Disposition"].partition('"')[2].rstrip('"')
    made_at = timezone.now()
    keep_export(response.content, job_id=job.id, name=name, workspace=folder())
    forget_when_time_is_over(job.id)
    until = (made_at + EXPORT_KEPT_FOR).isoformat()
    return f"{rows:,} rows stand in {name}", {"name": name, "until": until, "scope": actor.scope.key}


def _asked_again(job: Job, actor: Actor, tell: Telling) -> tuple[HttpResponse, int]:
    counted = [0]

    def told(rows: int, done: int) -> None:
        counted[0] = rows
        tell(done=done, total=rows, says="writing rows", unit="rows")

    match = resolve(job.given["path"])
    with as_agreed(), translation.override(job.given["language"]):
        response = match.func(_request(job, actor, told), *match.args, **match.kwargs)
    return response, counted[0]


def _request(job: Job, actor: Actor, told: Any) -> HttpRequest:
    """Return the request as it was, by whom it was, with the rights they have now."""
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", job.given["path"], job.given["path"]
    request.GET = QueryDict(job.given["query"])
    request.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "REMOTE_ADDR": actor.address}
    request.__dict__ |= {"actor": actor, "id": job.id, "told_of_rows": told, "htmx": False}
    return request
