"""Close a published change with what was measured, and open it again."""

from centreline.actions.act import act
from centreline.actions.proposed import proposal_of, said_in, stands_with
from centreline.governance.entry import Entry
from centreline.governance.kinds.proposal import Standing
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict

__all__ = ["close_proposal", "reopen_proposal"]


@act(needs="approve_proposal")
def close_proposal(  # noqa: PLR0913 - which one, as it was read, and each thing that is said of it
    step: Step, *, key: str, expects: int, outcome: str, learned: str, measured: str
) -> Entry:
    """Close a change that was published: whether it is kept, adapted or stopped, and what was measured by then.

    Args:
        step: The step it is done in.
        key: Which proposal.
        expects: The version the closer had before them.
        outcome: keep, adapt or stop.
        learned: Why, and what was learned, in a sentence.
        measured: What was measured, in the words in which it was read.

    Raises:
        NotThere: there is none, or it is not theirs to read.
        ArgumentInvalid: no outcome or no reason is given.
        EvidenceConflict: it is not published, or closed already.
        EditConflict: somebody changed it since the version that was expected.
    """
    held = proposal_of(step, key)
    if said_in(held).state is not Standing.PUBLISHED:
        raise EvidenceConflict(
            f"the proposal is {held.fields['state']}, and only a published change is closed with what was measured",
            where="the proposal",
            fix="reload it and read how far it has come",
        )
    if not learned.strip():
        raise ArgumentInvalid("it is closed without a reason", where="the form", fix="say why, in a sentence")
    closed = stands_with(held, state="closed", outcome=outcome, learned=learned.strip(), measured=measured)
    return step.change("proposal", key, closed, expects=expects, says=f"{outcome}: {learned.strip()}")


@act(needs="approve_proposal")
def reopen_proposal(step: Step, *, key: str, expects: int) -> Entry:
    """Open a closed change again, so that it is measured on.

    Raises:
        NotThere: there is none, or it is not theirs to read.
        EvidenceConflict: it is not closed.
        EditConflict: somebody changed it since the version that was expected.
    """
    held = proposal_of(step, key)
    if said_in(held).state is not Standing.CLOSED:
        raise EvidenceConflict("the proposal is not closed", where="the proposal", fix="reload it and read on")
    opened = stands_with(held, state="published", outcome="", learned="", measured="")
    return step.change("proposal", key, opened, expects=expects, says="opened again")
