"""A table that is taken out as a job: how far it is, and its file, for whoever asked alone."""

from datetime import datetime
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from centreline.governance.rights import may
from centreline.kernel.errors import NotPermitted, NotThere
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.reading.jobs import is_a_job_id
from centreline.web.records.exports import kept_export
from centreline.web.records.jobs import Job, job

__all__ = ["file", "made"]


@page(needs="export")
def made(request: HttpRequest, job_id: str) -> HttpResponse:
    """Show how far an export is, and where its file is fetched."""
    found = _own(request, job_id)
    may_stop = not found.has_ended and may(request.actor, "see_jobs")
    shown: dict[str, Any] = {"job": found, "may_stop": may_stop}
    if found.state == "done" and (result := found.result):  # It is forgotten with people who are erased.
        shown["export"] = {"name": result["name"], "until": datetime.fromisoformat(result["until"])}
    return render(request, "jobs/one.html", shown)


@page(needs="export")
def file(request: HttpRequest, job_id: str) -> HttpResponse:
    """Hand out the file of an export to whoever asked for it, while they may still see what they saw."""
    found = _own(request, job_id)
    path = kept_export(found.id, workspace=folder(), now=timezone.now())
    if found.state != "done" or path is None:
        raise NotThere("that file is not here any more", where="the export", fix="take the table out again")
    if found.result["scope"] != request.actor.scope.key:
        raise NotPermitted(
            "you may see other rows now than when the file was made", where="the export", fix="take the table out again"
        )
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


def _own(request: HttpRequest, job_id: str) -> Job:
    found = job(job_id) if is_a_job_id(job_id) else None
    if found is None or found.kind != "export" or found.by != request.actor.name:
        raise NotThere("there is no such export", where="the address", fix="take the table out again")
    return found
