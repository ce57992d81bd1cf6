"""Put notes of a board together under a heading, and take them out again.

Each note says for itself in which group it is, so two people who group different notes never meet.
"""

from typing import Any

from centreline.actions.act import act
from centreline.actions.change_card import check_not_moved
from centreline.actions.start_draft import open_draft, written
from centreline.actions.write_note import note_of_theirs, rank_at_end, seen_note
from centreline.governance.entry import Entry
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, NotThere

__all__ = ["dissolve_group", "join_group", "leave_group", "make_group", "merge_notes", "rename_group"]

LONGEST_HEADING = 60
"""Characters of a note that become the heading where nobody wrote one."""

PLACE = ("lane", "stage", "parked")


@act(needs="edit_board")
def make_group(step: Step, *, key: str, expects: int, title: str) -> tuple[Entry, ...]:
    """Make a group of one note, for others to join; return the note and the group.

    Raises:
        NotThere: there is no such note, or another party wrote it.
        ArgumentInvalid: the group has no title.
        EditConflict: somebody else grouped the note.
    """
    held = note_of_theirs(step, key)
    group = _new(step, held.within, title)
    return _put(step, held, expects=expects, place={"group": group.key}), group


@act(needs="edit_board")
def merge_notes(step: Step, *, key: str, expects: int, onto: str) -> tuple[Entry, ...]:
    """Put a note together with another one: into its group, or into a new one that takes its heading from it.

    Args:
        step: The step it is done in.
        key: The note that goes.
        expects: Its version that whoever does it had before them.
        onto: The note it goes to.

    Raises:
        NotThere: one of them is not there, or another party wrote it.
        ArgumentInvalid: it is the same note.
        EditConflict: somebody else moved or grouped the note.
    """
    held, other = note_of_theirs(step, key), note_of_theirs(step, onto)
    if key == onto or held.within != other.within:
        raise ArgumentInvalid("a note is grouped with another one", where="the board", fix="choose another note")
    if (group := _group(step, other.fields["group"], within=other.within)) is not None:
        return (_join(step, held, expects=expects, group=group, beside=other),)
    group = _new(step, held.within, " ".join(other.fields["text"].split())[:LONGEST_HEADING])
    taken = step.change("note", onto, written("note", {**other.fields, "group": group.key}), expects=other.version)
    return _join(step, held, expects=expects, group=group, beside=taken), taken, group


@act(needs="edit_board")
def join_group(step: Step, *, key: str, expects: int, group: str) -> tuple[Entry, ...]:
    """Put a note into a group, into the cell where that stands.

    Raises:
        NotThere: the note or the group is not there, or another party's.
        EditConflict: somebody else moved or grouped the note.
    """
    held = note_of_theirs(step, key)
    wanted = _group(step, group, within=held.within)
    if wanted is None:
        raise NotThere(f"there is no group {group!r}", where="the board", fix="choose one of the groups on it")
    members = [one for one in step.state.entries("note", within=held.within) if one.fields["group"] == group]
    return (_join(step, held, expects=expects, group=wanted, beside=members[0] if members else held),)


@act(needs="edit_board")
def leave_group(step: Step, *, key: str, expects: int) -> tuple[Entry, ...]:
    """Take a note out of its group; it stays in its cell.

    Raises:
        NotThere: there is no such note, or another party wrote it.
        EditConflict: somebody else grouped it otherwise.
    """
    return (_put(step, note_of_theirs(step, key), expects=expects, place={"group": None}),)


@act(needs="edit_board")
def rename_group(step: Step, *, key: str, expects: int, title: str) -> Entry:
    """Give a group another heading.

    Raises:
        NotThere: there is none, or it is another party's.
        ArgumentInvalid: nothing was written.
        EditConflict: somebody else gave it another one.
    """
    held = _theirs(step, key)
    body = written("note_group", {**held.fields, "title": title.strip()})
    return step.change("note_group", key, body, expects=expects)


@act(needs="edit_board")
def dissolve_group(step: Step, *, key: str) -> tuple[Entry, ...]:
    """Take a group apart; its notes stay where they are. Return the group, and the notes that were in it.

    Raises:
        NotThere: there is none, or it is another party's.
    """
    held = _theirs(step, key)
    members = [one for one in step.state.entries("note", within=held.within) if one.fields["group"] == key]
    readable = [one for one in members if step.actor.partner in (None, one.fields["party"])]
    free = [
        step.change("note", one.key, written("note", {**one.fields, "group": None}), expects=one.version)
        for one in readable
    ]
    return step.bin("note_group", key, expects=held.version), *free


def _new(step: Step, draft: str, title: str) -> Entry:
    body = written("note_group", {"title": title.strip(), "party": step.actor.partner})
    return step.make("note_group", body, within=draft)


def _join(step: Step, held: Entry, *, expects: int, group: Entry, beside: Entry) -> Entry:
    place: dict[str, Any] = {"group": group.key}
    if any(held.fields[name] != beside.fields[name] for name in PLACE):
        there = {name: beside.fields[name] for name in PLACE}
        place |= there | {"rank": rank_at_end(step, held.within, **there)}
    return _put(step, held, expects=expects, place=place)


def _put(step: Step, held: Entry, *, expects: int, place: dict[str, Any]) -> Entry:
    seen = seen_note(step, held, expects=expects)
    check_not_moved(held, seen=seen, place=place)
    return step.change("note", held.key, written("note", {**seen, **place}), expects=expects)


def _group(step: Step, key: str | None, *, within: str) -> Entry | None:
    held = step.state.entry("note_group", key) if key else None
    if held is None or not held.stands or held.within != within:
        return None
    return held if step.actor.partner in (None, held.fields["party"]) else None


def _theirs(step: Step, key: str) -> Entry:
    held = step.entry("note_group", key)
    if step.actor.partner not in (None, held.fields["party"]):
        raise NotThere(f"there is no group {key!r}", where="the board", fix="choose one of the groups on it")
    open_draft(step, held.within)
    return held
