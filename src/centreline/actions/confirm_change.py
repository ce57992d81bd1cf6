"""Say that one knows a change."""

from centreline.actions.act import act
from centreline.actions.start_draft import written
from centreline.governance.entry import Entry
from centreline.governance.step import Step
from centreline.kernel.identity import content_hash

__all__ = ["confirm_change", "confirmation_key"]


@act(needs="confirm_change")
def confirm_change(step: Step, *, change: str, says: str) -> Entry:
    """Write down that whoever acts knows a change; a second time changes nothing.

    Args:
        step: The step it is done in.
        change: Names the change, such as `procedure:refunds:7`.
        says: The change, in the words in which it was shown to them.
    """
    key = confirmation_key(step.actor.name, change)
    held = step.state.entry("confirmation", key)
    if held is not None and held.stands:
        return held
    body = written("confirmation", {"says": says, "party": step.actor.partner})
    return step.make("confirmation", body, within=change, key=key)


def confirmation_key(name: str, change: str) -> str:
    """Return the key under which the confirmation of a change by somebody is kept."""
    return content_hash([name, change])[:32]
