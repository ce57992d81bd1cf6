"""When records leave by themselves: at which hour of the centre's clock, what would leave then, and never."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from centreline.actions.erase import rows_due
from centreline.actions.set_up_workspace import KIND, hour_written, retain_at
from centreline.actions.settings_file import seen_of, settings_of
from centreline.evidence.erasure.holds import held_people
from centreline.governance.rights import check_may, may
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, Stopped
from centreline.kernel.rhythm import Rhythm
from centreline.web.frame.acting import does
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.frame.stopping import status_of
from centreline.web.jobs.retaining import wait_for_the_next_day
from centreline.web.pages.settings.answering import answered
from centreline.web.pages.settings.retention import today
from centreline.web.records.lines import lines_about

__all__ = ["hour"]


@require_http_methods(["GET", "HEAD", "POST"])
@page(needs="see_settings")
def hour(request: HttpRequest) -> HttpResponse:
    """Show when records leave by themselves; what another hour means is shown first, and then it is kept."""
    if request.method != "POST":
        return _looked(request)
    check_may(request.actor, "change_settings")
    given = {name: request.POST.get(name, "").strip()[:200] for name in ("at", "says", "seen")}
    try:
        wrote = does(request, retain_at)(folder=folder(), **given)
    except (ArgumentInvalid, EvidenceConflict) as problem:
        return _shown(request, at=given["at"], asked=True, problem=problem)
    if wrote:
        wait_for_the_next_day(after=timezone.now())
    says = _("Saved. It holds from now on, without a start of the server.")
    return answered(request, wrote=wrote, says=says, back=reverse("settings_retention_at"))


def _looked(request: HttpRequest) -> HttpResponse:
    if "look" not in request.GET or not may(request.actor, "change_settings"):
        return _shown(request, at=_holds(), asked=False)
    at = request.GET.get("at", "").strip()[:10]
    try:
        hour_written(at)
    except ArgumentInvalid as problem:
        return _shown(request, at=at, asked=False, problem=problem)
    return _shown(request, at=at, asked=True)


def _shown(request: HttpRequest, *, at: str, asked: bool, problem: Stopped | None = None) -> HttpResponse:
    own, place = settings_of(folder()), workspace(request.actor.scope)
    due = rows_due(place, on=today()) if asked and at and problem is None else {}
    shown = {
        "holds": own.retention_at,
        "next": _next(_holds()),
        "zone": own.zone,
        "at": at,
        "asked": asked,
        "first": _next(at) if asked and problem is None else None,
        "due": [(name, counted.leave) for name, counted in sorted(due.items())],
        "count": len(due),
        "columns": _columns(),
        "held": len(held_people(place.lake.folder)),
        "seen": seen_of(own.retention_at),
        "says": request.POST.get("says", "")[:200],
        "problem": problem,
        "may_change": may(request.actor, "change_settings"),
        "lines": list(reversed(lines_about(KIND, "retention_at")))[:20],
    }
    return render(request, "settings/retention_at.html", shown, status=status_of(problem) if problem else 200)


def _holds() -> str:
    at = settings_of(folder()).retention_at
    return f"{at:%H:%M}" if at else ""


def _next(at: str) -> datetime | None:
    """Return when an hour of the centre's clock comes next; None where nothing leaves by itself."""
    written = hour_written(at)
    if written is None:
        return None
    return Rhythm("day", written, 0, settings_of(folder()).zone).next_after(timezone.now())


def _columns() -> list[dict[str, Any]]:
    return [{"key": "table", "label": _("Table")}, {"key": "rows", "label": _("Rows due today"), "number": True}]
