"""Bring back what was thrown away on a board."""

from centreline.actions.act import act
from centreline.actions.change_card import may_touch
from centreline.actions.stages_on_board import stages_on
from centreline.actions.start_draft import open_draft, written
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.step import Step
from centreline.kernel.errors import NotThere

__all__ = ["IN_THE_BIN", "bring_back", "is_theirs_on_board"]

IN_THE_BIN = ("card", "note", "stage")
"""Kinds that lie in the bin of a board."""


@act(needs="edit_board")
def bring_back(step: Step, *, kind: str, key: str, expects: int) -> Entry:
    """Put something from the bin of a board back where it stood.

    Where its stage is gone, it stands in the first one.

    Args:
        step: The step it is done in.
        kind: `card`, `note` or `stage`.
        key: Which.
        expects: The version the bin showed.

    Raises:
        NotThere: it does not lie in the bin, or it is not theirs.
        EvidenceConflict: the draft is frozen or published.
        EditConflict: somebody brought it back already.
    """
    held = step.state.entry(kind, key) if kind in IN_THE_BIN else None
    if held is None or not is_theirs_on_board(step.actor, held) or (held.stands and held.version == expects):
        raise NotThere(f"there is no {kind} {key!r} in the bin", where="the bin of the board", fix="load it again")
    open_draft(step, held.within)
    earlier = [one.version for one in step.state.history(kind, key) if not one.binned]
    back = step.restore(kind, key, version=earlier[-1], expects=expects, says="from the bin")
    there = [one.fields["id"] for one in stages_on(step.state, held.within)]
    if kind == "stage" or back.fields["stage"] in there or not there:
        return back
    return step.change(kind, key, written(kind, {**back.fields, "stage": there[0]}), expects=back.version)


def is_theirs_on_board(actor: Actor, held: Entry) -> bool:
    """Say whether somebody may change something on a board: people of a partner their own, and no stage."""
    if actor.partner is None:
        return True
    if held.kind == "card":
        return may_touch(held.fields, partner=actor.partner)
    return held.kind in ("note", "note_group") and held.fields["party"] == actor.partner
