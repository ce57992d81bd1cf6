"""Bringing a file: choose it, say how it is read, see what it would do, and bring it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.export import recognise
from centreline.kernel.errors import ArgumentInvalid, NotThere, Stopped
from centreline.web.frame.centre import folder, workspace
from centreline.web.frame.page import page
from centreline.web.jobs.work.rights import who_may_import
from centreline.web.jobs.working import queue
from centreline.web.pages.imports.ways import ways_to_read
from centreline.web.records.jobs import Job, job
from centreline.web.records.uploads import Upload, forget_upload, keep_upload, sweep_uploads, upload

__all__ = ["bring", "choose", "forget", "read_as", "run"]

OURS = {"check": 3, "bring": 4, "undo": None}
"""Kinds of jobs that are shown here, and the step of the way each is."""


@page(needs="import_evidence")
def choose(request: HttpRequest) -> HttpResponse:
    """Ask for a file, and keep it in a private folder until it was brought."""
    actor = who_may_import(request.actor.name)
    if request.method != "POST":
        shown = {"steps": _steps(0), "largest": settings.UPLOAD_LARGEST_BYTES // 1024**2}
        return render(request, "imports/choose.html", shown)
    sweep_uploads(workspace=folder(), now=timezone.now())
    sent = request.FILES.get("file")
    if sent is None:
        raise ArgumentInvalid("no file was chosen", where="the field File", fix="go back and choose one")
    held = keep_upload(
        sent.chunks(),
        file=sent.name or "",
        by=actor.name,
        at=timezone.now(),
        workspace=folder(),
        largest_bytes=settings.UPLOAD_LARGEST_BYTES,
    )
    try:
        recognise(held.path)
    except Stopped:
        forget_upload(held.id, workspace=folder())
        raise
    return HttpResponseRedirect(reverse("import_read_as", args=[held.id]))


@page(needs="import_evidence")
def read_as(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the file is by its content and the ways it can be read, and queue a check of the chosen one."""
    held = _own(request, token)
    if request.method != "POST":
        ways = ways_to_read(workspace(request.actor.scope), held.path)
        return render(request, "imports/read_as.html", {"held": held, "ways": ways, "steps": _steps(2)})
    given = {"upload": held.id, "how": request.POST.get("how", "")}
    asked = queue("check", title=_("Check %(file)s") % {"file": held.file}, by=held.by, given=given)
    return HttpResponseRedirect(reverse("import_run", args=[asked.id]))


@require_POST
@page(needs="import_evidence")
def bring(request: HttpRequest, token: str) -> HttpResponse:
    """Queue the bringing of a file that was checked."""
    held = _own(request, token)
    given = {"upload": held.id, "how": request.POST.get("how", "")}
    asked = queue("bring", title=_("Bring %(file)s") % {"file": held.file}, by=held.by, given=given)
    return HttpResponseRedirect(reverse("import_run", args=[asked.id]))


@require_POST
@page(needs="import_evidence")
def forget(request: HttpRequest, token: str) -> HttpResponse:
    """Delete an upload without bringing it."""
    forget_upload(_own(request, token).id, workspace=folder())
    return HttpResponseRedirect(reverse("imports"))


@page(needs="import_evidence")
def run(request: HttpRequest, job_id: str) -> HttpResponse:
    """Show how far a check, an import or an undo is, and what came of it."""
    who_may_import(request.actor.name)
    found = _ours(job_id)
    step = OURS[found.kind]
    shown: dict[str, Any] = {
        "job": found,
        "may_stop": not found.has_ended and found.by == request.actor.name,
        "steps": None if step is None else _steps(step),
        "report": found.result if found.state == "done" else None,
        "own": found.by == request.actor.name,
    }
    return render(request, "imports/run.html", shown)


def _ours(job_id: str) -> Job:
    found = job(job_id) if job_id.isdigit() or len(job_id) in {32, 36} else None
    if found is None or found.kind not in OURS:
        raise NotThere("there is no such import", where="the address", fix="choose one from the list of imports")
    return found


def _own(request: HttpRequest, token: str) -> Upload:
    return upload(token, by=who_may_import(request.actor.name).name, workspace=folder())


def _steps(current: int) -> list[dict[str, str]]:
    labels = (_("Choose"), _("Detect"), _("Map"), _("Check"), _("Import"))
    states = ("done", "current", "later")
    return [
        {"label": label, "state": states[(place >= current) + (place > current)]} for place, label in enumerate(labels)
    ]
