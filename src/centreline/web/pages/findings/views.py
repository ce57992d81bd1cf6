"""Pages to read findings."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.findings.finding import Outcome
from centreline.governance.entry import Entry
from centreline.governance.rights import check_may, may
from centreline.kernel.errors import NotThere
from centreline.web.frame.as_read import questions_as_read
from centreline.web.frame.exporting import export_links, export_response
from centreline.web.frame.narrowing import carried
from centreline.web.frame.page import page
from centreline.web.frame.tabling import columns_chosen
from centreline.web.pages.findings.about import about, found_at
from centreline.web.pages.findings.lists_out import list_out
from centreline.web.pages.findings.register import AT_FIRST, KEYS, Row, columns, filtered, ordered, rows_of, tabs_of
from centreline.web.pages.findings.rows_out import COLUMNS, line_of
from centreline.web.pages.findings.together import merged_shown
from centreline.web.reading.approvals import decisions_for
from centreline.web.reading.findings import Seen, seen_by
from centreline.web.reading.merged import Name, merged_in, sizes_for
from centreline.web.reading.reported import reported_rows, reported_to
from centreline.web.reading.rows import partner_asked

__all__ = ["finding", "register", "rows"]

ROWS_ON_A_PAGE = 25
STATES = ("found", "merged", "reported", "waived", "clear", "not_examined")
SAID_ALWAYS = ("found", "clear", "not_examined")


@page(needs="see_findings")
def register(request: HttpRequest) -> HttpResponse:
    """Show what was found, what is waived, what is clear and what could not be examined, one at a time."""
    seen = seen_by(request.actor, partner=partner_asked(request))
    if seen is None:
        return render(
            request, "findings/register.html", {"seen": None, "parts": tabs_of("findings"), **_may_do(request)}
        )
    state, merged = request.GET.get("state", "found"), merged_in(seen)
    state = state if state in STATES else "found"
    tabs = _tabs(request, seen, state=state, merged=merged)
    shown = {
        "seen": seen,
        "state": state,
        "parts": tabs_of("findings"),
        "tabs": tabs,
        "folds": any(one["folded"] for one in tabs),
        "q": request.GET.get("q", ""),
        **_may_do(request),
    }
    of_state = _of_state(request, seen, state=shown["state"], merged=merged)
    file = list_out(request, shown["state"], of_state)
    return render(request, "findings/register.html", shown | of_state) if file is None else file


@page(needs="see_findings")
def rows(request: HttpRequest) -> HttpResponse:
    """Hand out the rows as filtered, as a file."""
    check_may(request.actor, "export")
    # A file has no bar on top that would offer others.
    seen = seen_by(request.actor, partner=partner_asked(request) if request.GET.get("partner") else "")
    if seen is None:
        raise NotThere("nobody has looked yet", where="the register of findings", fix="look first, then export")
    merged = merged_in(seen)
    return export_response(request, "findings", COLUMNS, [line_of(row) for row in _rows(request, seen, merged)[1]])


@page(needs="see_findings")
def finding(request: HttpRequest, check: str, slug: str) -> HttpResponse:
    """Show one finding: what is held against what, the records, what was said and decided, and what to do."""
    partner = partner_asked(request)
    seen, element = found_at(seen_by(request.actor, partner=partner), check=check, slug=slug)
    may_do = _may_do(request)
    if partner:  # What is written here is about what stands in the rows of everybody: there it may not be found.
        may_do = dict.fromkeys(may_do, False)
    shown = about(request, seen, check=check, element=element) | may_do
    part = "findings/finding.html#finding" if request.headers.get("HX-Request") else "findings/finding.html"
    return render(request, part, shown)


def _rows(request: HttpRequest, seen: Seen, merged: Mapping[Name, Entry]) -> tuple[list[Row], list[Row]]:
    waived = request.GET.get("state") == "waived"
    standing = tuple(one for one in seen.findings if (one.check, one.element) not in merged)
    found = tuple(one.finding for one in seen.waived) if waived else standing
    everything = rows_of(
        found, seen=seen, decisions=decisions_for(request.actor), sizes=sizes_for(request.actor), merged=merged
    )
    chosen = filtered(everything, asked=request.GET)
    return everything, ordered(chosen, sort=request.GET.get("sort", ""))


def _of_state(request: HttpRequest, seen: Seen, *, state: str, merged: Mapping[Name, Entry]) -> dict[str, Any]:
    if state == "found":
        everything, chosen = _rows(request, seen, merged)
        shows = columns_chosen(request, "findings", known=KEYS, first=AT_FIRST, always=frozenset({"says"}))
        return {
            "columns": columns(everything, asked=request.GET, shows=shows),
            "shows": shows,
            "page": Paginator(chosen, ROWS_ON_A_PAGE).get_page(request.GET.get("page")),
            "sort": request.GET.get("sort", ""),
            "all": len(everything),
            "exports": export_links(request, reverse("findings_rows")) if may(request.actor, "export") else [],
        }
    if state == "merged":
        return {"merged": merged_shown(request.actor, seen)}
    if state == "reported":
        return {"reported": reported_rows(request.actor)}
    if state == "waived":
        waivers = {one.finding.says: one.waiver for one in seen.waived}
        return {"waived": [(row, waivers[row.finding.says]) for row in _rows(request, seen, merged)[1]]}
    return {"checks": _checks(seen.clear if state == "clear" else seen.not_examined, asked=request.GET)}


def _checks(outcomes: tuple[Outcome, ...], *, asked: Any) -> list[dict[str, Any]]:
    book, words = questions_as_read(), asked.get("q", "").casefold().split()
    return [
        {"outcome": one, "check": book[one.check]}
        for one in outcomes
        if one.check in book
        and one.check.startswith(asked.get("family", ""))
        and all(word in f"{one.check} {book[one.check].question}".casefold() for word in words)
    ]


def _tabs(request: HttpRequest, seen: Seen, *, state: str, merged: Mapping[Name, Entry]) -> list[dict[str, Any]]:
    parts = sum((one.check, one.element) in merged for one in seen.findings)
    named = {
        "found": (_("Found"), len(seen.findings) - parts),
        "merged": (_("Merged"), parts),
        "reported": (_("Reported by people"), sum(one.fields["state"] == "open" for one in reported_to(request.actor))),
        "waived": (_("Waived"), len(seen.waived)),
        "clear": (_("Clear"), len(seen.clear)),
        "not_examined": (_("Not examined"), len(seen.not_examined)),
    }
    here, asks = reverse("findings"), carried(request).replace("?", "&")
    return [
        {
            "label": label,
            "url": f"{here}?state={key}{asks}",
            "count": count,
            "current": key == state,
            # What was found and what nobody could ask is said also where it is none: silence is no pass.
            "folded": not (count or key == state or key in SAID_ALWAYS),
        }
        for key, (label, count) in named.items()
    ]


def _may_do(request: HttpRequest) -> dict[str, bool]:
    actor = request.actor
    return {f"may_{verb}": may(actor, name) for verb, name in VERBS.items()} | {"may_look_again": actor.partner is None}


VERBS = {"comment": "comment", "waive": "waive_finding", "decide": "decide_finding"}
