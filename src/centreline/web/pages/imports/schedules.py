"""Sources that are read by themselves: the form, pausing, going on, reading at once, and stopping."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.schedule_import import (
    drop_schedule,
    pause_schedule,
    read_again,
    resume_schedule,
    schedule_import,
)
from centreline.governance.entry import Entry
from centreline.kernel.errors import ArgumentInvalid, MappingInvalid, NotThere, Stopped
from centreline.web.frame.acting import does
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.versions import version_named
from centreline.web.jobs.scheduling import ask_to_read, wait_for_the_next
from centreline.web.jobs.work.rights import who_may_import
from centreline.web.pages.imports.schedules_listed import FIRST_SAID, choices, read_files
from centreline.web.reading.histories import leads_to_history
from centreline.web.records.store import DjangoState

__all__ = ["again", "change", "new", "turn"]

FIELDS = ("title", "root", "inside", "pattern", "how", "every", "at", "weekday")


@page(needs="import_evidence")
def new(request: HttpRequest) -> HttpResponse:
    """Ask which folder is watched, how its files are read and how often, and schedule that."""
    who_may_import(request.actor.name)
    return _saved(request, None) if request.method == "POST" else _form(request, None, FIRST_SAID)


@page(needs="import_evidence")
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Show a scheduled import with the files it met, and change it."""
    who_may_import(request.actor.name)
    held = _held(key)
    return _saved(request, held) if request.method == "POST" else _form(request, held, held.fields)


@require_POST
@page(needs="import_evidence")
def turn(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """Pause, resume, stop or read a source at once."""
    actor, held = who_may_import(request.actor.name), _held(key)
    if verb == "read":
        asked = ask_to_read(held, due=timezone.now(), by=actor.name)
        return HttpResponseRedirect(reverse("import_run", args=[asked.id]) if asked else reverse("imports"))
    acts = {"pause": pause_schedule, "resume": resume_schedule, "stop": drop_schedule}
    if verb not in acts:
        raise NotThere(f"nobody can {verb!r} a source", where="the address", fix="go back to the list of sources")
    turned = does(request, acts[verb])(key=key)
    if turned.stands:
        wait_for_the_next(turned, after=timezone.now())
    says = {
        "pause": _("%(title)s waits until somebody resumes it."),
        "resume": _("%(title)s is read again from its next time on."),
        "stop": _("%(title)s is not read by itself any more; what it brought stays."),
    }
    messages.success(request, says[verb] % {"title": turned.fields["title"]})
    return HttpResponseRedirect(reverse("imports"))


@require_POST
@page(needs="import_evidence")
def again(request: HttpRequest, key: str, arrival: str) -> HttpResponse:
    """Have a file read again the next time."""
    who_may_import(request.actor.name)
    does(request, read_again)(key=arrival)
    messages.success(request, _("The file is read again the next time."))
    return HttpResponseRedirect(reverse("import_schedule", args=[key]))


def _saved(request: HttpRequest, held: Entry | None) -> HttpResponse:
    said: dict[str, Any] = {name: request.POST.get(name, "").strip() for name in FIELDS}
    weekday = said["weekday"] or "0"
    try:
        saved = does(request, schedule_import)(
            workspace(request.actor.scope),
            said={**said, "weekday": int(weekday) if weekday.isdigit() else -1, "pattern": said["pattern"] or "*"},
            key=held.key if held else None,
            expects=_version(request) if held else 0,
        )
    except (ArgumentInvalid, MappingInvalid) as reason:
        return _form(request, held, said, problem=reason)
    wait_for_the_next(saved, after=timezone.now())
    messages.success(request, _("%(title)s is scheduled.") % {"title": saved.fields["title"]})
    return HttpResponseRedirect(reverse("imports"))


def _form(
    request: HttpRequest, held: Entry | None, said: dict[str, Any], *, problem: Stopped | None = None
) -> HttpResponse:
    place = workspace(request.actor.scope)
    shown = {
        "held": held,
        "followed": held is not None and leads_to_history(request.actor, held),
        "said": {**said, "at": str(said["at"])[:5]},
        "choices": choices(place),
        "zone": place.zone,
        "problem": problem,
        "files": read_files(held) if held else (),
    }
    return render(request, "imports/schedule.html", shown, status=422 if problem else 200)


def _held(key: str) -> Entry:
    held = DjangoState().entry("schedule", key) if re.fullmatch(r"[0-9a-f]{32}", key) else None
    if held is None or not held.stands:
        raise NotThere("there is no such source", where="the address", fix="choose one from the list of sources")
    return held


def _version(request: HttpRequest) -> int:
    return version_named(request.POST.get("version", "")) or 0
