"""What the page of one proposal shows."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from centreline.actions.proposed import authors_of, said_in
from centreline.actions.undo_change import LEADS
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.proposal import Said, Standing
from centreline.governance.rights import may
from centreline.reports.names import Names
from centreline.web.frame.addresses import element_address
from centreline.web.frame.centre import workspace
from centreline.web.frame.spoken import spoken
from centreline.web.pages.catalogues.histories import Line, lines_of
from centreline.web.reading.findings import seen_by
from centreline.web.reading.measured import measured_of
from centreline.web.reading.proposals import outcome_words, state_words, witnesses
from centreline.web.records.store import DjangoState

__all__ = ["about"]

OPEN = (Standing.DRAFT, Standing.PROPOSED, Standing.APPROVED, Standing.REJECTED)


def about(request: HttpRequest, entry: Entry) -> dict[str, Any]:
    """Return what the page of a proposal shows to somebody."""
    actor, said, state = request.actor, said_in(entry), DjangoState()
    seen = seen_by(actor) if may(actor, "see_findings") else None
    blueprint = workspace(actor.scope).blueprint
    kind, _colon, key = said.subject.partition(":")
    version = state.published(said.published_as) if said.published_as and actor.partner is None else None
    return {
        "entry": entry,
        "said": said,
        "state": state_words()[said.state],
        "about": Names(blueprint).about(said.subject),
        "about_url": element_address(kind, key),
        "terms": [{"label": one.name, "before": one.before, "after": one.after} for one in said.terms],
        "witnesses": witnesses(entry, seen=seen),
        "looked_at": seen.made_at if seen else None,
        "measured": measured_of(actor, entry),
        "outcomes": list(outcome_words().items()),
        "outcome": outcome_words().get(said.outcome, ""),
        "metric_url": element_address("metric", said.measured_by) if said.measured_by else "",
        "version": version,
        "version_says": [spoken(one) for one in version.differences] if version else [],
        "draft": state.entry("draft", said.board) if said.board else None,
        "journeys": _journeys(actor, said),
        "history": _history(actor, entry),
        "addresses": {
            verb: reverse(f"proposal_{verb}", args=[entry.key])
            for verb in ("edit", "hand_in", "approve", "reject", "withdraw", "board", "close", "reopen")
        },
        **_may_do(actor, entry, said),
    }


def _may_do(actor: Actor, entry: Entry, said: Said) -> dict[str, Any]:
    authors, is_open = authors_of(DjangoState(), entry.key), said.state in OPEN
    waits = said.state is Standing.PROPOSED
    wrote = actor.name in authors
    return {
        "authors": sorted(authors),
        "wrote": wrote,
        "may_edit": is_open and may(actor, "propose_change"),
        "may_hand_in": said.state is Standing.DRAFT and may(actor, "propose_change"),
        "may_approve": waits and not wrote and may(actor, "approve_proposal"),
        "may_reject": waits and may(actor, "approve_proposal"),
        "may_withdraw": is_open and may(actor, "propose_change") and (wrote or actor.role in LEADS),
        "may_close": said.state is Standing.PUBLISHED and may(actor, "approve_proposal"),
        "may_reopen": said.state is Standing.CLOSED and may(actor, "approve_proposal"),
        "may_open_board": said.state is Standing.APPROVED and not said.board and may(actor, "edit_board"),
    }


def _history(actor: Actor, entry: Entry) -> list[Line]:
    """Return the versions, newest first; what the first one says stands on the page already."""
    *later, first = lines_of(actor, entry, DjangoState().history("proposal", entry.key))
    return [*later, replace(first, changes=())]


def _journeys(actor: Actor, said: Said) -> list[tuple[str, str]]:
    """Return the journeys in which a change of the operating model can be worked out, its subject's first."""
    kind, _colon, key = said.subject.partition(":")
    if kind == "metric":
        return []

    def has_it(journey: Any) -> bool:
        return key == journey.id or any(key == one.id for stage in journey.stages for one in stage.touchpoints)

    every = sorted(workspace(actor.scope).blueprint.journeys, key=lambda one: not has_it(one))
    return [(one.id, one.title) for one in every]
