"""Findings that people report: writing one down, and closing one."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.report_finding import close_reported, report_finding
from centreline.governance.reading import reading_of
from centreline.kernel.errors import NotThere
from centreline.web.frame.acting import does
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.reading.reported import reported_to

__all__ = ["close", "report"]


@require_POST
@page(needs="comment")
def report(request: HttpRequest, touchpoint: str) -> HttpResponse:
    """Write down what somebody saw at a touchpoint."""
    blueprint = workspace(request.actor.scope).blueprint
    reading = reading_of(blueprint, request.actor)
    if not any(one.id == touchpoint and reading.touchpoint(one) for one in blueprint.touchpoints):
        raise NotThere(f"there is no touchpoint {touchpoint!r}", where="the map", fix="choose one of those on the map")
    given = request.POST
    does(request, report_finding)(
        element=f"touchpoint:{touchpoint}",
        says=given.get("says", ""),
        seen=given.get("seen", ""),
        against=given.get("against", ""),
    )
    messages.success(request, _("It stands in the register under your name; no check has found it."))
    return HttpResponseRedirect(reverse("touchpoint", args=[touchpoint]) + "#reported")


@require_POST
@page(needs="comment")
def close(request: HttpRequest, key: str) -> HttpResponse:
    """Close a reported finding."""
    if key not in {one.key for one in reported_to(request.actor)}:
        raise NotThere("there is no such finding", where="the register", fix="go back to the register")
    held = does(request, close_reported)(key=key, because=request.POST.get("because", ""))
    messages.success(request, _("It is closed."))
    back = urlsplit(request.POST.get("next", "")).path
    own = reverse("touchpoint", args=[held.fields["element"].partition(":")[2]])
    return HttpResponseRedirect(own + "#reported" if back == own else f"{reverse('findings')}?state=reported")
