"""A journey is written on a board from its first stage on: touchpoints, stages, the bin, and what is published."""

import pytest
from two_stages import KIM, LEE, MODEL, NOW, actor, card, note, order

from centreline.actions.add_card import add_card, bin_card, card_from_note
from centreline.actions.adopt import publish
from centreline.actions.bring_back import bring_back
from centreline.actions.bring_up_to_date import bring_up_to_date, take_back_bringing_up
from centreline.actions.change_card import move_card
from centreline.actions.change_stages import add_stage, move_stage, remove_stage, rename_stage
from centreline.actions.publish_draft import assembled, freeze_draft
from centreline.actions.stages_on_board import stages_on
from centreline.actions.start_journey import edit_journey, start_journey
from centreline.actions.undo_on_board import undo_on_board
from centreline.actions.write_note import move_note
from centreline.blueprint.document import Blueprint
from centreline.governance.entry import Entry
from centreline.governance.memory import MemoryState
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EditConflict, EvidenceConflict, NotPermitted, NotThere


def titles(state: MemoryState, draft: Entry) -> list[str]:
    return [one.fields["title"] for one in stages_on(state, draft.key)]


def stage(state: MemoryState, draft: Entry, key: str) -> Entry:
    return next(one for one in stages_on(state, draft.key) if one.fields["id"] == key)


def test_a_touchpoint_is_added_at_the_end_of_its_stage_under_a_key_nothing_else_has(
    state: MemoryState, draft: Entry
) -> None:
    adds = add_card.by(state, LEE, now=NOW)
    made = adds(draft=draft.key, stage="ask", title="  Call ")

    assert order(state, "ask") == ["call", "chat", "call-2"]
    assert (made.fields["title"], assembled(state, draft).touchpoints[-1].id) == ("Call", "call-2")
    with pytest.raises(NotThere, match="no stage"):
        adds(draft=draft.key, stage="moon", title="x")
    with pytest.raises(ArgumentInvalid, match="1 to 200 characters"):
        adds(draft=draft.key, stage="ask", title=" ")


def test_a_touchpoint_goes_into_the_bin_and_comes_back_to_its_place(state: MemoryState, draft: Entry) -> None:
    gone = bin_card.by(state, LEE, now=NOW)(key=card(state, "call").key, expects=1)
    assert order(state, "ask") == ["chat"]
    assert [one.id for one in assembled(state, draft).touchpoints] == ["chat"]
    assert add_card.by(state, LEE, now=NOW)(draft=draft.key, stage="solve", title="Call").fields["id"] == "call-2"

    with pytest.raises(NotThere):
        bring_back.by(state, KIM, now=NOW)(kind="card", key=gone.key, expects=2)
    bring_back.by(state, actor("max"), now=NOW)(kind="card", key=gone.key, expects=2)
    assert order(state, "ask") == ["call", "chat"]
    with pytest.raises(EditConflict):
        bring_back.by(state, LEE, now=NOW)(kind="card", key=gone.key, expects=2)


def test_binning_what_somebody_changed_is_a_conflict_and_undo_brings_it_back(state: MemoryState, draft: Entry) -> None:
    call = card(state, "call")
    move_card.by(state, LEE, now=NOW)(key=call.key, expects=1, stage="solve")
    with pytest.raises(EditConflict):
        bin_card.by(state, LEE, now=NOW)(key=call.key, expects=1)

    bin_card.by(state, LEE, now=NOW)(key=call.key, expects=2)
    undo_on_board.by(state, LEE, now=NOW)(kind="card", key=call.key, version=3)
    assert order(state, "solve") == ["call"]


def test_a_note_becomes_a_touchpoint_and_is_one_no_more(state: MemoryState, draft: Entry) -> None:
    said = note(state, draft, "Ask for the reading\nBefore the call, by message.")
    made, gone = card_from_note.by(state, LEE, now=NOW)(key=said.key, expects=1)

    assert (made.fields["title"], made.fields["stage"]) == ("Ask for the reading", "ask")
    assert made.fields["what"] == "Ask for the reading\nBefore the call, by message."
    assert not gone.stands
    with pytest.raises(NotThere):
        card_from_note.by(state, LEE, now=NOW)(key=said.key, expects=2)


