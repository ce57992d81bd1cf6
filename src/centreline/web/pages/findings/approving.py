"""Answering, where one is asked, whether work is automated past a shut gate."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.approve_decision import approve_decision, refuse_decision
from centreline.findings.gates import not_passed
from centreline.kernel.errors import NotThere
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.reading.approvals import check_reads_decision
from centreline.web.reading.findings import Seen, seen_by

__all__ = ["approve", "refuse"]


@require_POST
@page(needs="approve_past_gates")
def approve(request: HttpRequest, key: str) -> HttpResponse:
    """Approve the decision as it was read."""
    seen, element = _read(request, key)
    content = request.POST.get("content", "")
    does(request, approve_decision)(key=key, content=content, hindered=not_passed(seen.gates(element)))
    messages.success(request, _("Approved. The decision counts from now on."))
    return HttpResponseRedirect(reverse("decision", args=[key]))


@require_POST
@page(needs="approve_past_gates")
def refuse(request: HttpRequest, key: str) -> HttpResponse:
    """Refuse it with a reason."""
    _read(request, key)
    given = request.POST
    does(request, refuse_decision)(key=key, content=given.get("content", ""), reason=given.get("reason", ""))
    messages.success(request, _("Refused. Whoever decided reads why."))
    return HttpResponseRedirect(reverse("decision", args=[key]))


def _read(request: HttpRequest, key: str) -> tuple[Seen, str]:
    seen = seen_by(request.actor)
    if seen is None:
        raise NotThere("nobody has looked yet", where="the findings", fix="ask for a look first")
    return seen, check_reads_decision(request.actor, key)
