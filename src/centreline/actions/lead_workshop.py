"""Lead a workshop at a board: its clock, and its votes."""

from datetime import timedelta
from typing import Any

from centreline.actions.act import act
from centreline.actions.start_draft import open_draft, written
from centreline.governance.entry import Entry
from centreline.governance.kinds.workshop import Said
from centreline.governance.step import Step
from centreline.kernel.errors import EvidenceConflict

__all__ = ["close_votes", "open_votes", "run_timer", "show_votes", "stop_timer", "workshop_of"]

WORKSHOP = "workshop"


@act(needs="lead_workshop")
def run_timer(step: Step, *, draft: str, minutes: int) -> Entry:
    """Let the clock of a workshop run from now on.

    Raises:
        NotThere: there is no such draft.
        ArgumentInvalid: the time is longer than a working day.
    """
    ends_at = step.now + timedelta(minutes=max(1, min(minutes, 10_000)))
    return _changed(step, draft, ends_at=ends_at.isoformat(), minutes=minutes)


@act(needs="lead_workshop")
def stop_timer(step: Step, *, draft: str) -> Entry:
    """Stop the clock of a workshop."""
    return _changed(step, draft, ends_at=None)


@act(needs="lead_workshop")
def open_votes(step: Step, *, draft: str, dots: int) -> Entry:
    """Begin a voting in which nobody has voted yet.

    Raises:
        NotThere: there is no such draft.
        ArgumentInvalid: that many votes nobody can have.
    """
    number = workshop_of(step.state.entry(WORKSHOP, draft)).round + 1
    return _changed(step, draft, votes="open", dots=dots, round=number)


@act(needs="lead_workshop")
def show_votes(step: Step, *, draft: str) -> Entry:
    """End a voting and let everybody see what came of it.

    Raises:
        EvidenceConflict: there is no voting.
    """
    if workshop_of(step.state.entry(WORKSHOP, draft)).votes == "none":
        raise EvidenceConflict("there is no voting to be shown", where="the board", fix="begin one first")
    return _changed(step, draft, votes="shown")


@act(needs="lead_workshop")
def close_votes(step: Step, *, draft: str) -> Entry:
    """Take the votes off the board; the history keeps them."""
    return _changed(step, draft, votes="none")


def workshop_of(entry: Entry | None) -> Said:
    """Return how far a workshop is; one that nobody began has neither clock nor votes."""
    return entry.body if entry is not None and isinstance(entry.body, Said) else Said.model_validate({})


def _changed(step: Step, draft: str, **fields: Any) -> Entry:
    open_draft(step, draft)
    held = step.state.entry(WORKSHOP, draft)
    body = written(WORKSHOP, {**workshop_of(held).model_dump(mode="json"), **fields})
    if held is None:
        return step.make(WORKSHOP, body, within=draft, key=draft)
    return step.change(WORKSHOP, draft, body, expects=held.version)
