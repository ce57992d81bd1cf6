"""Put notes on a board, change them, move them, take them away."""

from typing import Any

from centreline.actions.act import act
from centreline.actions.change_card import check_stage
from centreline.actions.start_draft import open_draft, written
from centreline.governance.entry import Entry
from centreline.governance.ranks import rank_after
from centreline.governance.step import Step
from centreline.kernel.errors import NotThere

__all__ = ["add_note", "edit_note", "move_note", "remove_note"]


@act(needs="edit_board")
def add_note(step: Step, *, draft: str, lane: str, stage: str, text: str, colour: str = "fact") -> Entry:  # noqa: PLR0913 - where it stands and what it says
    """Write a note at the end of a cell.

    Raises:
        NotThere: there is no such draft or stage.
        ArgumentInvalid: nothing was written, or the lane is not known.
    """
    open_draft(step, draft)
    check_stage(step, draft, stage)
    placed = _placed(step, draft, lane=lane, stage=stage)
    rank = rank_after(placed, after=max(placed)[1] if placed else "")
    fields = {"lane": lane, "stage": stage, "rank": rank, "text": text.strip(), "colour": colour}
    return step.make("note", written("note", {**fields, "party": step.actor.partner}), within=draft)


@act(needs="edit_board")
def edit_note(step: Step, *, key: str, expects: int, text: str, colour: str) -> Entry:
    """Say something else in a note.

    Raises:
        NotThere: there is none, or another party wrote it.
        EditConflict: somebody else said something else.
    """
    held = _note(step, key)
    fields = {**_seen(step, held, expects=expects), "text": text.strip(), "colour": colour}
    return step.change("note", key, written("note", fields), expects=expects)


@act(needs="edit_board")
def move_note(step: Step, *, key: str, expects: int, lane: str, stage: str, after: str = "") -> Entry:  # noqa: PLR0913 - which, and where to
    """Move a note to a place behind another one; the first place where none is named.

    Raises:
        NotThere: there is none, or another party wrote it, or there is no such stage.
        EditConflict: somebody else moved it.
    """
    held = _note(step, key)
    check_stage(step, held.within, stage)
    placed = [one for one in _placed(step, held.within, lane=lane, stage=stage) if one[1] != key]
    place = {"lane": lane, "stage": stage, "rank": rank_after(placed, after=after)}
    return step.change("note", key, written("note", {**_seen(step, held, expects=expects), **place}), expects=expects)


@act(needs="edit_board")
def remove_note(step: Step, *, key: str, expects: int) -> Entry:
    """Throw a note away; it can be brought back for thirty days.

    Raises:
        NotThere: there is none, or another party wrote it.
        EditConflict: somebody changed it in the meantime.
    """
    return step.bin("note", _note(step, key).key, expects=expects)


def _note(step: Step, key: str) -> Entry:
    held = step.entry("note", key)
    if step.actor.partner not in (None, held.fields["party"]):
        raise NotThere(f"there is no note {key!r}", where="the board", fix="choose a note of your own party")
    open_draft(step, held.within)
    return held


def _placed(step: Step, draft: str, *, lane: str, stage: str) -> list[tuple[str, str]]:
    notes = [(one.fields, one.key) for one in step.state.entries("note", within=draft)]
    return [(said["rank"], key) for said, key in notes if (said["lane"], said["stage"]) == (lane, stage)]


def _seen(step: Step, held: Entry, *, expects: int) -> dict[str, Any]:
    seen = (one.fields for one in step.state.history("note", held.key) if one.version == expects)
    return dict(next(seen, held.fields))
