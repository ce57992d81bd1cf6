"""Placing a legal hold on what is held on a customer, and lifting it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.erase import person_in
from centreline.actions.hold_records import hold_records, lift_hold
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.pages.settings.holds import found, listed, whole_centre

__all__ = ["lift", "place"]


@require_POST
@page(needs="hold_records")
def place(request: HttpRequest) -> HttpResponse:
    """Keep everything of somebody from leaving, for a reason."""
    people = request.POST.getlist("person")[:1000]
    said = request.POST.get("because", "")[:200]
    try:
        hold = does(request, hold_records)(workspace=whole_centre(), people=people, because=said)
    except ArgumentInvalid as problem:
        person = person_in(whole_centre(), [(one, "customer") for one in people])
        return found(request, person, problem=problem)
    messages.success(request, _("Held as %(hold)s: nothing of theirs leaves before it is lifted.") % {"hold": hold.id})
    return HttpResponseRedirect(reverse("settings_holds"))


@require_POST
@page(needs="hold_records")
def lift(request: HttpRequest, hold: str) -> HttpResponse:
    """Lift a hold, for a reason."""
    try:
        lifted = does(request, lift_hold)(
            workspace=whole_centre(), hold=hold, because=request.POST.get("because", "")[:200]
        )
    except (ArgumentInvalid, EvidenceConflict) as problem:
        return listed(request, problem=problem, lifting=hold)
    messages.success(
        request,
        _("Lifted %(hold)s: what it kept leaves when its time is over, or with an erasure.") % {"hold": lifted.id},
    )
    return HttpResponseRedirect(reverse("settings_holds"))
