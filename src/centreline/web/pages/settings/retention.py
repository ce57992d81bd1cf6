"""How long records are kept: by class, what another time would let age out, and the legal holds that stop it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from centreline.actions.erase import rows_due_by
from centreline.actions.set_up_workspace import KIND, class_name, keep_rows, times_written
from centreline.actions.settings_file import seen_of, settings_of
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.contract import Retention
from centreline.evidence.erasure.holds import held_people
from centreline.evidence.erasure.retention import DEFAULT_TIMES, times_of
from centreline.governance.rights import check_may, may
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, Stopped, WorkspaceInvalid
from centreline.web.frame.acting import does
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.frame.stopping import status_of
from centreline.web.pages.settings.answering import answered
from centreline.web.records.lines import lines_about

__all__ = ["kept_in_words", "retention", "today"]

Times = Mapping[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
@page(needs="see_settings")
def retention(request: HttpRequest) -> HttpResponse:
    """Show how long each class is kept; another time is previewed, and then kept."""
    if request.method != "POST":
        return _looked(request)
    check_may(request.actor, "change_settings")
    times = _times_in(request.POST)
    said = {name: request.POST.get(name, "")[:200] for name in ("says", "seen")}
    try:
        wrote = does(request, keep_rows)(folder=folder(), times=times, **said)
    except (ArgumentInvalid, WorkspaceInvalid, EvidenceConflict) as problem:
        return _shown(request, times=times, problem=problem)
    says = _("Saved. Nothing has left: what is older leaves when retention runs next.")
    return answered(request, wrote=wrote, says=says, back=reverse("settings_retention"))


def _looked(request: HttpRequest) -> HttpResponse:
    if "look" not in request.GET or not may(request.actor, "change_settings"):
        return _shown(request, times=settings_of(folder()).retention)
    times = _times_in(request.GET)
    try:
        return _shown(request, times=times, preview=_preview(request, times))
    except (ArgumentInvalid, WorkspaceInvalid) as problem:
        return _shown(request, times=times, problem=problem)


def _times_in(given: Mapping[str, Any]) -> Times:
    return {class_name(kind): str(given.get(class_name(kind), "")).strip()[:40] for kind in Retention}


def kept_in_words(place: FolderWorkspace) -> list[tuple[str, str]]:
    """Return what each class is called, with how long it is kept in a workspace."""
    return [(words[0], _in_words(place.retention[kind])) for kind, words in _class_words().items()]


def _class_words() -> dict[Retention, tuple[str, str]]:
    """Return what each class is called, and what is in it."""
    return {
        Retention.TRANSCRIPTS: (_("Transcripts"), _("What was said and written.")),
        Retention.CONTACT_FACTS: (_("Contact facts"), _("Who came when, with what, and what became of it.")),
        Retention.WORKER_RECORDS: (
            _("Worker records"), _("What is held on people who work here, or want to.")
        ),
        Retention.OPERATIONS: (_("Operations"), _("About nobody: counts, costs, articles, outages.")),
    }  # fmt: skip


def _preview(request: HttpRequest, times: Times) -> dict[str, Any]:
    """Return which rows would age out today under other times, and under those that hold."""
    place, on = workspace(request.actor.scope), today()
    after = times_of(times_written(times), where="retention")
    then, now = rows_due_by(place, after, on=on), rows_due_by(place, place.retention, on=on)
    tables = [
        (name, now[name].leave if name in now else 0, then[name].leave if name in then else 0)
        for name in sorted({*then, *now})
    ]
    return {"tables": tables, "count": len(tables), "on": on, "columns": _columns()}


def _shown(
    request: HttpRequest, *, times: Times, preview: dict[str, Any] | None = None, problem: Stopped | None = None
) -> HttpResponse:
    own, place = settings_of(folder()), workspace(request.actor.scope)
    lines, words = lines_about(KIND, "retention"), _class_words()
    shown = {
        "classes": [
            {
                "name": class_name(kind),
                "words": words[kind],
                "typed": times.get(class_name(kind), ""),
                "holds": _in_words(place.retention[kind]),
                "usual": _in_words(DEFAULT_TIMES[kind]),
                "differs": place.retention[kind] != DEFAULT_TIMES[kind],
            }
            for kind in Retention
        ],
        "seen": seen_of(dict(own.retention)),
        "says": request.POST.get("says", "")[:200],
        "at": own.retention_at,
        "zone": own.zone,
        "held": held_people(place.lake.folder),
        "sees_every_row": request.actor.scope.sees_every_row,
        "preview": preview,
        "problem": problem,
        "may_change": may(request.actor, "change_settings"),
        "lines": [(line, line.before or {}, line.after or {}) for line in reversed(lines[-20:])],
    }
    return render(request, "settings/retention.html", shown, status=status_of(problem) if problem else 200)


def today() -> date:
    """Return which day it is at the centre."""
    day: date = timezone.now().astimezone(ZoneInfo(settings_of(folder()).zone)).date()
    return day


def _in_words(kept: object) -> str:
    return str(kept) if kept is not None else _("for ever")


def _columns() -> list[dict[str, Any]]:
    words = {"table": _("Table"), "now": _("As it is now"), "then": _("With these times")}
    return [{"key": key, "label": label, "number": key != "table"} for key, label in words.items()]
