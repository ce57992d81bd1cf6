"""Drafts side by side: what one publishes strands no other; both are put together, and what clashes is chosen."""

from typing import Any

import pytest
from two_stages import KIM, LEE, MODEL, NOW, actor, card, note, order

from centreline.actions.adopt import publish
from centreline.actions.bring_up_to_date import bring_up_to_date, brought_up, take_back_bringing_up, what_comes
from centreline.actions.change_card import edit_card, move_card
from centreline.actions.publish_draft import assembled, freeze_draft, publish_draft
from centreline.actions.start_draft import start_draft
from centreline.blueprint.document import Blueprint
from centreline.governance.actor import Role
from centreline.governance.entry import Entry
from centreline.governance.memory import MemoryState
from centreline.governance.step import Step
from centreline.kernel.errors import EditConflict, EvidenceConflict, NotPermitted, NotThere

MAX = actor("max")


def of(state: MemoryState, draft: Entry, touchpoint: str) -> Entry:
    return next(one for one in state.entries("card", within=draft.key) if one.fields["id"] == touchpoint)


def writes(state: MemoryState, draft: Entry, touchpoint: str, **facts: object) -> None:
    held = of(state, draft, touchpoint)
    edit_card.by(state, LEE, now=NOW)(key=held.key, expects=held.version, facts=facts)


def publishes(state: MemoryState, draft: Entry) -> None:
    now = freeze_draft.by(state, LEE, now=NOW)(key=draft.key, expects=draft.version)
    publish_draft.by(state, LEE, now=NOW)(key=draft.key, content=assembled(state, now).content_hash)


def from_files(state: MemoryState, journeys: list[dict[str, Any]]) -> None:
    model = Blueprint.model_validate({**MODEL.model_dump(mode="json", exclude_defaults=True), "journeys": journeys})
    publish(Step(state, LEE, NOW, "adopt"), model, says="from files")


def brought(state: MemoryState, draft: Entry, **chosen: str) -> Entry:
    names = {name.replace("__", "."): side for name, side in chosen.items()}
    newest = state.published()
    assert newest is not None
    held = state.entry("draft", draft.key) or draft
    return bring_up_to_date.by(state, MAX, now=NOW)(key=draft.key, expects=held.version, to=newest.number, chosen=names)


@pytest.fixture
def other(state: MemoryState) -> Entry:
    """Return a second draft of the same journey, from the same version."""
    return start_draft.by(state, LEE, now=NOW)(journey="bill", title="Clearer bills")


def test_two_drafts_of_different_cards_are_both_published(state: MemoryState, draft: Entry, other: Entry) -> None:
    writes(state, draft, "call", what="A call")
    writes(state, other, "chat", what="A chat")
    publishes(state, draft)
    with pytest.raises(EvidenceConflict, match="version 2 has been published since"):
        assembled(state, other)

    publishes(state, brought(state, other))

    newest = state.published()
    assert newest is not None
    assert newest.number == 3
    assert {one.id: one.what for one in newest.blueprint.touchpoints} == {"call": "A call", "chat": "A chat"}
    assert [line.says for line in state.lines() if line.kind == "draft" and "brought" in line.says] == [
        "brought up to version 2"
    ]


def test_two_facts_of_one_card_are_put_together_and_one_fact_is_chosen(
    state: MemoryState, draft: Entry, other: Entry
) -> None:
    writes(state, draft, "call", what="Published", why="Only there")
    writes(state, other, "call", what="Drafted", trigger="Only here")
    publishes(state, draft)

    with pytest.raises(EditConflict) as stopped:
        brought(state, other)
    assert stopped.value.clashes == ("call.what",)
    assert (stopped.value.mine, stopped.value.theirs) == ({"call.what": "Drafted"}, {"call.what": "Published"})
    assert of(state, other, "call").fields["why"] is None, "nothing was written"

    brought(state, other, call__what="mine")
    facts = of(state, other, "call").fields
    assert (facts["what"], facts["why"], facts["trigger"]) == ("Drafted", "Only there", "Only here")


def test_what_was_brought_is_taken_back_and_what_was_written_since_stays(
    state: MemoryState, draft: Entry, other: Entry
) -> None:
    writes(state, draft, "call", what="Published")
    publishes(state, draft)
    brought(state, other)
    writes(state, other, "call", why="Since")
    with pytest.raises(NotThere, match="nothing that ann could take back"):
        take_back_bringing_up.by(state, actor("ann", Role.QUALITY), now=NOW)(key=other.key)

    after = take_back_bringing_up.by(state, MAX, now=NOW)(key=other.key)

    facts = of(state, other, "call").fields
    assert (after.fields["base"], facts["what"], facts["why"]) == (1, None, "Since")
    assert brought_up(state, after) is None


def test_touchpoints_come_and_go_in_the_published_order(state: MemoryState, draft: Entry) -> None:
    note_there = note(state, draft)
    stages = [
        {"id": "try", "title": "Try", "touchpoints": [{"id": "mail", "title": "Mail"}, {"id": "call", "title": "Call"}]}
    ]
    from_files(state, [{"id": "bill", "title": "Understand a bill", "stages": stages}])

    brought(state, draft)

    assert order(state, "try") == ["mail", "call"]
    assert order(state, "ask") == []
    assert (parked := state.entry("note", note_there.key)) is not None
    assert (parked.fields["parked"], parked.fields["stage"]) == (True, "try"), "a note whose stage is gone is kept"

    take_back_bringing_up.by(state, MAX, now=NOW)(key=draft.key)
    assert order(state, "ask") == ["call", "chat"]


@pytest.mark.parametrize(("keep", "stays"), [("mine", True), ("theirs", False)])
def test_a_card_that_was_changed_here_and_taken_away_there_is_chosen(
    state: MemoryState, draft: Entry, keep: str, stays: bool
) -> None:
    writes(state, draft, "call", what="Changed here")
    stages = [{"id": "ask", "title": "Ask", "touchpoints": [{"id": "chat", "title": "Chat"}]}]
    from_files(state, [{"id": "bill", "title": "Understand a bill", "stages": stages}])
    clashes = what_comes(state, draft).clashes
    assert [one.name for one in clashes] == ["call.touchpoint"]

    brought(state, draft, call__touchpoint=keep)

    assert ("call" in order(state, "ask")) is stays


def test_the_order_of_the_draft_stays_where_it_was_changed(state: MemoryState, draft: Entry, other: Entry) -> None:
    move_card.by(state, LEE, now=NOW)(
        key=of(state, other, "call").key, expects=1, stage="ask", after=of(state, other, "chat").key
    )
    writes(state, draft, "chat", what="A chat")
    publishes(state, draft)

    brought(state, other)

    ranked = sorted(state.entries("card", within=other.key), key=lambda one: one.fields["rank"])
    assert [one.fields["id"] for one in ranked] == ["chat", "call"]


def test_only_what_was_read_is_brought_and_only_by_the_centre(state: MemoryState, draft: Entry, other: Entry) -> None:
    with pytest.raises(EvidenceConflict, match="nothing has been published"):
        what_comes(state, other)
    publishes(state, draft)
    with pytest.raises(EvidenceConflict, match="another version has been published"):
        bring_up_to_date.by(state, LEE, now=NOW)(key=other.key, expects=1, to=1)
    with pytest.raises(NotPermitted, match="by the centre"):
        bring_up_to_date.by(state, KIM, now=NOW)(key=other.key, expects=1, to=2)
    with pytest.raises(EvidenceConflict, match="is published"):
        bring_up_to_date.by(state, LEE, now=NOW)(key=draft.key, expects=3, to=2)
    assert card(state, "call").version == 1
