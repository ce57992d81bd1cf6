"""Drafts of journeys: cards, notes, their order, and how a draft is published."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from two_stages import KIM, LEE, MODEL, NOW, actor, card, note, order

from centreline.actions.adopt import publish
from centreline.actions.change_card import edit_card, move_card
from centreline.actions.publish_draft import assembled, freeze_draft, mirror_blueprint, publish_draft
from centreline.actions.start_draft import start_draft
from centreline.actions.write_note import add_note, edit_note, move_note, remove_note
from centreline.blueprint.document import Blueprint
from centreline.blueprint.files import load_blueprint
from centreline.governance.entry import Entry
from centreline.governance.memory import MemoryState
from centreline.governance.ranks import rank_after, rank_between
from centreline.governance.step import Step
from centreline.kernel.errors import (
    ArgumentInvalid,
    BlueprintInvalid,
    EditConflict,
    EvidenceConflict,
    NotPermitted,
    NotThere,
)


def frozen(state: MemoryState, draft: Entry) -> str:
    freeze_draft.by(state, LEE, now=NOW)(key=draft.key, expects=draft.version)
    return assembled(state, draft).content_hash


def test_a_draft_has_a_card_for_each_touchpoint_and_changes_nothing(state: MemoryState, draft: Entry) -> None:
    assert order(state, "ask") == ["call", "chat"]
    assert assembled(state, draft).content_hash == MODEL.content_hash


def test_no_draft_of_a_journey_that_is_not_there(state: MemoryState) -> None:
    with pytest.raises(NotThere, match="no journey 'moon'"):
        start_draft.by(state, LEE, now=NOW)(journey="moon", title="T")
    with pytest.raises(ArgumentInvalid, match="look at title"):
        start_draft.by(state, LEE, now=NOW)(journey="bill", title="  ")


def test_two_facts_of_one_card_are_both_kept(state: MemoryState, draft: Entry) -> None:
    call = card(state, "call")

    edit_card.by(state, LEE, now=NOW)(key=call.key, expects=1, facts={"owner": "head"})
    after = edit_card.by(state, actor("max"), now=NOW)(key=call.key, expects=1, facts={"what": "A call"})

    assert (after.fields["owner"], after.fields["what"], after.version) == ("head", "A call", 3)


def test_one_fact_written_by_two_is_a_conflict_with_all_three_sides(state: MemoryState, draft: Entry) -> None:
    call = card(state, "call")
    edit_card.by(state, LEE, now=NOW)(key=call.key, expects=1, facts={"what": "Theirs"})

    with pytest.raises(EditConflict) as stopped:
        edit_card.by(state, actor("max"), now=NOW)(key=call.key, expects=1, facts={"what": "Mine"})

    reason = stopped.value
    assert (reason.base["what"], reason.mine["what"], reason.theirs["what"]) == (None, "Mine", "Theirs")
    assert reason.clashes == ("what",)


def test_a_fact_that_does_not_fit_is_named(state: MemoryState, draft: Entry) -> None:
    with pytest.raises(ArgumentInvalid, match="takes_s"):
        edit_card.by(state, LEE, now=NOW)(key=card(state, "call").key, expects=1, facts={"takes_s": -1})
    with pytest.raises(ArgumentInvalid, match="not moved by its facts"):
        edit_card.by(state, LEE, now=NOW)(key=card(state, "call").key, expects=1, facts={"stage": "solve"})
    with pytest.raises(ArgumentInvalid, match="the centre's to write"):
        edit_card.by(state, KIM, now=NOW)(key=card(state, "chat").key, expects=1, facts={"partner": None})


def test_a_card_moves_within_its_stage_and_to_another(state: MemoryState, draft: Entry) -> None:
    call, chat = card(state, "call"), card(state, "chat")

    moved = move_card.by(state, LEE, now=NOW)(key=call.key, expects=1, stage="ask", after=chat.key)
    assert order(state, "ask") == ["chat", "call"]

    move_card.by(state, LEE, now=NOW)(key=call.key, expects=moved.version, stage="solve")
    assert (order(state, "ask"), order(state, "solve")) == (["chat"], ["call"])
    with pytest.raises(NotThere, match="no stage"):
        move_card.by(state, LEE, now=NOW)(key=call.key, expects=3, stage="moon")


def test_a_partner_changes_cards_and_notes_of_its_own_only(state: MemoryState, draft: Entry) -> None:
    said = note(state, draft)

    edit_card.by(state, KIM, now=NOW)(key=card(state, "chat").key, expects=1, facts={"what": "A chat"})

    with pytest.raises(NotThere):
        edit_card.by(state, KIM, now=NOW)(key=card(state, "call").key, expects=1, facts={"what": "A call"})
    with pytest.raises(NotThere):
        remove_note.by(state, KIM, now=NOW)(key=said.key, expects=1)


def test_notes_are_written_changed_moved_and_thrown_away(state: MemoryState, draft: Entry) -> None:
    first, second = note(state, draft), note(state, draft, "Call back instead.")
    assert first.fields["rank"] < second.fields["rank"]

    edit_note.by(state, LEE, now=NOW)(key=first.key, expects=1, text="They wait long.", colour="pain")
    moved = move_note.by(state, LEE, now=NOW)(key=first.key, expects=2, lane="idea", stage="ask", after=second.key)
    assert moved.fields["rank"] > second.fields["rank"]

    remove_note.by(state, LEE, now=NOW)(key=first.key, expects=3)
    assert [one.key for one in state.entries("note")] == [second.key]
    with pytest.raises(ArgumentInvalid, match="lane"):
        add_note.by(state, LEE, now=NOW)(draft=draft.key, lane="moon", stage="ask", text="x")


def test_a_frozen_draft_is_changed_by_nobody(state: MemoryState, draft: Entry) -> None:
    frozen(state, draft)

    with pytest.raises(EvidenceConflict, match="is frozen"):
        edit_card.by(state, LEE, now=NOW)(key=card(state, "call").key, expects=1, facts={"what": "x"})
    with pytest.raises(EvidenceConflict, match="is frozen"):
        note(state, draft)


def test_publishing_twice_publishes_once(state: MemoryState, draft: Entry) -> None:
    edit_card.by(state, LEE, now=NOW)(key=card(state, "call").key, expects=1, facts={"owner": "head"})
    content = frozen(state, draft)

    version = publish_draft.by(state, LEE, now=NOW)(key=draft.key, content=content)
    again = publish_draft.by(state, LEE, now=NOW)(key=draft.key, content=content)

    assert (version.number, again.number, len(version.differences)) == (2, 2, 1)
    assert "owner" in version.differences[0].lower()
    assert version.blueprint.touchpoints[0].owner == "head"


def otherwise(state: MemoryState, **changes: object) -> None:
    """Publish the model with something changed, beside the draft."""
    publish(Step(state, LEE, NOW, "adopt"), Blueprint.model_validate({**MODEL.model_dump(), **changes}), says="beside")


def test_only_what_was_approved_is_published(state: MemoryState, draft: Entry) -> None:
    with pytest.raises(EvidenceConflict, match="still being changed"):
        publish_draft.by(state, LEE, now=NOW)(key=draft.key, content="x")
    frozen(state, draft)
    with pytest.raises(EvidenceConflict, match="not what was approved"):
        publish_draft.by(state, LEE, now=NOW)(key=draft.key, content="x")


def test_a_draft_that_was_overtaken_is_not_published(state: MemoryState, draft: Entry) -> None:
    otherwise(state, title="Other")

    with pytest.raises(EvidenceConflict, match="version 2 has been published since"):
        assembled(state, draft)


def test_a_draft_that_names_nobody_is_not_published(state: MemoryState, draft: Entry) -> None:
    edit_card.by(state, LEE, now=NOW)(key=card(state, "call").key, expects=1, facts={"owner": "ghost"})

    with pytest.raises(BlueprintInvalid, match="does not hold together"):
        frozen(state, draft)


def test_whoever_may_not_publish_does_not(state: MemoryState, draft: Entry) -> None:
    with pytest.raises(NotPermitted):
        publish_draft.by(state, KIM, now=NOW)(key=draft.key, content="x")


def test_the_folder_has_what_was_published_and_keeps_what_was_before(tmp_path: Path) -> None:
    mirror_blueprint(MODEL, tmp_path)
    other = Blueprint.model_validate({**MODEL.model_dump(), "title": "Other"})
    mirror_blueprint(other, tmp_path)

    assert load_blueprint(tmp_path / "blueprint").content_hash == other.content_hash
    assert load_blueprint(tmp_path / ".blueprint-before").title == "Acme"


MOVES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=60)


@given(MOVES)
def test_the_order_stays_a_permutation_whatever_moves_race(moves: list[tuple[int, int, bool]]) -> None:
    ranks: dict[str, str] = {}
    for key in "abcdef":
        ranks[key] = rank_between(max(ranks.values(), default=""), "")
    stale = dict(ranks)
    for which, behind, from_a_stale_page in moves:
        key, after = "abcdef"[which], "abcdef"[behind]
        seen = stale if from_a_stale_page else ranks
        rank = rank_after([(seen[one], one) for one in seen if one != key], after=after)
        stale = dict(ranks)
        ranks[key] = rank

        ordered = [one for _, one in sorted((rank, one) for one, rank in ranks.items())]
        assert sorted(ordered) == list("abcdef")
        assert not rank.endswith("0")
        if not from_a_stale_page and key != after:
            assert ranks[after] < rank


def test_ranks_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="does not come before"):
        rank_between("b", "a")
