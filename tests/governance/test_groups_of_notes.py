"""Notes under one heading: two people at once lose nothing, each change is taken back, partners keep to their own."""

import pytest
from two_stages import KIM, LEE, NOW, actor, note

from centreline.actions.group_notes import dissolve_group, join_group, leave_group, make_group, merge_notes
from centreline.actions.undo_on_board import undo_on_board
from centreline.actions.write_note import add_note, edit_note, move_note
from centreline.governance.entry import Entry
from centreline.governance.memory import MemoryState
from centreline.kernel.errors import ArgumentInvalid, EditConflict, NotThere

EVE = actor("eve")


def now(state: MemoryState, entry: Entry) -> Entry:
    held = state.entry(entry.kind, entry.key)
    assert held is not None
    return held


def test_a_note_dropped_on_another_makes_a_group_that_is_taken_back_whole(state: MemoryState, draft: Entry) -> None:
    one, other = note(state, draft, "Callers wait."), note(state, draft, "They wait long.")
    changed = merge_notes.by(state, LEE, now=NOW)(key=one.key, expects=1, onto=other.key)

    assert [entry.kind for entry in changed] == ["note", "note", "note_group"]
    assert changed[2].fields["title"] == "They wait long."
    assert {now(state, entry).fields["group"] for entry in (one, other)} == {changed[2].key}
    for entry in changed:
        undo_on_board.by(state, LEE, now=NOW)(kind=entry.kind, key=entry.key, version=entry.version)
    assert [now(state, entry).fields["group"] for entry in (one, other)] == [None, None]
    assert not now(state, changed[2]).stands


def test_what_two_people_write_and_group_at_once_is_all_kept(state: MemoryState, draft: Entry) -> None:
    one, two, three = (note(state, draft, text) for text in ("One", "Two", "Three"))
    _, group = make_group.by(state, LEE, now=NOW)(key=one.key, expects=1, title="Waiting")
    edit_note.by(state, EVE, now=NOW)(key=two.key, expects=1, text="Two, said better", colour="pain")
    join_group.by(state, LEE, now=NOW)(key=two.key, expects=1, group=group.key)
    join_group.by(state, EVE, now=NOW)(key=three.key, expects=1, group=group.key)

    assert {now(state, entry).fields["group"] for entry in (one, two, three)} == {group.key}
    assert now(state, two).fields["text"] == "Two, said better"
    with pytest.raises(EditConflict, match="lee changed this note"):
        make_group.by(state, EVE, now=NOW)(key=one.key, expects=1, title="Something else")
    assert now(state, one).fields["group"] == group.key


def test_a_note_goes_where_its_group_stands_and_leaves_it_with_its_cell(state: MemoryState, draft: Entry) -> None:
    one = note(state, draft)
    far = add_note.by(state, LEE, now=NOW)(draft=draft.key, lane="idea", stage="solve", text="Far", parked=True)
    merge_notes.by(state, LEE, now=NOW)(key=far.key, expects=1, onto=one.key)
    assert (now(state, far).fields["stage"], now(state, far).fields["parked"]) == ("ask", False)

    move_note.by(state, LEE, now=NOW)(key=far.key, expects=2, lane="idea", stage="ask")
    assert now(state, far).fields["group"] is not None
    move_note.by(state, LEE, now=NOW)(key=far.key, expects=3, lane="idea", stage="solve")
    assert now(state, far).fields["group"] is None
    leave_group.by(state, LEE, now=NOW)(key=one.key, expects=2)
    assert now(state, one).fields["group"] is None


def test_a_group_is_taken_apart_and_its_notes_stay(state: MemoryState, draft: Entry) -> None:
    one = note(state, draft)
    _, group = make_group.by(state, LEE, now=NOW)(key=one.key, expects=1, title="Waiting")
    gone, free = dissolve_group.by(state, LEE, now=NOW)(key=group.key)

    assert (gone.stands, free.stands, free.fields["group"]) == (False, True, None)
    with pytest.raises(NotThere, match="no group"):
        join_group.by(state, LEE, now=NOW)(key=one.key, expects=3, group=group.key)
    with pytest.raises(ArgumentInvalid, match="look at title"):
        make_group.by(state, LEE, now=NOW)(key=one.key, expects=3, title=" ")
    with pytest.raises(ArgumentInvalid, match="with another one"):
        merge_notes.by(state, LEE, now=NOW)(key=one.key, expects=3, onto=one.key)


def test_people_of_a_partner_group_no_notes_and_join_no_groups_of_others(state: MemoryState, draft: Entry) -> None:
    theirs = add_note.by(state, KIM, now=NOW)(draft=draft.key, lane="idea", stage="ask", text="Ours")
    centres = note(state, draft)
    _, group = make_group.by(state, LEE, now=NOW)(key=centres.key, expects=1, title="Waiting")

    for refused in (
        lambda: merge_notes.by(state, KIM, now=NOW)(key=theirs.key, expects=1, onto=centres.key),
        lambda: join_group.by(state, KIM, now=NOW)(key=theirs.key, expects=1, group=group.key),
        lambda: dissolve_group.by(state, KIM, now=NOW)(key=group.key),
        lambda: make_group.by(state, KIM, now=NOW)(key=centres.key, expects=2, title="T"),
    ):
        with pytest.raises(NotThere):
            refused()