def test_what_a_partner_adds_is_served_by_them(state: MemoryState, draft: Entry) -> None:
    made = add_card.by(state, KIM, now=NOW)(draft=draft.key, stage="ask", title="Message")

    assert made.fields["partner"] == "kestrel"
    with pytest.raises(NotThere):
        bin_card.by(state, KIM, now=NOW)(key=card(state, "call").key, expects=1)
    with pytest.raises(NotPermitted):
        add_stage.by(state, KIM, now=NOW)(draft=draft.key, title="Ours")
    with pytest.raises(NotPermitted):
        start_journey.by(state, KIM, now=NOW)(title="Ours", stages=["One"], draft="D")


def test_stages_are_added_named_and_moved_with_what_stands_in_them(state: MemoryState, draft: Entry) -> None:
    before = add_stage.by(state, LEE, now=NOW)(draft=draft.key, title="Notice", after="")
    add_stage.by(state, LEE, now=NOW)(draft=draft.key, title="Ask")
    assert [one.fields["id"] for one in stages_on(state, draft.key)] == ["notice", "ask", "solve", "ask-2"]

    ask = stage(state, draft, "ask")
    rename_stage.by(state, LEE, now=NOW)(key=ask.key, expects=1, title="Ask us")
    move_stage.by(state, actor("max"), now=NOW)(key=ask.key, expects=1, after=stage(state, draft, "solve").key)
    assert titles(state, draft) == ["Notice", "Solve", "Ask us", "Ask"]
    with pytest.raises(EditConflict) as stopped:
        rename_stage.by(state, actor("max"), now=NOW)(key=ask.key, expects=1, title="Call us")
    assert stopped.value.clashes == ("title",)
    with pytest.raises(EditConflict):
        move_stage.by(state, LEE, now=NOW)(key=ask.key, expects=1, after=before.key)

    journey = assembled(state, draft).journeys[0]
    assert [(one.title, len(one.touchpoints)) for one in journey.stages][2] == ("Ask us", 2)


def test_only_an_empty_stage_goes_and_the_last_one_stays(state: MemoryState, draft: Entry) -> None:
    ask, solve = (stage(state, draft, key) for key in ("ask", "solve"))
    with pytest.raises(EvidenceConflict, match="2 touchpoints and notes stand"):
        remove_stage.by(state, LEE, now=NOW)(key=ask.key, expects=1)

    remove_stage.by(state, LEE, now=NOW)(key=solve.key, expects=1)
    for name in ("call", "chat"):
        bin_card.by(state, LEE, now=NOW)(key=card(state, name).key, expects=1)
    with pytest.raises(EvidenceConflict, match="the only stage"):
        remove_stage.by(state, LEE, now=NOW)(key=ask.key, expects=1)


def test_nothing_comes_to_stand_in_a_stage_that_is_gone(state: MemoryState, draft: Entry) -> None:
    call, solve = card(state, "call"), stage(state, draft, "solve")
    move_card.by(state, LEE, now=NOW)(key=call.key, expects=1, stage="solve")
    move_card.by(state, LEE, now=NOW)(key=call.key, expects=2, stage="ask")
    thought = note(state, draft)
    move_note.by(state, LEE, now=NOW)(key=thought.key, expects=1, lane="idea", stage="solve", parked=True)
    remove_stage.by(state, LEE, now=NOW)(key=solve.key, expects=1)

    with pytest.raises(NotThere, match="no stage 'solve'"):
        undo_on_board.by(state, LEE, now=NOW)(kind="card", key=call.key, version=3)
    made, _ = card_from_note.by(state, LEE, now=NOW)(key=thought.key, expects=2)
    assert made.fields["stage"] == "ask"
    undo_on_board.by(state, LEE, now=NOW)(kind="stage", key=solve.key, version=2)
    assert titles(state, draft) == ["Ask", "Solve"]


def test_what_lay_in_a_stage_that_is_gone_comes_back_to_the_first_one(state: MemoryState, draft: Entry) -> None:
    added = add_card.by(state, LEE, now=NOW)(draft=draft.key, stage="solve", title="Refund")
    bin_card.by(state, LEE, now=NOW)(key=added.key, expects=1)
    remove_stage.by(state, LEE, now=NOW)(key=stage(state, draft, "solve").key, expects=1)

    assert bring_back.by(state, LEE, now=NOW)(kind="card", key=added.key, expects=2).fields["stage"] == "ask"


