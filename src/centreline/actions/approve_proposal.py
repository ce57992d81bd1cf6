"""Approve a proposal as it was read, or reject it."""

from centreline.actions.act import act
from centreline.actions.proposed import authors_of, proposal_of, said_in, stands_with
from centreline.governance.entry import Entry
from centreline.governance.kinds.proposal import Standing
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict

__all__ = ["approve_proposal", "reject_proposal"]


@act(needs="approve_proposal")
def approve_proposal(step: Step, *, key: str, content: str) -> Entry:
    """Approve exactly what was read; once more changes nothing.

    Args:
        step: The step it is done in.
        key: Which.
        content: Content hash of what the approver had before them.

    Raises:
        NotThere: there is none, or it is not theirs to read.
        ArgumentInvalid: whoever approves wrote in it.
        EvidenceConflict: it was written otherwise since it was read, or does not wait for an approval.
    """
    held = proposal_of(step, key)
    said = said_in(held)
    if said.content != content:
        raise EvidenceConflict(
            f"{held.changed_by} wrote it otherwise since you read it",
            where=f"the proposal, version {held.version}",
            fix="reload it, read what it says now, and approve that",
        )
    if said.state in (Standing.APPROVED, Standing.PUBLISHED, Standing.CLOSED) and said.approved == content:
        return held
    _check_waits(held)
    if step.actor.name in authors_of(step.state, key):
        raise ArgumentInvalid(
            "nobody approves what they wrote themselves", where="the proposal", fix="ask somebody else who may approve"
        )
    approved = stands_with(held, state="approved", approved_by=step.actor.name, approved=content, reason="")
    return step.change("proposal", key, approved, expects=held.version, says=f"approves {content[:12]}")


@act(needs="approve_proposal")
def reject_proposal(step: Step, *, key: str, expects: int, reason: str) -> Entry:
    """Reject a proposal with a reason; it can be written otherwise and approved then.

    Raises:
        NotThere: there is none, or it is not theirs to read.
        ArgumentInvalid: no reason is given.
        EvidenceConflict: it does not wait for an approval.
        EditConflict: somebody changed it since the version that was expected.
    """
    held = proposal_of(step, key)
    _check_waits(held)
    if not reason.strip():
        raise ArgumentInvalid("it is rejected without a reason", where="the form", fix="say why, in a sentence")
    rejected = stands_with(held, state="rejected", reason=reason.strip())
    return step.change("proposal", key, rejected, expects=expects, says=reason.strip())


def _check_waits(entry: Entry) -> None:
    state = said_in(entry).state
    if state is not Standing.PROPOSED:
        raise EvidenceConflict(
            f"the proposal is {state} and does not wait for an approval",
            where="the proposal",
            fix="reload it and read how far it has come",
        )
