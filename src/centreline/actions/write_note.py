"""Put notes on a board, change them, move them, take them away."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from centreline.actions.act import act
from centreline.actions.change_card import check_not_moved
from centreline.actions.stages_on_board import check_stage
from centreline.actions.start_draft import open_draft, written
from centreline.governance.entry import Entry
from centreline.governance.ranks import rank_after
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, NotThere

__all__ = [
    "MOST_LINES",
    "add_note",
    "add_notes",
    "edit_note",
    "move_note",
    "note_of_theirs",
    "place_notes",
    "rank_at_end",
    "remove_note",
    "seen_note",
]

MOST_LINES = 200
"""Lines of a list that become notes at once."""

BULLET = re.compile(r"^\s*(?:[-*•–·]|\d{1,3}[.)])\s+")
"""What a list has before each line where it was copied from."""


@act(needs="edit_board")
def add_note(  # noqa: PLR0913 - where it stands and what it says
    step: Step, *, draft: str, lane: str, stage: str, text: str, colour: str = "fact", parked: bool = False
) -> Entry:
    """Write a note at the end of a cell, or of the parking lot.

    Raises:
        NotThere: there is no such draft or stage.
        ArgumentInvalid: nothing was written, or the lane is not known.
    """
    open_draft(step, draft)
    check_stage(step, draft, stage)
    rank = rank_at_end(step, draft, lane=lane, stage=stage, parked=parked)
    fields = {"lane": lane, "stage": stage, "rank": rank, "text": text.strip(), "colour": colour, "parked": parked}
    return step.make("note", written("note", {**fields, "party": step.actor.partner}), within=draft)


@act(needs="edit_board")
def add_notes(  # noqa: PLR0913 - where they stand and what they say
    step: Step, *, draft: str, lane: str, stage: str, text: str, colour: str = "fact", parked: bool = False
) -> tuple[Entry, ...]:
    """Write a note for each line of a list, in its order; all of them or none.

    Raises:
        NotThere: there is no such draft or stage.
        ArgumentInvalid: nothing was written, or more lines than are notes at once, or a line is too long.
    """
    lines = [words for line in text.splitlines() if (words := BULLET.sub("", line).strip())]
    if not 0 < len(lines) <= MOST_LINES:
        raise ArgumentInvalid(
            f"a list of {len(lines)} lines does not become notes",
            where="what was pasted",
            fix=f"paste between 1 and {MOST_LINES} lines",
        )
    place = {"draft": draft, "lane": lane, "stage": stage}
    return tuple(add_note.does(step, **place, text=line, colour=colour, parked=parked) for line in lines)


@act(needs="edit_board")
def place_notes(step: Step, *, draft: str, rows: Sequence[Mapping[str, str]]) -> tuple[Entry, ...]:
    """Write the notes of a sheet, each into the cell its row names; all of them or none.

    Args:
        step: Who acts, and on what.
        draft: Key of the draft.
        rows: Of each note lane, stage, text and colour.

    Raises:
        NotThere: there is no such draft or stage.
        ArgumentInvalid: no row, or more than are notes at once, or one that does not fit.
    """
    if not 0 < len(rows) <= MOST_LINES:
        raise ArgumentInvalid(
            f"a sheet of {len(rows)} rows does not become notes",
            where="what was pasted",
            fix=f"paste between 1 and {MOST_LINES} rows",
        )
    return tuple(
        add_note.does(step, draft=draft, lane=one["lane"], stage=one["stage"], text=one["text"], colour=one["colour"])
        for one in rows
    )


@act(needs="edit_board")
def edit_note(step: Step, *, key: str, expects: int, text: str, colour: str) -> Entry:
    """Say something else in a note.

    Raises:
        NotThere: there is none, or another party wrote it.
        EditConflict: somebody else said something else.
    """
    held = note_of_theirs(step, key)
    fields = {**seen_note(step, held, expects=expects), "text": text.strip(), "colour": colour}
    return step.change("note", key, written("note", fields), expects=expects)


@act(needs="edit_board")
def move_note(  # noqa: PLR0913 - which, and where to
    step: Step, *, key: str, expects: int, lane: str, stage: str, after: str = "", parked: bool = False
) -> Entry:
    """Move a note to a place behind another one, or to the parking lot; the first place where none is named.

    In another cell it is in its group no more.

    Raises:
        NotThere: there is none, or another party wrote it, or there is no such stage.
        EditConflict: somebody else moved it.
    """
    held = note_of_theirs(step, key)
    if not parked:
        check_stage(step, held.within, stage)
    placed = [one for one in _placed(step, held.within, lane=lane, stage=stage, parked=parked) if one[1] != key]
    place = {"lane": lane, "stage": stage, "parked": parked, "rank": rank_after(placed, after=after)}
    seen = seen_note(step, held, expects=expects)
    check_not_moved(held, seen=seen, place=place)
    if any(place[name] != seen[name] for name in ("lane", "stage", "parked")):
        place["group"] = None
    return step.change("note", key, written("note", {**seen, **place}), expects=expects)


@act(needs="edit_board")
def remove_note(step: Step, *, key: str, expects: int) -> Entry:
    """Throw a note away; it can be brought back for thirty days.

    Raises:
        NotThere: there is none, or another party wrote it.
        EditConflict: somebody changed it in the meantime.
    """
    return step.bin("note", note_of_theirs(step, key).key, expects=expects)


def note_of_theirs(step: Step, key: str) -> Entry:
    """Return a note on a board that may still be changed.

    Raises:
        NotThere: there is none, or another party wrote it.
        EvidenceConflict: the draft is frozen or published.
    """
    held = step.entry("note", key)
    if step.actor.partner not in (None, held.fields["party"]):
        raise NotThere(f"there is no note {key!r}", where="the board", fix="choose a note of your own party")
    open_draft(step, held.within)
    return held


def rank_at_end(step: Step, draft: str, *, lane: str, stage: str, parked: bool) -> str:
    """Return the rank of a note that comes last in a cell, or in the parking lot."""
    placed = _placed(step, draft, lane=lane, stage=stage, parked=parked)
    return rank_after(placed, after=max(placed)[1] if placed else "")


def seen_note(step: Step, held: Entry, *, expects: int) -> dict[str, Any]:
    """Return what a note said in the version that whoever writes had before them."""
    # What was written before notes had groups says nothing of them.
    return {"group": None, **step.seen(held, expects=expects)}


def _placed(step: Step, draft: str, *, lane: str, stage: str, parked: bool) -> list[tuple[str, str]]:
    notes = [(one.fields, one.key) for one in step.state.entries("note", within=draft)]
    if parked:
        return [(said["rank"], key) for said, key in notes if said["parked"]]
    here = (lane, stage, False)
    return [(said["rank"], key) for said, key in notes if (said["lane"], said["stage"], said["parked"]) == here]
