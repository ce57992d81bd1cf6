"""What was written about a finding, in the order in which people wrote it."""

from django.http import HttpRequest, HttpResponse

from centreline.actions.comment_on_finding import thread_of
from centreline.actions.found import key_of
from centreline.web.frame.addresses import address_of
from centreline.web.frame.page import page
from centreline.web.pages.catalogues.drawer import history_shown
from centreline.web.pages.findings.about import found_at
from centreline.web.pages.findings.register import rows_of
from centreline.web.reading.findings import seen_by
from centreline.web.reading.histories import histories_about
from centreline.web.reading.rows import partner_asked
from centreline.web.records.people import known_people

__all__ = ["history"]

WRITTEN = ("comment", "decision", "finding_size", "merged_finding", "waiver")
"""Kinds of entries that are about one finding."""


@page(needs="see_findings")
def history(request: HttpRequest, check: str, slug: str) -> HttpResponse:
    """Show who decided, accepted, sized, merged and remarked on a finding, when, and what stood before and after."""
    actor = request.actor
    seen, element = found_at(seen_by(actor, partner=partner_asked(request)), check=check, slug=slug)
    parties = {actor.partner} if actor.partner else {None, *(one.partner for one in known_people())}
    found = histories_about(
        actor,
        WRITTEN,
        keys=[key_of(check, element)],
        within=[thread_of(check, element, partner=one) for one in parties],
    )
    findings = seen.at(check, element) or tuple(
        one.finding for one in seen.waived if (one.finding.check, one.finding.element) == (check, element)
    )
    row = rows_of(findings[:1], seen=seen, decisions=())[0]
    return history_shown(request, found, about=f"{check}: {row.about}", back=address_of(check, element))
