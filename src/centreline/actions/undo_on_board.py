"""Take back a change on a board, also where others have written beside it since."""

from centreline.actions.act import act
from centreline.actions.change_card import may_touch
from centreline.actions.start_draft import open_draft
from centreline.actions.undo_change import is_theirs_to_take_back
from centreline.governance.actor import Actor
from centreline.governance.entry import Change, Entry
from centreline.governance.kinds import body_of
from centreline.governance.step import Step
from centreline.kernel.errors import NotThere

__all__ = ["taken_back", "undo_on_board"]

ON_A_BOARD = ("card", "note", "note_group")


@act(needs="edit_board")
def undo_on_board(step: Step, *, kind: str, key: str, version: int) -> Entry:
    """Write the fields one change touched as they stood before it; what others changed since stays.

    A card or note that the change made goes into the bin, and one that it threw away comes back.

    Args:
        step: The step it is done in.
        kind: `card`, `note` or `note_group`.
        key: Which.
        version: The change to take back.

    Raises:
        NotThere: there is no such change, or it is not theirs to take back, or somebody threw it away since.
        EvidenceConflict: the draft is frozen or published.
        EditConflict: somebody changed the same field since.
    """
    held = step.state.entry(kind, key) if kind in ON_A_BOARD else None
    history = step.state.history(kind, key)
    change = next((one for one in history if one.version == version), None)
    if held is None or change is None or not _theirs(step.actor, held, change):
        raise NotThere(
            f"there is no change of this {kind} that {step.actor.shown} could take back",
            where="the board",
            fix="take back your own changes, or ask whoever made it",
        )
    open_draft(step, held.within)
    return taken_back(step, kind, key, version=version)


def taken_back(step: Step, kind: str, key: str, *, version: int) -> Entry:
    """Write what one change of a card or note touched as it stood before, and return it; a step of other acts.

    Raises:
        EditConflict: somebody changed the same field since.
    """
    history = step.state.history(kind, key)
    change = next(one for one in history if one.version == version)
    says = f"takes back version {version}"
    before = max((one for one in history if one.version < version), key=lambda one: one.version, default=None)
    if before is None or before.binned:
        return step.bin(kind, key, expects=version, says=says)
    if change.binned:
        return step.restore(kind, key, version=before.version, expects=version, says=says)
    return step.change(kind, key, body_of(kind, before.fields), expects=version, says=says)


def _theirs(actor: Actor, held: Entry, change: Change) -> bool:
    if held.kind == "card" and not may_touch(held.fields, partner=actor.partner):
        return False
    if held.kind in ("note", "note_group") and actor.partner not in (None, held.fields["party"]):
        return False
    return is_theirs_to_take_back(actor, by=change.by)
