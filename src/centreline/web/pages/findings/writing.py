"""What people write about findings: remarks, waivers, decisions; and taking them back."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.comment_on_finding import comment_on_finding
from centreline.actions.decide_finding import decide_finding
from centreline.actions.undo_change import undo_change
from centreline.actions.waive_finding import waive_finding
from centreline.findings.gates import not_passed
from centreline.governance.entry import Entry
from centreline.governance.rights import check_may
from centreline.kernel.errors import ArgumentInvalid, NotThere
from centreline.web.frame.acting import does
from centreline.web.frame.addresses import address_of
from centreline.web.frame.page import page
from centreline.web.jobs.work.look import look_again
from centreline.web.pages.findings.about import found_at
from centreline.web.pages.findings.register import lane_words
from centreline.web.reading.approvals import counts
from centreline.web.reading.findings import seen_by
from centreline.web.reading.linked import link_given
from centreline.web.records.people import DjangoPeople

__all__ = ["ask_to_look_again", "comment", "day_of", "decide", "decided_words", "undo", "waive"]

OF_FINDINGS = ("comment", "decision", "finding_size", "merged_finding", "waiver")
"""Kinds of entries that are taken back from here."""


@require_POST
@page(needs="see_findings")
def ask_to_look_again(request: HttpRequest) -> HttpResponse:
    """Queue a look for every scope somebody has."""
    if request.actor.partner is not None:
        raise NotThere(
            "somebody of a partner does not start a look", where="the findings", fix="ask whoever leads the centre"
        )
    look_again(by=request.actor.name)
    messages.success(request, _("Somebody will look again; the findings change when that is done."))
    return HttpResponseRedirect(reverse("findings"))


@require_POST
@page(needs="comment")
def comment(request: HttpRequest, check: str, slug: str) -> HttpResponse:
    """Write a remark about a finding they may read."""
    check_may(request.actor, "see_findings")
    seen, element = found_at(seen_by(request.actor), check=check, slug=slug)
    given = request.POST
    link = link_given(request.actor, given.get("link", ""), host=request.get_host(), seen=seen)
    does(request, comment_on_finding)(
        check=check, element=element, text=given.get("text", ""), stance=given.get("stance", "remark"), link=link
    )
    messages.success(request, _("Your remark stands."))
    return HttpResponseRedirect(f"{address_of(check, element)}#comments")


@require_POST
@page(needs="waive_finding")
def waive(request: HttpRequest, check: str, slug: str) -> HttpResponse:
    """Accept a finding for a while, and have somebody look again."""
    _seen, element = found_at(seen_by(request.actor), check=check, slug=slug)
    given = request.POST
    does(request, waive_finding)(
        check=check,
        element=element,
        reason=given.get("reason", ""),
        owner=given.get("owner", ""),
        until=day_of(given.get("until", "")),
    )
    look_again(by=request.actor.name)
    messages.success(request, _("The waiver is written down. The finding is set aside when somebody has looked again."))
    return HttpResponseRedirect(address_of(check, element))


@require_POST
@page(needs="decide_finding")
def decide(request: HttpRequest, check: str, slug: str) -> HttpResponse:
    """Write down what becomes of a finding."""
    seen, element = found_at(seen_by(request.actor), check=check, slug=slug)
    given = request.POST
    entry = does(request, decide_finding)(
        check=check,
        element=element,
        lane=given.get("lane", ""),
        because=given.get("because", ""),
        owner=given.get("owner", ""),
        due=day_of(given.get("due", "")),
        hindered=not_passed(seen.gates(element)),
        approver=DjangoPeople().person(given.get("approver", "")),
        despite=given.get("despite", ""),
    )
    messages.success(request, decided_words(entry))
    return HttpResponseRedirect(f"{reverse('decide')}?done={entry.key}#card-{entry.key}")


@require_POST
@page(needs="undo_change")
def undo(request: HttpRequest, kind: str, key: str, version: int) -> HttpResponse:
    """Take back a remark, a waiver, a decision, a size, or that two findings are one."""
    if kind not in OF_FINDINGS:
        raise NotThere(f"{kind!r} is not taken back from here", where="the address", fix="open its history")
    does(request, undo_change)(kind=kind, key=key, version=version)
    if kind == "waiver":
        look_again(by=request.actor.name)
    messages.success(request, _("That is taken back."))
    return HttpResponseRedirect(reverse("decide" if kind == "decision" else "findings"))


def decided_words(entry: Entry) -> str:
    """Return what is said to whoever decided: the lane, or that it waits for whoever is asked to approve it."""
    if counts(entry):
        return str(_("Decided: %(lane)s.") % {"lane": lane_words()[entry.fields["lane"]]})
    return str(_("It waits for an approval, and counts once that is given."))


def day_of(text: str) -> date | None:
    """Return the day somebody wrote; None where they wrote none.

    Raises:
        ArgumentInvalid: it is no day.
    """
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ArgumentInvalid(
            f"{text!r} is not a day", where="the day in the form", fix="write year, month and day, such as 2026-04-30"
        ) from None
