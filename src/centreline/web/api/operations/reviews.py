"""What operating reviews decided, and who does what; a review is started in the browser."""

from datetime import date
from typing import Any, Literal

from django.http import HttpResponse
from ninja import Field, Router, Status

from centreline.actions.decide_in_review import assign_action, close_action, record_decision
from centreline.web.api.shapes import EntryOut, Given, IfMatch, Key, Name, answered, expected, writes
from centreline.web.frame.acting import does

__all__ = ["ActionIn", "OutcomeIn", "assign", "close", "decide", "router"]

router = Router(tags=["reviews"])


class OutcomeIn(Given):
    """What a review decided."""

    what: Name = Field(min_length=1, description="What was decided about.")
    outcome: Literal["approve", "reject", "ask_evidence", "defer"] = Field(description="What became of it.")
    owner: Name = Field(min_length=1, max_length=120, description="Who answers for it.")
    due: date | None = Field(None, description="By when; what is deferred comes back on that day.")


class ActionIn(Given):
    """Something somebody promised to do."""

    what: Name = Field(min_length=1, description="What is to be done.")
    owner: Name = Field(min_length=1, max_length=120, description="Who does it.")
    due: date = Field(description="By when.")


@router.post(
    "/reviews/{key}/decisions",
    response=writes(EntryOut, status=201),
    operation_id="decide_in_review",
    summary="Record what a review decided",
)
def decide(request: Any, response: HttpResponse, key: Key, given: OutcomeIn) -> Any:
    """Record a decision of a review."""
    entry = does(request, record_decision)(review=key, decision=given.model_dump())
    return Status(201, answered(request, response, entry))


@router.post(
    "/reviews/{key}/actions",
    response=writes(EntryOut, status=201),
    operation_id="assign_action",
    summary="Write down who does what",
)
def assign(request: Any, response: HttpResponse, key: Key, given: ActionIn) -> Any:
    """Write down who promised to do what by when."""
    return Status(201, answered(request, response, does(request, assign_action)(review=key, **given.model_dump())))


@router.post("/actions/{key}/close", response=writes(EntryOut), operation_id="close_action", summary="Close an action")
def close(request: Any, response: HttpResponse, key: Key, if_match: IfMatch = "") -> EntryOut:
    """Mark an action as done."""
    version = expected(if_match)
    return answered(request, response, does(request, close_action)(key=key, expects=version))
