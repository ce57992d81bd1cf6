"""Definitions of metrics: proposed by one, approved by another, then in force, each with its place in the history."""

from datetime import UTC, datetime

import pytest

from centreline.actions.adopt_definition import adopt_definition, definition_terms, in_force, proposed_definition
from centreline.actions.approve_proposal import approve_proposal
from centreline.actions.propose_change import propose_change
from centreline.actions.proposed import said_in
from centreline.governance.actor import Actor, Role, scope_for
from centreline.governance.entry import Entry
from centreline.governance.memory import MemoryState
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, NotPermitted
from centreline.metrics.agreed import Agreed
from centreline.metrics.book import published_book

NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)
SERVICE = published_book()["service_level"]
LATER = Agreed("over_answered", {"threshold_ms": 30_000.0}, (("queue", "test"),))


def actor(name: str, role: Role) -> Actor:
    return Actor(name, role, scope_for(role, name=name))


LEE, EVE, WANDA = actor("lee", Role.LEADER), actor("eve", Role.EXECUTIVE), actor("wanda", Role.WORKFORCE)


@pytest.fixture
def state() -> MemoryState:
    return MemoryState()


def proposed(state: MemoryState, after: Agreed, *, by: Actor = WANDA) -> Entry:
    terms = definition_terms(SERVICE, before=in_force(state, SERVICE.id), after=after)
    return propose_change.by(state, by, now=NOW)(
        proposal={
            "subject": "metric:service_level", "title": "Answered only", "what": "Another denominator.",
            "because": "The contract says so.", "terms": terms, "expected": "A higher figure.", "owner": "Wanda",
        }
    )  # fmt: skip


def approved(state: MemoryState, after: Agreed, *, by: Actor = LEE) -> Entry:
    entry = proposed(state, after)
    return approve_proposal.by(state, by, now=NOW)(key=entry.key, content=said_in(entry).content)


def test_a_proposal_holds_the_whole_definition_old_beside_new(state: MemoryState) -> None:
    metric, before, after = proposed_definition(said_in(proposed(state, LATER)))

    assert (metric, before.variant) == ("service_level", "over_offered")
    assert after == LATER


def test_what_was_approved_is_in_force_with_its_line_in_the_history(state: MemoryState) -> None:
    entry = adopt_definition.by(state, LEE, now=NOW)(proposal=approved(state, LATER).key)

    assert in_force(state, "service_level") == LATER
    assert (entry.key, entry.fields["approved_by"]) == ("service_level", "lee")
    [change] = state.history("definition", "service_level")
    assert change.says == "definition changed: Answered only"


def test_a_second_change_keeps_what_the_first_set_otherwise(state: MemoryState) -> None:
    adopt_definition.by(state, LEE, now=NOW)(
        proposal=approved(state, Agreed("over_offered", {"threshold_ms": 30_000.0})).key
    )
    second = Agreed("over_offered", {"threshold_ms": 30_000.0}, (("queue", "test"),))

    entry = adopt_definition.by(state, EVE, now=NOW)(proposal=approved(state, second, by=EVE).key)

    assert in_force(state, "service_level") == second
    assert entry.version == 2


def test_what_nobody_else_approved_does_not_come_into_force(state: MemoryState) -> None:
    entry = proposed(state, LATER, by=LEE)

    with pytest.raises(EvidenceConflict, match="the proposal is proposed"):
        adopt_definition.by(state, LEE, now=NOW)(proposal=entry.key)
    with pytest.raises(ArgumentInvalid, match="nobody approves what they wrote themselves"):
        approve_proposal.by(state, LEE, now=NOW)(key=entry.key, content=said_in(entry).content)
    with pytest.raises(NotPermitted):
        adopt_definition.by(state, WANDA, now=NOW)(proposal=entry.key)
    assert in_force(state, "service_level") is None


def test_a_proposal_against_a_definition_that_is_gone_is_refused(state: MemoryState) -> None:
    first, second = approved(state, LATER), approved(state, Agreed("without_short_abandons"))
    adopt_definition.by(state, LEE, now=NOW)(proposal=first.key)

    with pytest.raises(EvidenceConflict, match="was changed since"):
        adopt_definition.by(state, LEE, now=NOW)(proposal=second.key)
    assert in_force(state, "service_level") == LATER


def test_a_definition_goes_back_to_what_is_published_by_the_same_way(state: MemoryState) -> None:
    adopt_definition.by(state, LEE, now=NOW)(proposal=approved(state, LATER).key)
    adopt_definition.by(state, LEE, now=NOW)(proposal=approved(state, Agreed("over_offered")).key)

    assert in_force(state, "service_level") == Agreed("over_offered", {"threshold_ms": 20_000.0})


def test_to_propose_what_is_in_force_is_refused() -> None:
    with pytest.raises(ArgumentInvalid, match="defined like that already"):
        definition_terms(SERVICE, before=None, after=Agreed("over_offered"))


def test_a_proposal_about_something_else_changes_no_definition(state: MemoryState) -> None:
    other = propose_change.by(state, WANDA, now=NOW)(
        proposal={
            "subject": "touchpoint:bill", "title": "An owner", "what": "An owner.", "because": "None.",
            "expected": "One.", "owner": "Wanda",
        }
    )  # fmt: skip

    with pytest.raises(EvidenceConflict, match="changes no definition"):
        proposed_definition(said_in(other))
