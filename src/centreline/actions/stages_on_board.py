"""The stages of a board: which there are, and stopping where there is none."""

from centreline.governance.entry import Entry
from centreline.governance.state import State
from centreline.governance.step import Step
from centreline.kernel.errors import NotThere

__all__ = ["check_stage", "stages_on", "standing_in"]


def stages_on(state: State, draft: str) -> tuple[Entry, ...]:
    """Return the stages of a draft, in their order."""
    return tuple(sorted(state.entries("stage", within=draft), key=lambda one: (one.fields["rank"], one.key)))


def check_stage(step: Step, draft: str, stage: str) -> None:
    """Stop where a board has no such stage.

    Raises:
        NotThere: it has none.
    """
    if not any(one.fields["id"] == stage for one in stages_on(step.state, draft)):
        raise NotThere(f"the journey has no stage {stage!r}", where="the board", fix="choose one of its columns")


def standing_in(state: State, draft: str, stage: str) -> tuple[Entry, ...]:
    """Return the touchpoints and notes that stand in a stage; what lies in the parking lot stands in none."""
    cards = (one for one in state.entries("card", within=draft) if one.fields["stage"] == stage)
    notes = (
        one for one in state.entries("note", within=draft) if one.fields["stage"] == stage and not one.fields["parked"]
    )
    return (*cards, *notes)
