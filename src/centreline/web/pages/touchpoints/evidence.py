"""The evidence panel of a touchpoint, one tab at a time: figures, contacts, what is known, and what changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.web.frame.page import page
from centreline.web.frame.spoken import spoken
from centreline.web.pages.touchpoints.cost import costs_of
from centreline.web.pages.touchpoints.figures import TABS, figures_of, kinds_of, tab_words
from centreline.web.pages.touchpoints.known import articles_of, known_at
from centreline.web.pages.touchpoints.seen import Seen, seen_by
from centreline.web.pages.touchpoints.spoken import spoken_at
from centreline.web.records.published import published_versions

__all__ = ["Change", "evidence", "evidence_tab"]

NEWEST_CHANGES = 12


@dataclass(frozen=True, slots=True)
class Change:
    """One published difference that names the touchpoint."""

    number: int
    at: datetime
    by: str
    says: str


@page(needs="see_map")
def evidence(request: HttpRequest, key: str) -> HttpResponse:
    """Show one tab of the evidence; to a script the tab alone, else a page of its own whose address names the tab."""
    seen = seen_by(request.actor, key)
    shown = {"touchpoint": seen.touchpoint, "journey": seen.journey} | evidence_tab(request.actor, seen, request)
    beside = bool(request.headers.get("HX-Request"))
    part = "touchpoints/evidence.html#panel" if beside else "touchpoints/evidence.html"
    return render(request, part, shown | {"beside": beside})


def evidence_tab(actor: Actor, seen: Seen, request: HttpRequest) -> dict[str, Any]:
    """Return what the tab named in the address shows; the first where it names none."""
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else TABS[0]
    address = reverse("touchpoint_evidence", args=[seen.touchpoint.id])
    words = tab_words()
    tabs = [{"label": words[one], "url": f"{address}?tab={one}", "current": one == tab} for one in TABS]
    shown: dict[str, Any] = {"tabs": tabs, "tab": tab, "tab_word": words[tab]}
    if not may(actor, "see_metrics"):
        return shown | {"apart": True}
    return shown | {
        "figures": figures_of(actor, seen, tab),
        "kinds": kinds_of(actor, seen) if tab == "contacts" else [],
        "spoken": spoken_at(actor, seen) if tab == "contacts" else None,
        "known": known_at(actor, seen) if tab == "knowledge" else [],
        "articles": articles_of(actor, seen) if tab == "knowledge" else [],
        "costs": costs_of(actor, seen) if tab == "cost" else None,
        "changes": _changes(seen) if tab == "changes" else [],
        "told": seen.touchpoint.recognised_by is not None,
    }


def _changes(seen: Seen) -> list[Change]:
    about = f"touchpoint {seen.touchpoint.id!r}"
    found = [
        Change(one["number"], one["at"], one["by"], spoken(says))
        for one in published_versions()
        for says in one["differences"]
        if about in says[:1].lower() + says[1:] and not seen.reading.names_others(says)
    ]
    return found[:NEWEST_CHANGES]
