"""Take back a change on a board, also where others have written beside it since."""

from centreline.actions.act import act
from centreline.actions.bring_back import is_theirs_on_board
from centreline.actions.change_stages import check_may_be_gone
from centreline.actions.stages_on_board import check_stage
from centreline.actions.start_draft import open_draft
from centreline.actions.undo_change import is_theirs_to_take_back
from centreline.governance.entry import Change, Entry
from centreline.governance.kinds import body_of
from centreline.governance.step import Step
from centreline.kernel.errors import NotThere

__all__ = ["ON_A_BOARD", "taken_back", "undo_on_board"]

ON_A_BOARD = ("card", "note", "note_group", "stage", "draft")
"""Kinds of which changes are taken back here; of a draft only what it says of its journey."""


@act(needs="edit_board")
def undo_on_board(step: Step, *, kind: str, key: str, version: int) -> Entry:
    """Write the fields one change touched as they stood before it; what others changed since stays.

    What the change put on the board goes into the bin, and what it threw away comes back.

    Args:
        step: The step it is done in.
        kind: `card`, `note`, `note_group`, `stage` or `draft`.
        key: Which.
        version: The change to take back.

    Raises:
        NotThere: there is no such change, or it is not theirs to take back, or somebody threw it away since, or the
            stage it stood in is gone.
        EvidenceConflict: the draft is frozen or published, or a stage that would go is not empty.
        EditConflict: somebody changed the same field since.
    """
    held = step.state.entry(kind, key) if kind in ON_A_BOARD else None
    history = step.state.history(kind, key)
    change = next((one for one in history if one.version == version), None)
    if held is None or change is None or not _theirs(step, held, change):
        raise NotThere(
            f"there is no change of this {kind} that {step.actor.shown} could take back",
            where="the board",
            fix="take back your own changes, or ask whoever made it",
        )
    open_draft(step, held.key if kind == "draft" else held.within)
    before = max((one for one in history if one.version < version), key=lambda one: one.version, default=None)
    if before is not None and (change.binned or before.fields.get("stage") != change.fields.get("stage")):
        _check_place(step, held, before)
    return taken_back(step, kind, key, version=version)


def taken_back(step: Step, kind: str, key: str, *, version: int) -> Entry:
    """Write what one change of something on a board touched as it stood before, and return it; a step of other acts.

    Raises:
        EvidenceConflict: a stage would go in which something stands.
        EditConflict: somebody changed the same field since.
    """
    history = step.state.history(kind, key)
    change = next(one for one in history if one.version == version)
    before = max((one for one in history if one.version < version), key=lambda one: one.version, default=None)
    says = f"takes back version {version}"
    if before is None or before.binned:
        if kind == "stage":
            check_may_be_gone(step, step.entry(kind, key))
        return step.bin(kind, key, expects=version, says=says)
    if change.binned:
        return step.restore(kind, key, version=before.version, expects=version, says=says)
    return step.change(kind, key, body_of(kind, before.fields), expects=version, says=says)


def _check_place(step: Step, held: Entry, before: Change) -> None:
    """Stop where something would stand in a stage that is gone."""
    if held.kind in ("card", "note") and not before.fields.get("parked"):
        check_stage(step, held.within, before.fields["stage"])


def _theirs(step: Step, held: Entry, change: Change) -> bool:
    if held.kind == "draft" and change.act != "edit_journey":
        return False
    return is_theirs_on_board(step.actor, held) and is_theirs_to_take_back(step.actor, by=change.by)
