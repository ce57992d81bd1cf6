"""The zone of the centre: which one holds, and another."""

from zoneinfo import available_timezones

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from centreline.actions.set_up_workspace import KIND, set_zone
from centreline.actions.settings_file import seen_of, settings_of
from centreline.governance.rights import check_may, may
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, Stopped, WorkspaceInvalid
from centreline.web.frame.acting import does
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.frame.shell import zone_in_words
from centreline.web.frame.stopping import status_of
from centreline.web.jobs.work.look import look_again
from centreline.web.pages.settings.answering import answered
from centreline.web.records.lines import lines_about

__all__ = ["zone"]


@require_http_methods(["GET", "HEAD", "POST"])
@page(needs="see_settings")
def zone(request: HttpRequest) -> HttpResponse:
    """Show the zone; whoever may set the workspace up chooses another."""
    if request.method != "POST":
        return _shown(request)
    check_may(request.actor, "change_settings")
    given = {name: request.POST.get(name, "").strip()[:200] for name in ("zone", "says", "seen")}
    try:
        wrote = does(request, set_zone)(folder=folder(), **given)
    except (ArgumentInvalid, WorkspaceInvalid, EvidenceConflict) as problem:
        return _shown(request, problem=problem)
    if wrote:
        look_again(by=request.actor.name)
    says = _("Saved. Files that are brought from now on are read so.")
    return answered(request, wrote=wrote, says=says, back=reverse("settings_zone"))


def _shown(request: HttpRequest, *, problem: Stopped | None = None) -> HttpResponse:
    holds = settings_of(folder()).zone
    place = workspace(request.actor.scope)
    shown = {
        "zone": holds,
        "zone_in_words": zone_in_words(holds),
        "given": request.POST.get("zone", holds) if problem else holds,
        "says": request.POST.get("says", "") if problem else "",
        "seen": seen_of(holds),
        "zones": sorted(one for one in available_timezones() if "/" in one or one == "UTC"),
        "has_records": place.evidence is not None,
        "problem": problem,
        "may_change": may(request.actor, "change_settings"),
        "lines": list(reversed(lines_about(KIND, "zone")))[:20],
    }
    return render(request, "settings/zone.html", shown, status=status_of(problem) if problem else 200)
