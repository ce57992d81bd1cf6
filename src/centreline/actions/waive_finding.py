"""Accept a finding for a while."""

from datetime import date

from centreline.actions.act import act
from centreline.actions.found import filled_in, key_of
from centreline.governance.entry import Entry
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid

__all__ = ["waive_finding"]


@act(needs="waive_finding")
def waive_finding(  # noqa: PLR0913 - a waiver has this many fields, and every one of them is named
    step: Step, *, check: str, element: str, reason: str, owner: str, until: date | None
) -> Entry:
    """Set a finding aside up to and including a day; one that is waived already is waived anew.

    Args:
        step: The step it is done in.
        check: Id of the check that found it.
        element: What it is about, as `kind:id`.
        reason: Why it is accepted, in a sentence.
        owner: Who answers for accepting it.
        until: Last day on which it is accepted.

    Raises:
        ArgumentInvalid: a field is empty or does not fit, or the day has passed.
    """
    fields = {"check": check, "element": element, "reason": reason, "owner": owner, "until": until}
    body = filled_in("waiver", fields, check=check)
    if until is not None and until < step.now.date():
        raise ArgumentInvalid(
            f"a waiver until {until} would have ended already",
            where="the last day of the waiver",
            fix="choose a day from today on",
        )
    key = key_of(check, element)
    held = step.state.entry("waiver", key)
    if held is not None and held.stands:
        return step.change("waiver", key, body, expects=held.version, says=f"waived until {until}")
    return step.make("waiver", body, within=check, key=key, says=f"waived until {until}")
