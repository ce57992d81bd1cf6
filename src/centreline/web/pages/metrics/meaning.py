"""What a metric means here: the definition in force, what it was before, and a change of it, old beside new."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from centreline.actions.adopt_definition import in_force, proposed_definition
from centreline.actions.proposed import said_in
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.proposal import Standing
from centreline.governance.rights import may
from centreline.kernel.errors import EvidenceConflict, NotThere
from centreline.metrics.agreed import Agreed
from centreline.metrics.book import published_book
from centreline.metrics.definition import Metric
from centreline.web.frame.page import page
from centreline.web.pages.metrics.dual import dual_run
from centreline.web.pages.metrics.opened import opened
from centreline.web.pages.metrics.trying import agreed_from, excludable, parameters_of, side_by_side
from centreline.web.records.store import DjangoState

__all__ = ["Proposed", "meaning"]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal to define a metric otherwise, where it is read, and what its reader may do about it here."""

    entry: Entry
    url: str
    content: str
    may_approve: bool
    may_adopt: bool


@page(needs="see_metrics")
def meaning(request: HttpRequest, name: str) -> HttpResponse:
    """Show what a metric means here, and what another definition would give on the same records."""
    seen = opened(request, name, page="metric_meaning")
    published, state = published_book()[seen.asked.metric.id], DjangoState()
    after, proposal = _tried(request, published)
    entry = state.entry("definition", published.id)
    shown: dict[str, Any] = {
        **seen.shown,
        "published": published,
        "now": seen.asked.metric.default,
        "entry": entry if entry is not None and entry.stands else None,
        "history": tuple(reversed(state.history("definition", published.id))),
        "proposals": _proposals(request.actor, published),
        "tried": after,
        "way_now": (after or in_force(state, published.id) or Agreed(published.default.id)).variant,
        "proposal": proposal,
        "parameters": parameters_of(published, after or in_force(state, published.id)),
        "excludable": excludable(seen, after),
        "dual": None if after is not None or seen.gap else dual_run(seen),
        "may_take_back": may(request.actor, "approve_proposal"),
        "may_propose": may(request.actor, "propose_change"),
    }
    if after is not None and seen.place.evidence is not None:
        before = in_force(state, published.id) or Agreed(published.default.id)
        shown["both"] = side_by_side(seen, seen.place.evidence, published, before=before, after=after)
    return render(request, "metrics/meaning.html", shown)


def _tried(request: HttpRequest, metric: Metric) -> tuple[Agreed | None, Entry | None]:
    """Return the definition an address tries: one of a proposal, or what was filled in."""
    if key := request.GET.get("proposal", ""):
        entry = DjangoState().entry("proposal", key)
        if entry is None or entry.within != f"metric:{metric.id}" or not _is_theirs(request.actor, entry):
            raise NotThere(f"there is no proposal {key!r}", where="this metric", fix="choose one of those below")
        return proposed_definition(said_in(entry))[2], entry
    return (agreed_from(request.GET, metric), None) if request.GET.get("way") else (None, None)


def _proposals(actor: Actor, metric: Metric) -> list[Proposed]:
    every = DjangoState().entries("proposal", within=f"metric:{metric.id}")
    adopted = {change.fields["proposal"] for change in DjangoState().history("definition", metric.id) if change.fields}
    approves = may(actor, "approve_proposal")
    return [
        _proposed(one, actor, metric, approves=approves, adopted=one.key in adopted)
        for one in reversed(every)
        if _is_theirs(actor, one)
    ]


def _proposed(entry: Entry, actor: Actor, metric: Metric, *, approves: bool, adopted: bool) -> Proposed:
    said, counts = said_in(entry), _is_definition(entry)
    here = f"{reverse('metric_meaning', args=[metric.id])}?proposal={entry.key}"
    return Proposed(
        entry,
        here if counts else reverse("proposal", args=[entry.key]),  # In words alone: nothing to count side by side.
        said.content,
        may_approve=counts and approves and said.state is Standing.PROPOSED and entry.made_by != actor.name,
        may_adopt=counts and approves and said.state is Standing.APPROVED and not adopted,
    )


def _is_theirs(actor: Actor, proposal: Entry) -> bool:
    return actor.partner is None or proposal.fields["party"] == actor.partner


def _is_definition(proposal: Entry) -> bool:
    try:
        proposed_definition(said_in(proposal))
    except EvidenceConflict:
        return False
    return True
