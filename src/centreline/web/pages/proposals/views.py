"""Pages to read proposals."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from centreline.governance.rights import check_may, may
from centreline.web.frame.exporting import export_links, export_response
from centreline.web.frame.page import page
from centreline.web.pages.proposals.about import about
from centreline.web.pages.proposals.listed import COLUMNS, NAMES, Row, columns, filtered, line_of, ordered, rows_of
from centreline.web.reading.findings import seen_by
from centreline.web.reading.proposals import proposal_for, proposals_for

__all__ = ["listed", "proposal", "rows"]

ROWS_ON_A_PAGE = 25


@page(needs="see_proposals")
def listed(request: HttpRequest) -> HttpResponse:
    """Show the proposals somebody may read."""
    everything, chosen = _rows(request)
    shown: dict[str, Any] = {
        "columns": columns(everything, asked=request.GET),
        "page": Paginator(chosen, ROWS_ON_A_PAGE).get_page(request.GET.get("page")),
        "sort": request.GET.get("sort", ""),
        "q": request.GET.get("q", ""),
        "all": len(everything),
        "exports": export_links(request, reverse("proposals_rows")) if may(request.actor, "export") else [],
        "may_propose": may(request.actor, "propose_change"),
    }
    return render(request, "proposals/listed.html", shown)


@page(needs="see_proposals")
def rows(request: HttpRequest) -> HttpResponse:
    """Hand out the rows as filtered, as a file."""
    check_may(request.actor, "export")
    lines = [line_of(row) for row in _rows(request)[1]]
    return export_response(request, "proposals", COLUMNS, lines, people=NAMES)


@page(needs="see_proposals")
def proposal(request: HttpRequest, key: str) -> HttpResponse:
    """Show one proposal: what changes and why, what the newest look says, who approved what, and where it went."""
    return render(request, "proposals/proposal.html", about(request, proposal_for(request.actor, key)))


def _rows(request: HttpRequest) -> tuple[list[Row], list[Row]]:
    seen = seen_by(request.actor) if may(request.actor, "see_findings") else None
    everything = rows_of(proposals_for(request.actor), seen=seen, actor=request.actor)
    return everything, ordered(filtered(everything, asked=request.GET), sort=request.GET.get("sort", ""))
