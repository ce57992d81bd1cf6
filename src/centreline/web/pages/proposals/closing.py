"""Closing a published change with what was measured, and opening it again."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.close_proposal import close_proposal, reopen_proposal
from centreline.web.frame.acting import does
from centreline.web.frame.matching import against_a_version
from centreline.web.frame.page import page
from centreline.web.frame.telling import tell_done
from centreline.web.reading.measured import measured_of
from centreline.web.reading.proposals import proposal_for
from centreline.web.reading.reviews import as_partner

__all__ = ["close", "reopen"]


@require_POST
@page(needs="approve_proposal")
@against_a_version
def close(request: HttpRequest, key: str, *, expects: int) -> HttpResponse:
    """Close a published change; what was measured by now is kept with it, of a partner's change in its own rows."""
    entry, given, actor = proposal_for(request.actor, key), request.POST, request.actor
    party = entry.fields["party"]
    reader = as_partner(actor, party) if party and actor.partner is None else actor
    closed = does(request, close_proposal)(
        key=key,
        expects=expects,
        outcome=given.get("outcome", ""),
        learned=given.get("learned", ""),
        measured=measured_of(reader, entry).says,
    )
    tell_done(request, _("Closed with what was measured."), closed)
    return HttpResponseRedirect(reverse("proposal", args=[key]))


@require_POST
@page(needs="approve_proposal")
@against_a_version
def reopen(request: HttpRequest, key: str, *, expects: int) -> HttpResponse:
    """Open a closed change again."""
    proposal_for(request.actor, key)
    opened = does(request, reopen_proposal)(key=key, expects=expects)
    tell_done(request, _("It is open again and measured on."), opened)
    return HttpResponseRedirect(reverse("proposal", args=[key]))
