"""Take back a change of anything people wrote."""

from centreline.actions.act import act
from centreline.governance.actor import Actor
from centreline.governance.entry import Change, Entry
from centreline.governance.held_reviews import is_signed_by_both
from centreline.governance.rights import may
from centreline.governance.step import Step
from centreline.kernel.errors import EvidenceConflict, NotThere

__all__ = ["LEADS", "can_be_taken_back", "is_theirs_to_take_back", "undo_change"]

OF_ONE_PERSON = frozenset({"confirmation", "dispute", "feedback", "following", "review_note", "sign_off"})
"""Kinds of which nobody takes back what somebody else said, whoever leads."""

BOUND = frozenset({"propose_change", "open_board", "publish_draft", "adopt_definition"})
"""Acts on a proposal that other things rest on: it is withdrawn, or another change is proposed."""


@act(needs="undo_change")
def undo_change(step: Step, *, kind: str, key: str, version: int) -> Entry:
    """Write what stood before a version anew; an entry that version made is thrown away again.

    Whoever made the change may take it back, and whoever leads may take back anybody's. Where somebody changed it
    since, nothing happens but that both versions are shown.

    Args:
        kind: Kind of the entry.
        key: Which.
        version: The change to take back; it has to be the newest.

    Raises:
        NotThere: there is no such entry or version, or it is not theirs to take back.
        EvidenceConflict: it belongs to a review that both sides have signed.
        EditConflict: somebody changed it since.
    """
    history = step.state.history(kind, key)
    change = next((one for one in history if one.version == version), None)
    if change is None or not can_be_taken_back(step.actor, kind, change):
        raise NotThere(
            f"there is no change {version} of {kind.replace('_', ' ')} {key!r} that {step.actor.shown} could take back",
            where="its history",
            fix="ask whoever made it, or somebody who leads",
        )
    _check_not_signed(step, kind, key)
    says = f"takes back version {version}"
    earlier = [one for one in history if one.version < version]
    if not earlier:
        return step.bin(kind, key, expects=version, says=says)
    return step.restore(kind, key, version=earlier[-1].version, expects=version, says=says)


LEADS = frozenset({"leader", "administrator"})
"""Roles that may take back what others did."""


def is_theirs_to_take_back(actor: Actor, *, by: str) -> bool:
    """Say whether somebody may take back what `by` did."""
    return by == actor.name or actor.role in LEADS


def can_be_taken_back(actor: Actor, kind: str, change: Change) -> bool:
    """Say whether somebody may take a change of an entry back, where nobody changed it since."""
    if kind == "proposal" and change.act in BOUND:
        return False
    if kind == "decision" and change.by == change.fields.get("approver"):
        return change.by == actor.name  # What whoever is asked to approve answered is theirs alone.
    if kind == "definition" and not may(actor, "approve_proposal"):
        return False
    return change.by == actor.name or (kind not in OF_ONE_PERSON and is_theirs_to_take_back(actor, by=change.by))


def _check_not_signed(step: Step, kind: str, key: str) -> None:
    held = step.state.entry(kind, key) if kind in ("review_decision", "action_item", "review_note") else None
    if held is not None and held.fields.get("readers") == "own_side":
        return
    review = step.state.entry("operating_review", held.within) if held is not None else None
    if review is not None and is_signed_by_both(step.state, review):
        raise EvidenceConflict(
            "both sides have signed this review: nothing of it is taken back",
            where=f"the review {review.fields['title']!r}",
            fix="let one side take its sign-off back first",
        )
