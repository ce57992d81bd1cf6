"""Bringing a file that was chosen: say how it is read, see what it would do, and bring it."""

from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.save_mapping import save_mapping
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.mapmaking.glimpse import TextAs, glimpse_of, is_text
from centreline.evidence.mapmaking.suggested import likely_tables
from centreline.evidence.mapping import load_mapping
from centreline.kernel.errors import NotThere, Stopped
from centreline.web.frame.acting import does
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.jobs.work.reading import DRAFT, mapping_read_by
from centreline.web.jobs.work.rights import who_may_import
from centreline.web.jobs.working import queue
from centreline.web.pages.imports.controls import as_controls, where_on_page
from centreline.web.pages.imports.mending import map_url_of, with_mends
from centreline.web.pages.imports.repairing import after_stop, mended_rows, with_repairs
from centreline.web.pages.imports.text_as import DELIMITERS, ENCODINGS, HEADER_WITHIN, chosen, guesses
from centreline.web.pages.imports.ways import ways_to_read
from centreline.web.reading.jobs import is_a_job_id
from centreline.web.records.jobs import Job, job
from centreline.web.records.uploads import Upload, forget_upload, upload

__all__ = ["bring", "forget", "own_upload", "read_as", "run", "steps", "would_reject"]

OURS = {"check": 3, "bring": 4, "undo": None, "arrivals": None}
"""Kinds of jobs that are shown here, and the step of the way each is."""


@page(needs="import_evidence")
def read_as(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the file is by its content and the ways it can be read, and queue a check of the chosen one."""
    held = own_upload(request, token)
    if request.method != "POST":
        place = workspace(request.actor.scope)
        with held.opened() as path:
            ways, look = ways_to_read(place, path), _first_look(place, path, chosen(request.GET.dict()))
        shown = {"held": held, "ways": ways, "steps": steps(1), "known": any(way.fits for way in ways)}
        shown["misfits"] = [way for way in ways if not way.fits]
        return render(request, "imports/read_as.html", shown | look)
    given = {"upload": held.id, "how": request.POST.get("how", "")}
    asked = queue("check", title=_("Check %(file)s") % {"file": held.file}, by=held.by, given=given)
    return HttpResponseRedirect(reverse("import_run", args=[asked.id]))


@require_POST
@page(needs="import_evidence")
def bring(request: HttpRequest, token: str) -> HttpResponse:
    """Queue the bringing of a file that was checked."""
    held = own_upload(request, token)
    how = request.POST.get("how", "")
    if how == DRAFT and request.POST.get("keep"):
        replaces = request.POST.get("replaces") or None
        does(request, save_mapping)(workspace(request.actor.scope), mapping=load_mapping(held.draft), replaces=replaces)
    given = {"upload": held.id, "how": how, **({"hold": True} if request.POST.get("hold") else {})}
    asked = queue("bring", title=_("Bring %(file)s") % {"file": held.file}, by=held.by, given=given)
    return HttpResponseRedirect(reverse("import_run", args=[asked.id]))


@page(needs="import_evidence")
def would_reject(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out the rows that a check would reject, each with its reason, to be repaired before anything is brought."""
    held = own_upload(request, token)
    if not held.rejected.exists():
        raise NotThere("no row would be rejected", where="the check of this file", fix="check it again")
    return FileResponse(held.rejected.open("rb"), as_attachment=True, filename=f"rejected-{Path(held.file).stem}.csv")


@require_POST
@page(needs="import_evidence")
def forget(request: HttpRequest, token: str) -> HttpResponse:
    """Delete an upload without bringing it."""
    forget_upload(own_upload(request, token).id, workspace=folder())
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
        "steps": None if step is None else steps(step),
        "own": found.by == request.actor.name,
        "held": _held_for(request, found),
        "stopped": _stopped(found),
        "repair_from": str(found.given.get("how", "")).removeprefix("mapping:").partition("source:")[0],
    }
    return render(request, "imports/run.html", shown | _checked(request, found))


def _first_look(place: FolderWorkspace, path: Path, said: TextAs) -> dict[str, Any]:
    """Return the beginning of the file and the tables it may fill; why not, where it is no table of rows."""
    apart: dict[str, Any] = {"is_text": is_text(path), "said": said, "encodings": ENCODINGS, "delimiters": DELIMITERS}
    apart["rows_of_header"] = range(1, HEADER_WITHIN + 1)
    try:
        glimpse = glimpse_of(path, door=place.door, text_as=said)
    except Stopped as reason:
        return {"no_rows": reason, **apart}
    tables = [{"name": name, "fit": fit, "meaning": CONTRACTS[name].meaning} for name, fit in likely_tables(glimpse)]
    return {"glimpse": glimpse, "tables": tables, "guesses": guesses(glimpse, said), **apart}


def _checked(request: HttpRequest, found: Job) -> dict[str, Any]:
    """Return what came of a job; of a check of one's own with the repairs that can be made for all rows alike."""
    report = found.result if found.state == "done" else None
    if found.kind != "check" or found.by != request.actor.name or not isinstance(found.result, dict):
        return {"report": with_mends(report)}
    how = str(found.given["how"])
    try:
        held = own_upload(request, str(found.given["upload"]))
        mapping = mapping_read_by(workspace(request.actor.scope), held, how=how)
    except Stopped:  # The file, or the mapping, is gone since.
        return {"report": with_mends(report)}
    if mapping is None:
        return {"report": with_mends(report, source_url=f"{reverse('import_read_as', args=[held.id])}#own")}
    before = job(str(found.given.get("back", ""))) if is_a_job_id(str(found.given.get("back", ""))) else None
    url = map_url_of(held.id, how)
    told = {"mended": mended_rows(before, report), "map_url": url}
    if not report:
        return {"ways_on": after_stop(found.result, mapping), **told}
    repaired = with_repairs(report, mapping)
    return {"report": with_mends(repaired, mapping=mapping, map_url=url), **told}


def _stopped(found: Job) -> dict[str, str] | None:
    """Return what stopped a job, as pages call the places in a mapping; None where nothing did."""
    if found.state != "failed" or not isinstance(found.result, dict):
        return None
    told = {key: str(found.result.get(key) or "") for key in ("what", "where", "fix")}
    return {key: as_controls(where_on_page(said) if key == "where" else said) for key, said in told.items()}


def _held_for(request: HttpRequest, found: Job) -> Upload | None:
    """Return the file a job was about, where whoever asks still holds it and the job is over."""
    is_over = found.has_ended and (found.kind in {"bring", "undo"} or found.state != "done")
    if not is_over or not found.given.get("upload"):
        return None
    try:
        return own_upload(request, str(found.given["upload"]))
    except NotThere:
        return None


def _ours(job_id: str) -> Job:
    found = job(job_id) if is_a_job_id(job_id) else None
    if found is None or found.kind not in OURS:
        raise NotThere("there is no such import", where="the address", fix="choose one from the list of imports")
    return found


def own_upload(request: HttpRequest, token: str) -> Upload:
    """Return an upload of whoever asks, who may still bring it."""
    return upload(token, by=who_may_import(request.actor.name).name, workspace=folder())


def steps(current: int) -> list[dict[str, str]]:
    """Return the five steps of bringing a file, and where somebody is; counted from 0."""
    labels = (_("Choose"), _("Detect"), _("Map"), _("Check"), _("Import"))
    states = ("done", "current", "later")
    return [
        {"label": label, "state": states[(place >= current) + (place > current)]} for place, label in enumerate(labels)
    ]
