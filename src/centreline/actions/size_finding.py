"""Say how large a finding is."""

from centreline.actions.act import act
from centreline.actions.found import filled_in, key_of
from centreline.governance.entry import Entry
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid

__all__ = ["size_finding"]


@act(needs="decide_finding")
def size_finding(  # noqa: PLR0913 - a size has this many parts, and every one of them is named
    step: Step,
    *,
    check: str,
    element: str,
    expects: int,
    contacts_a_month: float | None,
    least_cost_a_month: float | None,
    most_cost_a_month: float | None,
    because: str,
) -> Entry:
    """Write down whom a finding reaches and what it costs in a month; an earlier size stays in the history.

    Args:
        step: The step it is done in.
        check: Id of the check that found it.
        element: What it is about, as `kind:id`.
        expects: Version of the size that was read; 0 where there was none.
        contacts_a_month: Contacts it reaches in a month; None where nobody knows.
        least_cost_a_month: Least it costs in a month, in the centre's currency; None where nobody knows.
        most_cost_a_month: Most it costs in a month.
        because: How somebody knows.

    Raises:
        ArgumentInvalid: it says nothing, no reason was written, or the range is none.
        EditConflict: somebody else sized it in the meantime.
    """
    fields = {
        "check": check, "element": element, "contacts_a_month": contacts_a_month,
        "least_cost_a_month": least_cost_a_month, "most_cost_a_month": most_cost_a_month, "because": because,
    }  # fmt: skip
    if not because.strip():
        raise ArgumentInvalid("nobody said how they know", where="the field How you know", fix="write it in a sentence")
    body, key = filled_in("finding_size", fields, check=check), key_of(check, element)
    if expects:
        return step.change("finding_size", key, body, expects=expects, says=because.strip())
    return step.make("finding_size", body, within=check, key=key, says=because.strip())
