"""How large a finding is, and which other it is one with: writing both down."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.merge_findings import merge_findings
from centreline.actions.size_finding import size_finding
from centreline.kernel.errors import ArgumentInvalid
from centreline.web.frame.acting import does
from centreline.web.frame.addresses import address_of
from centreline.web.frame.page import page
from centreline.web.frame.versions import version_named
from centreline.web.pages.findings.about import found_at
from centreline.web.reading.findings import seen_by

__all__ = ["merge", "size"]


@require_POST
@page(needs="decide_finding")
def size(request: HttpRequest, check: str, slug: str) -> HttpResponse:
    """Write down whom a finding reaches and what it costs in a month."""
    _seen, element = found_at(seen_by(request.actor), check=check, slug=slug)
    given = request.POST
    does(request, size_finding)(
        check=check,
        element=element,
        expects=version_named(given.get("expects", "")) or 0,
        contacts_a_month=_amount(given.get("contacts", "")),
        least_cost_a_month=_amount(given.get("least", "")),
        most_cost_a_month=_amount(given.get("most", "")),
        because=given.get("because", ""),
    )
    messages.success(request, _("The size stands, with how you know."))
    return HttpResponseRedirect(f"{address_of(check, element)}#size")


@require_POST
@page(needs="decide_finding")
def merge(request: HttpRequest, check: str, slug: str) -> HttpResponse:
    """Let a finding be read as part of another that stands."""
    seen, element = found_at(seen_by(request.actor), check=check, slug=slug)
    other, _colon, about = request.POST.get("into", "").partition(" ")
    _there, into = found_at(seen, check=other, slug=about)
    does(request, merge_findings)(
        check=check, element=element, into=(other, into), because=request.POST.get("because", "")
    )
    messages.success(request, _("It is read as part of the other from now on."))
    return HttpResponseRedirect(f"{address_of(check, element)}#merged")


def _amount(text: str) -> float | None:
    """Return the amount somebody typed; None where they typed none.

    Raises:
        ArgumentInvalid: it is no number.
    """
    typed = text.strip().replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    if not typed:
        return None
    try:
        return float(typed)
    except ValueError:
        raise ArgumentInvalid(
            f"{text!r} is no number", where="the size", fix="write digits, with a point for decimals: 1200.50"
        ) from None
