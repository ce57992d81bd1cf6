"""Acts of an operating review, in memory."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from centreline.actions.decide_in_review import assign_action, close_action, record_decision
from centreline.actions.note_in_review import note_in_review
from centreline.actions.sign_review import sign_review
from centreline.actions.start_review import start_review
from centreline.actions.undo_change import undo_change
from centreline.governance.actor import Actor, Role, scope_for
from centreline.governance.entry import Entry
from centreline.governance.held_reviews import hears_note, signed_content
from centreline.governance.memory import MemoryState
from centreline.kernel.errors import EvidenceConflict, NotPermitted, NotThere

NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)
LEE = Actor("lee", Role.LEADER, scope_for(Role.LEADER, name="lee"))
KIM = Actor(
    "kim", Role.PARTNER_MANAGER, scope_for(Role.PARTNER_MANAGER, name="kim", partner="kestrel"), partner="kestrel"
)
FOUND = {
    "says": "one",
    "element": "touchpoint:bill",
    "records": {"table": "contact", "count": 2, "keys": ["C-1", "C-2"], "where": "x"},
}
REVIEW: dict[str, Any] = {
    "stamp": {"as_of": "2026-03-31"},
    "findings": [
        {"check": "OWN001", "findings": [FOUND, {"says": "two", "element": "touchpoint:move", "records": None}]}
    ],
}


def started(state: MemoryState, actor: Actor = LEE) -> Entry:
    begin = start_review.by(state, actor, now=NOW)
    return begin(title="March", review=REVIEW, assurance={"service_level": "chance"}, looked_at=NOW)


def with_partner(state: MemoryState) -> Entry:
    begin = start_review.by(state, LEE, now=NOW)
    return begin(title="March", review=REVIEW, assurance={}, looked_at=NOW, partner="kestrel")


def test_freezes_what_was_found_but_no_key_of_a_record() -> None:
    entry = started(MemoryState())

    assert entry.fields["as_of"] == "2026-03-31"
    found = entry.fields["review"]["findings"][0]["findings"]
    assert found[0]["records"] == {"table": "contact", "count": 2, "keys": [], "where": "x"}
    assert found[1]["records"] is None


def test_a_partner_may_not_start_a_review_nor_reach_one_of_other_rows() -> None:
    state = MemoryState()
    review = started(state)

    with pytest.raises(NotPermitted, match="hold an operating review"):
        started(state, KIM)
    with pytest.raises(NotThere, match="no operating review"):
        assign_action.by(state, KIM, now=NOW)(review=review.key, what="x", owner="y", due=date(2026, 5, 1))


def test_records_a_decision_and_refuses_to_defer_without_a_day() -> None:
    state = MemoryState()
    review = started(state)
    decide = record_decision.by(state, LEE, now=NOW)

    decision = {"what": "Name an owner", "owner": "Lee", "due": None}
    decide(review=review.key, decision={**decision, "outcome": "approve"})
    with pytest.raises(ValidationError, match="needs a day"):
        decide(review=review.key, decision={**decision, "outcome": "defer"})

    assert [one.fields["outcome"] for one in state.entries("review_decision", within=review.key)] == ["approve"]


def test_an_action_is_assigned_and_closed() -> None:
    state = MemoryState()
    review = started(state)
    action = assign_action.by(state, LEE, now=NOW)(review=review.key, what="Ask", owner="Lee", due=date(2026, 5, 1))

    closed = close_action.by(state, LEE, now=NOW)(key=action.key, expects=action.version)

    assert (closed.fields["done"], closed.version) == (True, 2)


def test_what_was_put_off_is_settled_once_by_a_decision_of_a_later_review() -> None:
    state = MemoryState()
    first, second = started(state), started(state)
    decide = record_decision.by(state, LEE, now=NOW)
    said: dict[str, object] = {"what": "Bots for bills", "owner": "Lee"}
    put_off = decide(review=first.key, decision=said | {"outcome": "defer", "due": date(2026, 5, 1)})
    agreed = decide(review=first.key, decision=said | {"outcome": "approve"})

    with pytest.raises(NotThere, match="was put off"):
        decide(review=second.key, decision=said | {"outcome": "approve", "settles": agreed.key})
    settled = decide(review=second.key, decision=said | {"outcome": "reject", "settles": put_off.key})

    assert settled.fields["settles"] == put_off.key
    with pytest.raises(EvidenceConflict, match="has been settled already"):
        decide(review=second.key, decision=said | {"outcome": "approve", "settles": put_off.key})


def test_a_decision_names_findings_of_its_review_and_no_other() -> None:
    state = MemoryState()
    review = started(state)
    decide = record_decision.by(state, LEE, now=NOW)
    said: dict[str, object] = {"what": "Name an owner", "owner": "Lee", "outcome": "approve"}

    made = decide(review=review.key, decision=said | {"about": ["OWN001 touchpoint:bill"]})
    with pytest.raises(NotThere, match="no finding 'OWN002 touchpoint:bill' stands in this review"):
        decide(review=review.key, decision=said | {"about": ["OWN002 touchpoint:bill"]})

    assert made.fields["about"] == ["OWN001 touchpoint:bill"]


def test_a_note_is_written_by_whoever_reads_the_review_and_taken_back_by_its_writer_alone() -> None:
    state = MemoryState()
    review = started(state)
    auditor = Actor("otto", Role.AUDITOR, LEE.scope)
    finance = Actor("finn", Role.FINANCE, LEE.scope)
    note = note_in_review.by(state, finance, now=NOW)(review=review.key, text=" The rate is of March. ")

    assert (note.fields["text"], note.within) == ("The rate is of March.", review.key)
    with pytest.raises(NotPermitted, match="may not comment"):
        note_in_review.by(state, auditor, now=NOW)(review=review.key, text="x")
    with pytest.raises(NotThere, match="no operating review"):
        note_in_review.by(state, KIM, now=NOW)(review=review.key, text="x")
    with pytest.raises(NotThere, match="ask whoever made it"):
        undo_change.by(state, LEE, now=NOW)(kind="review_note", key=note.key, version=1)
    undo_change.by(state, finance, now=NOW)(kind="review_note", key=note.key, version=1)
    assert state.entries("review_note", within=review.key) == ()


def test_what_both_sides_read_of_the_notes_is_signed_and_what_one_side_keeps_is_not() -> None:
    state = MemoryState()
    review = with_partner(state)
    sides = [sign_review.by(state, one, now=NOW) for one in (LEE, KIM)]
    note = note_in_review.by(state, KIM, now=NOW)
    before = signed_content(state, review)

    note(review=review.key, text="For us", readers="own_side")
    assert signed_content(state, review) == before
    note(review=review.key, text="For both")
    for sign in sides:
        sign(review=review.key, content=signed_content(state, review))

    with pytest.raises(EvidenceConflict, match="both sides have signed"):
        note(review=review.key, text="One more for both")
    note(review=review.key, text="One more for us", readers="own_side")
    heard = [[one.fields["text"] for one in state.entries("review_note") if hears_note(who, one)] for who in (LEE, KIM)]
    assert heard == [["For both"], ["For us", "For both", "One more for us"]]
