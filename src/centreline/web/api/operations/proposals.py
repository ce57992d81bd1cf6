"""Proposals: written, handed in, approved or rejected, withdrawn, and worked out on a board.

They are read as entries of the kind `proposal`.
"""

from typing import Any

from django.http import HttpResponse
from ninja import Field, Router, Status

from centreline.actions.approve_proposal import approve_proposal, reject_proposal
from centreline.actions.open_board import open_board
from centreline.actions.propose_change import edit_proposal, hand_in_proposal, propose_change, withdraw_proposal
from centreline.governance.entry import Entry, conflict_with
from centreline.governance.kinds.proposal import Said
from centreline.governance.rights import check_may
from centreline.web.api.proposed import ProposalFields, ProposalIn, check_measured, proposed
from centreline.web.api.shapes import EntryOut, Given, IfMatch, Key, Name, Text, answered, expected, writes
from centreline.web.frame.acting import does
from centreline.web.reading.proposals import proposal_for
from centreline.web.records.store import DjangoState

__all__ = ["BoardIn", "ReasonIn", "approve", "board", "edit", "hand_in", "propose", "reject", "router", "withdraw"]

router = Router(tags=["proposals"])


class ReasonIn(Given):
    """Why a proposal goes no further."""

    reason: Text = Field(min_length=1, max_length=2_000, description="In a sentence.")


class BoardIn(Given):
    """Where a proposal is worked out."""

    journey: Name = Field(min_length=1, description="Key of the journey.")


@router.post("/proposals", response=writes(EntryOut, status=201), operation_id="propose", summary="Propose a change")
def propose(request: Any, response: HttpResponse, given: ProposalIn) -> Any:
    """Propose a change of something one may read, or keep it as a draft that nobody can approve yet."""
    check_may(request.actor, "propose_change")
    said = proposed(request.actor, given)
    entry = does(request, propose_change)(proposal=said, as_draft=given.as_draft)
    return Status(201, answered(request, response, entry))


@router.patch("/proposals/{key}", response=writes(EntryOut), operation_id="edit_proposal", summary="Propose otherwise")
def edit(request: Any, response: HttpResponse, key: Key, given: ProposalFields, if_match: IfMatch = "") -> EntryOut:
    """Write a proposal otherwise; what is not named stays. One that was decided has to be approved anew."""
    version = expected(if_match)
    held = _held(request, key, needs="propose_change")
    check_measured(request.actor, given)
    said = given.model_dump(mode="json", exclude_unset=True)
    entry = does(request, edit_proposal)(key=held.key, expects=version, proposal=said)
    return answered(request, response, entry)


@router.post("/proposals/{key}/hand-in", response=writes(EntryOut), operation_id="hand_in", summary="Hand it in")
def hand_in(request: Any, response: HttpResponse, key: Key, if_match: IfMatch = "") -> EntryOut:
    """Hand in what was kept as a draft, so that it can be approved."""
    version = expected(if_match)
    held = _held(request, key, needs="propose_change")
    return answered(request, response, does(request, hand_in_proposal)(key=held.key, expects=version))


@router.post("/proposals/{key}/approve", response=writes(EntryOut), operation_id="approve", summary="Approve it")
def approve(request: Any, response: HttpResponse, key: Key, if_match: IfMatch = "") -> EntryOut:
    """Approve exactly the version that was read; nobody approves what they wrote in."""
    version = expected(if_match)
    held = _held(request, key, needs="approve_proposal")
    entry = does(request, approve_proposal)(key=held.key, content=_content_of(held, version=version))
    return answered(request, response, entry)


@router.post("/proposals/{key}/reject", response=writes(EntryOut), operation_id="reject", summary="Reject it")
def reject(request: Any, response: HttpResponse, key: Key, given: ReasonIn, if_match: IfMatch = "") -> EntryOut:
    """Reject a proposal with a reason; it can be written otherwise and approved then."""
    version = expected(if_match)
    held = _held(request, key, needs="approve_proposal")
    entry = does(request, reject_proposal)(key=held.key, expects=version, reason=given.reason)
    return answered(request, response, entry)


@router.post("/proposals/{key}/withdraw", response=writes(EntryOut), operation_id="withdraw", summary="Withdraw it")
def withdraw(request: Any, response: HttpResponse, key: Key, given: ReasonIn, if_match: IfMatch = "") -> EntryOut:
    """Take a proposal back, for whoever wrote in it or leads; what was published stays published."""
    version = expected(if_match)
    held = _held(request, key, needs="propose_change")
    entry = does(request, withdraw_proposal)(key=held.key, expects=version, reason=given.reason)
    return answered(request, response, entry)


@router.post(
    "/proposals/{key}/board", response=writes(EntryOut, status=201), operation_id="open_board", summary="Open its board"
)
def board(request: Any, response: HttpResponse, key: Key, given: BoardIn) -> Any:
    """Start a draft of a journey in which an approved change is worked out; once more gives the same draft."""
    held = _held(request, key, needs="edit_board")
    entry = does(request, open_board)(key=held.key, journey=given.journey)
    return Status(201, answered(request, response, entry))


def _held(request: Any, key: str, *, needs: str) -> Entry:
    check_may(request.actor, needs)
    check_may(request.actor, "see_proposals")
    return proposal_for(request.actor, key)


def _content_of(held: Entry, *, version: int) -> str:
    """Return the content hash of a version of a proposal; an approval is of that and of nothing later.

    Raises:
        EditConflict: there is no such version.
    """
    read = DjangoState().version("proposal", held.key, version)
    if read is None:
        raise conflict_with(held, base={}, mine={}, clashes=("state",))
    return Said.model_validate(read.fields).content
