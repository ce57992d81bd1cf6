"""Take back a change of anything people wrote."""

from centreline.actions.act import act
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.step import Step
from centreline.kernel.errors import NotThere

__all__ = ["LEADS", "is_theirs_to_take_back", "undo_change"]


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
        EditConflict: somebody changed it since.
    """
    history = step.state.history(kind, key)
    change = next((one for one in history if one.version == version), None)
    if change is None or not is_theirs_to_take_back(step.actor, by=change.by):
        raise NotThere(
            f"there is no change {version} of {kind.replace('_', ' ')} {key!r} that {step.actor.shown} could take back",
            where="its history",
            fix="ask whoever made it, or somebody who leads",
        )
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
