"""Approvals of decisions that go past a shut gate, by whoever is asked."""

from typing import Any

from django.http import HttpResponse
from ninja import Field, Router

from centreline.actions.approve_decision import approve_decision, decision_said, refuse_decision
from centreline.findings.gates import not_passed
from centreline.governance.entry import conflict_with
from centreline.governance.kinds import body_of
from centreline.governance.rights import check_may
from centreline.web.api.shapes import EntryOut, Given, IfMatch, Key, Text, answered, expected, writes
from centreline.web.frame.acting import does
from centreline.web.reading.approvals import check_reads_decision
from centreline.web.reading.findings import seen_by
from centreline.web.records.store import DjangoState

__all__ = ["RefusalIn", "approve", "refuse", "router"]

router = Router(tags=["findings"])


class RefusalIn(Given):
    """Why it is not to be automated past a shut gate."""

    reason: Text = Field(min_length=1, max_length=2_000, description="In a sentence.")


@router.post(
    "/decisions/{key}/approve", response=writes(EntryOut), operation_id="approve_decision", summary="Approve a decision"
)
def approve(request: Any, response: HttpResponse, key: Key, if_match: IfMatch = "") -> EntryOut:
    """Approve exactly the version that was read, where one is asked and the gates stand as when it was decided."""
    version = expected(if_match)
    element = _reads(request, key)
    seen = seen_by(request.actor)
    gates = not_passed(seen.gates(element)) if seen else ()
    entry = does(request, approve_decision)(key=key, content=_content_of(key, version=version), hindered=gates)
    return answered(request, response, entry)


@router.post(
    "/decisions/{key}/refuse", response=writes(EntryOut), operation_id="refuse_decision", summary="Refuse a decision"
)
def refuse(request: Any, response: HttpResponse, key: Key, given: RefusalIn, if_match: IfMatch = "") -> EntryOut:
    """Refuse, where one is asked, to have it automated past a shut gate."""
    version = expected(if_match)
    _reads(request, key)
    entry = does(request, refuse_decision)(key=key, content=_content_of(key, version=version), reason=given.reason)
    return answered(request, response, entry)


def _reads(request: Any, key: str) -> str:
    check_may(request.actor, "approve_past_gates")
    check_may(request.actor, "see_findings")
    return check_reads_decision(request.actor, key)


def _content_of(key: str, *, version: int) -> str:
    """Return the content hash of a version of a decision.

    Raises:
        EditConflict: there is no such version.
    """
    state = DjangoState()
    read = state.version("decision", key, version)
    if read is not None and not read.binned:
        return decision_said(body_of("decision", read.fields)).content
    held = state.entry("decision", key)
    if held is None:  # It was there a moment ago.
        return ""
    raise conflict_with(held, base={}, mine={}, clashes=("lane",))