def test_a_journey_nobody_had_is_begun_and_published_beside_the_others(state: MemoryState) -> None:
    begins = start_journey.by(state, LEE, now=NOW)
    new = begins(title="Understand a bill", stages=["Look", "", "Decide"], draft="First")
    again = begins(title="Understand a bill", stages=["Look"], draft="Second")
    assert (new.fields["journey"], again.fields["journey"]) == ("understand-a-bill", "understand-a-bill-2")

    add_card.by(state, LEE, now=NOW)(draft=new.key, stage="decide", title="Letter")
    facts = {"journey_outcome": "The bill is clear", "journey_owner": "head", "journey_customer_types": ["home"]}
    written = edit_journey.by(state, LEE, now=NOW)(key=new.key, expects=1, facts=facts)
    journey = assembled(state, written).journeys[-1]
    assert (journey.outcome, journey.owner, journey.customer_types) == ("The bill is clear", "head", ("home",))
    assert [(one.id, len(one.touchpoints)) for one in journey.stages] == [("look", 0), ("decide", 1)]
    for stages in ([], [" "], ["x"] * 61):
        with pytest.raises(ArgumentInvalid, match="1 to 60 stages"):
            begins(title="Leave", stages=stages, draft="T")


def test_what_a_journey_is_about_is_taken_back_but_not_how_far_its_draft_is(state: MemoryState, draft: Entry) -> None:
    said = edit_journey.by(state, LEE, now=NOW)(key=draft.key, expects=1, facts={"journey_title": "Read a bill"})
    assert assembled(state, said).journeys[0].title == "Read a bill"
    before = undo_on_board.by(state, LEE, now=NOW)(kind="draft", key=draft.key, version=2)
    assert assembled(state, before).journeys[0].title == "Understand a bill"
    with pytest.raises(ArgumentInvalid, match="no fact of a journey"):
        edit_journey.by(state, LEE, now=NOW)(key=draft.key, expects=3, facts={"state": "published"})

    freeze_draft.by(state, LEE, now=NOW)(key=draft.key, expects=3)
    with pytest.raises(NotThere):
        undo_on_board.by(state, LEE, now=NOW)(kind="draft", key=draft.key, version=4)
    with pytest.raises(EvidenceConflict, match="is frozen"):
        add_stage.by(state, LEE, now=NOW)(draft=draft.key, title="Late")


def test_stages_of_both_are_on_a_board_that_is_brought_up_and_go_when_that_is_taken_back(
    state: MemoryState, draft: Entry
) -> None:
    mine = add_stage.by(state, LEE, now=NOW)(draft=draft.key, title="Mine", after="")
    add_card.by(state, LEE, now=NOW)(draft=draft.key, stage="mine", title="Letter")
    remove_stage.by(state, LEE, now=NOW)(key=stage(state, draft, "solve").key, expects=1)
    journey = MODEL.journeys[0].model_dump()
    stages = [{**journey["stages"][0], "title": "Ask us"}, journey["stages"][1], {"id": "thank", "title": "Thank"}]
    theirs = {**MODEL.model_dump(), "journeys": [{**journey, "title": "Read a bill", "stages": stages}]}
    publish(Step(state, LEE, NOW, "adopt"), Blueprint.model_validate(theirs), says="beside")

    after = bring_up_to_date.by(state, LEE, now=NOW)(key=draft.key, expects=1, to=2)
    assert titles(state, draft) == ["Mine", "Ask us", "Thank"]
    assert (after.fields["journey_title"], order(state, "mine")) == ("Read a bill", ["letter"])
    assert len(assembled(state, after).touchpoints) == 3

    back = take_back_bringing_up.by(state, LEE, now=NOW)(key=draft.key)
    assert titles(state, draft) == ["Mine", "Ask"]
    assert (back.fields["journey_title"], mine.fields["id"]) == ("Understand a bill", "mine")


def test_a_journey_nobody_had_is_overtaken_by_nothing(state: MemoryState) -> None:
    new = start_journey.by(state, LEE, now=NOW)(title="Leave", stages=["Say so"], draft="First")
    publish(Step(state, LEE, NOW, "adopt"), Blueprint.model_validate({**MODEL.model_dump(), "title": "B"}), says="b")

    after = assembled(state, new)
    assert (after.title, [one.id for one in after.journeys]) == ("B", ["bill", "leave"])
