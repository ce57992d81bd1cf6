"""Workshops at a board: lists of notes, the parking lot, votes, the round of review, and taking back what one did."""

import pytest
from two_stages import KIM, LEE, NOW, actor, card, note, order

from centreline.actions.change_card import edit_card, move_card
from centreline.actions.give_votes import give_votes, votes_by
from centreline.actions.lead_workshop import open_votes, run_timer, show_votes, workshop_of
from centreline.actions.publish_draft import freeze_draft
from centreline.actions.review_draft import reopen_draft, resolve_comment, review_card
from centreline.actions.undo_on_board import undo_on_board
from centreline.actions.write_note import add_notes, edit_note, move_note, remove_note
from centreline.governance.actor import Role
from centreline.governance.entry import Entry
from centreline.governance.memory import MemoryState
from centreline.kernel.errors import ArgumentInvalid, EditConflict, EvidenceConflict, NotPermitted, NotThere

QUINN = actor("quinn", Role.QUALITY)


def fields(state: MemoryState, kind: str, key: str) -> dict[str, object]:
    held = state.entry(kind, key)
    assert held is not None
    return held.fields


def test_a_list_becomes_a_note_for_each_line_in_its_order(state: MemoryState, draft: Entry) -> None:
    pasted = "- One bill\n\n• One call\n2. One name\n"
    made = add_notes.by(state, LEE, now=NOW)(draft=draft.key, lane="idea", stage="ask", text=pasted)

    assert [one.fields["text"] for one in made] == ["One bill", "One call", "One name"]
    assert [one.fields["rank"] for one in made] == sorted(one.fields["rank"] for one in made)


@pytest.mark.parametrize("text", ["", "\n \n", "line\n" * 201, "short\n" + "x" * 100_000])
def test_a_list_that_is_none_makes_no_note_at_all(state: MemoryState, draft: Entry, text: str) -> None:
    with pytest.raises(ArgumentInvalid):
        add_notes.by(state, LEE, now=NOW)(draft=draft.key, lane="idea", stage="ask", text=text)
    assert state.entries("note") == ()


def test_a_parked_note_keeps_the_cell_it_came_from(state: MemoryState, draft: Entry) -> None:
    held = note(state, draft)
    move_note.by(state, LEE, now=NOW)(key=held.key, expects=1, lane="idea", stage="ask", parked=True)

    assert {"lane": "idea", "stage": "ask", "parked": True}.items() <= fields(state, "note", held.key).items()


def test_what_one_did_is_taken_back_beside_what_others_did_since(state: MemoryState, draft: Entry) -> None:
    key = card(state, "call").key
    edit_card.by(state, LEE, now=NOW)(key=key, expects=1, facts={"what": "Mine"})
    edit_card.by(state, QUINN, now=NOW)(key=key, expects=2, facts={"why": "Theirs"})
    undo_on_board.by(state, LEE, now=NOW)(kind="card", key=key, version=2)

    assert (fields(state, "card", key)["what"], fields(state, "card", key)["why"]) == (None, "Theirs")


def test_what_somebody_else_wrote_over_is_shown_and_not_taken_back(state: MemoryState, draft: Entry) -> None:
    key = card(state, "call").key
    edit_card.by(state, LEE, now=NOW)(key=key, expects=1, facts={"what": "Mine"})
    edit_card.by(state, QUINN, now=NOW)(key=key, expects=2, facts={"what": "Theirs"})

    with pytest.raises(EditConflict) as caught:
        undo_on_board.by(state, LEE, now=NOW)(kind="card", key=key, version=2)
    assert (caught.value.clashes, fields(state, "card", key)["what"]) == (("what",), "Theirs")


def test_a_note_that_was_made_goes_and_one_that_was_binned_comes_back(state: MemoryState, draft: Entry) -> None:
    held = note(state, draft)
    gone = remove_note.by(state, LEE, now=NOW)(key=held.key, expects=1)
    back = undo_on_board.by(state, LEE, now=NOW)(kind="note", key=held.key, version=gone.version)
    assert back.stands
    assert back.fields == held.fields

    other = note(state, draft, "Too much")
    assert not undo_on_board.by(state, LEE, now=NOW)(kind="note", key=other.key, version=1).stands


