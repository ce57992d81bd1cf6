"""Propose a change, write it otherwise, hand it in, and take it back."""

from collections.abc import Mapping
from typing import Any

from centreline.actions.act import act
from centreline.actions.proposed import authors_of, check_open, no_proposal, proposal_of, said_in, stands_with
from centreline.actions.start_draft import written
from centreline.actions.undo_change import LEADS
from centreline.governance.entry import Entry, conflict_with
from centreline.governance.kinds.proposal import CONTENT, Said, Standing
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict

__all__ = ["edit_proposal", "hand_in_proposal", "propose_change", "withdraw_proposal"]

WRITTEN = CONTENT | {"next_on"}
"""Fields that people fill in; the others tell how far a proposal has come, and are no form's."""


@act(needs="propose_change")
def propose_change(step: Step, *, proposal: Mapping[str, object], as_draft: bool = False) -> Entry:
    """Write a proposal down, and hand it in unless it is kept as a draft.

    Args:
        step: The step it is done in.
        proposal: What is proposed, about what, why, what is expected, and who sees to it; as the kind says.
        as_draft: Whether it is still being written, so that nobody can approve it yet.

    Raises:
        ArgumentInvalid: a field is empty, unknown or does not fit; every one of them is named.
    """
    state = Standing.DRAFT if as_draft else Standing.PROPOSED
    body = written("proposal", _filled_in(proposal) | {"party": step.actor.partner, "state": state})
    return step.make("proposal", body, within=str(proposal["subject"]), says=str(state))


@act(needs="propose_change")
def edit_proposal(step: Step, *, key: str, expects: int, proposal: Mapping[str, object]) -> Entry:
    """Write a proposal otherwise; one that was approved or rejected has to be approved anew.

    Args:
        step: The step it is done in.
        key: Which.
        expects: The version the writer had before them.
        proposal: Fields that change; others stay as the writer saw them, and the subject stays in any case.

    Raises:
        NotThere: there is none, or it is not theirs to read.
        ArgumentInvalid: a field does not fit.
        EvidenceConflict: it is published or withdrawn.
        EditConflict: somebody else changed the same fields, or it was approved or rejected meanwhile.
    """
    held = proposal_of(step, key)
    check_open(held)
    seen = step.seen(held, expects=expects)
    fields = {**seen, **_filled_in(proposal), "subject": seen["subject"]}
    if seen["state"] != held.fields["state"]:  # An approval never comes to stand over words its approver has not read.
        raise conflict_with(held, base=seen, mine=fields, clashes=("state",))
    anew = fields | _undecided(seen)
    if _content(anew) != _content(seen | _undecided(seen)):
        fields = anew
    return step.change("proposal", key, written("proposal", fields), expects=expects)


@act(needs="propose_change")
def hand_in_proposal(step: Step, *, key: str, expects: int) -> Entry:
    """Hand in a proposal that was kept as a draft, so that it can be approved.

    Raises:
        NotThere: there is none, or it is not theirs to read.
        EvidenceConflict: it was handed in already.
        EditConflict: somebody changed it since the version that was expected.
    """
    held = proposal_of(step, key)
    if said_in(held).state is not Standing.DRAFT:
        raise EvidenceConflict(
            f"the proposal is {held.fields['state']} already", where="the proposal", fix="reload it and read on"
        )
    return step.change("proposal", key, stands_with(held, state="proposed"), expects=expects, says="handed in")


@act(needs="propose_change")
def withdraw_proposal(step: Step, *, key: str, expects: int, reason: str) -> Entry:
    """Take a proposal back, for whoever wrote in it or leads; what was published stays published.

    Raises:
        NotThere: there is none, or it is not theirs to withdraw.
        ArgumentInvalid: no reason is given.
        EvidenceConflict: it is published or withdrawn already.
        EditConflict: somebody changed it since the version that was expected.
    """
    held = proposal_of(step, key)
    check_open(held)
    if step.actor.role not in LEADS and step.actor.name not in authors_of(step.state, key):
        raise no_proposal(key)
    if not reason.strip():
        raise ArgumentInvalid("it is withdrawn without a reason", where="the form", fix="say why, in a sentence")
    gone = stands_with(held, state="withdrawn", reason=reason.strip(), approved_by="", approved="")
    return step.change("proposal", key, gone, expects=expects, says=reason.strip())


def _filled_in(proposal: Mapping[str, object]) -> dict[str, Any]:
    """Return what people fill in, without space around it.

    Raises:
        ArgumentInvalid: a field is none of theirs.
    """
    if others := sorted(set(proposal) - WRITTEN):
        raise ArgumentInvalid(
            f"nobody fills in {', '.join(others)}", where="the form", fix=f"send only {', '.join(sorted(WRITTEN))}"
        )
    return {name: value.strip() if isinstance(value, str) else value for name, value in proposal.items()}


def _undecided(fields: Mapping[str, Any]) -> dict[str, Any]:
    state = Standing.DRAFT if fields["state"] == Standing.DRAFT else Standing.PROPOSED
    return {"state": state, "approved_by": "", "approved": "", "reason": ""}


def _content(fields: Mapping[str, Any]) -> str:
    body = written("proposal", fields)
    return body.content if isinstance(body, Said) else ""