def test_nobody_takes_back_what_is_not_theirs_or_what_is_frozen(state: MemoryState, draft: Entry) -> None:
    moved = move_card.by(state, LEE, now=NOW)(key=card(state, "call").key, expects=1, stage="solve")
    for person in (QUINN, KIM):
        with pytest.raises(NotThere, match="could take back"):
            undo_on_board.by(state, person, now=NOW)(kind="card", key=moved.key, version=moved.version)
    freeze_draft.by(state, LEE, now=NOW)(key=draft.key, expects=1)
    with pytest.raises(EvidenceConflict, match="is frozen"):
        undo_on_board.by(state, LEE, now=NOW)(kind="card", key=moved.key, version=moved.version)
    assert order(state, "solve") == ["call"]


def test_each_person_has_so_many_votes_and_a_new_voting_begins_empty(state: MemoryState, draft: Entry) -> None:
    on = note(state, draft).key
    with pytest.raises(EvidenceConflict, match="nobody votes now"):
        give_votes.by(state, QUINN, now=NOW)(draft=draft.key, on=on, votes=1)
    open_votes.by(state, LEE, now=NOW)(draft=draft.key, dots=2)
    give_votes.by(state, QUINN, now=NOW)(draft=draft.key, on=on, votes=2)
    with pytest.raises(ArgumentInvalid, match="all of yours are given"):
        give_votes.by(state, QUINN, now=NOW)(draft=draft.key, on=card(state, "call").key, votes=1)
    assert votes_by(state, draft.key, "quinn", number=1) == {on: 2}

    show_votes.by(state, LEE, now=NOW)(draft=draft.key)
    open_votes.by(state, LEE, now=NOW)(draft=draft.key, dots=3)
    assert votes_by(state, draft.key, "quinn", number=2) == {}


def test_whoever_leads_sets_the_clock_and_nobody_else(state: MemoryState, draft: Entry) -> None:
    run_timer.by(state, LEE, now=NOW)(draft=draft.key, minutes=10)
    workshop = workshop_of(state.entry("workshop", draft.key))
    assert workshop.ends_at is not None
    assert (workshop.ends_at - NOW).total_seconds() == 600
    with pytest.raises(NotPermitted):
        run_timer.by(state, QUINN, now=NOW)(draft=draft.key, minutes=10)
    with pytest.raises(ArgumentInvalid):
        run_timer.by(state, LEE, now=NOW)(draft=draft.key, minutes=100_000)


def test_a_partner_votes_for_what_they_may_read_only(state: MemoryState, draft: Entry) -> None:
    open_votes.by(state, LEE, now=NOW)(draft=draft.key, dots=2)
    give_votes.by(state, KIM, now=NOW)(draft=draft.key, on=card(state, "chat").key, votes=1)
    for hidden in (card(state, "call").key, note(state, draft).key):
        with pytest.raises(NotThere):
            give_votes.by(state, KIM, now=NOW)(draft=draft.key, on=hidden, votes=1)
    assert sum(votes_by(state, draft.key, "kim", number=1).values()) == 1


def test_a_frozen_draft_is_challenged_dealt_with_and_opened_again(state: MemoryState, draft: Entry) -> None:
    key = card(state, "call").key
    with pytest.raises(EvidenceConflict, match="no round of review"):
        review_card.by(state, QUINN, now=NOW)(key=key, stance="challenge", text="No")
    freeze_draft.by(state, LEE, now=NOW)(key=draft.key, expects=1)
    with pytest.raises(ArgumentInvalid, match="nothing was written"):
        review_card.by(state, QUINN, now=NOW)(key=key, stance="correct")
    asked = review_card.by(state, QUINN, now=NOW)(key=key, stance="challenge", text="Nobody does it so")
    agreed = review_card.by(state, LEE, now=NOW)(key=key, stance="agree")
    assert (asked.fields["resolved"], agreed.fields["resolved"]) == (False, True)
    with pytest.raises(NotPermitted):
        resolve_comment.by(state, QUINN, now=NOW)(key=asked.key, expects=1)
    assert resolve_comment.by(state, LEE, now=NOW)(key=asked.key, expects=1).fields["resolved"]

    reopen_draft.by(state, LEE, now=NOW)(key=draft.key, expects=2)
    held = note(state, draft)
    assert edit_note.by(state, LEE, now=NOW)(key=held.key, expects=1, text="Again", colour="idea").version == 2


def test_a_partner_reviews_their_own_cards_in_a_thread_of_their_own(state: MemoryState, draft: Entry) -> None:
    freeze_draft.by(state, LEE, now=NOW)(key=draft.key, expects=1)
    with pytest.raises(NotThere):
        review_card.by(state, KIM, now=NOW)(key=card(state, "call").key, stance="agree")
    said = review_card.by(state, KIM, now=NOW)(key=card(state, "chat").key, stance="agree")
    assert said.within == f"board:{card(state, 'chat').key}:kestrel"
