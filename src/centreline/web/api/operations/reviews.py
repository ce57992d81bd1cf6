"""Operating reviews: started, what they decided, and who does what."""

from datetime import date
from typing import Any, Literal

from django.http import HttpResponse
from ninja import Field, Router, Status

from centreline.actions.decide_in_review import assign_action, close_action, record_decision
from centreline.actions.note_in_review import note_in_review
from centreline.actions.start_review import start_review
from centreline.governance.rights import check_may
from centreline.web.api.shapes import EntryOut, Given, IfMatch, Key, Name, Text, answered, expected, writes
from centreline.web.frame.acting import does
from centreline.web.reading.reviews import to_be_frozen

__all__ = ["ActionIn", "OutcomeIn", "ReviewIn", "ReviewNoteIn", "assign", "close", "decide", "note", "router", "start"]

router = Router(tags=["reviews"])


class ReviewIn(Given):
    """A review to be started."""

    title: Name = Field("", max_length=200, description="What people call it; its period where nothing is written.")
    partner: Name | None = Field(None, description="Partner with whom it is held, on its own rows; null for nobody.")


class OutcomeIn(Given):
    """What a review decided."""

    what: Name = Field(min_length=1, description="What was decided about.")
    about: list[Name] = Field([], max_length=20, description="Findings of the review, each as `CHK001 kind:key`.")
    outcome: Literal["approve", "reject", "ask_evidence", "defer"] = Field(description="What became of it.")
    owner: Name = Field(min_length=1, max_length=120, description="Who answers for it.")
    due: date | None = Field(None, description="By when; what is deferred comes back on that day.")


class ReviewNoteIn(Given):
    """A note on a review."""

    text: Text = Field(min_length=1, max_length=4_000, description="What was said, as plain text.")
    readers: Literal["everybody", "own_side"] = Field(
        "everybody", description="Whether everybody who reads the review reads it, or one's own side alone."
    )


class ActionIn(Given):
    """Something somebody promised to do."""

    what: Name = Field(min_length=1, description="What is to be done.")
    owner: Name = Field(min_length=1, max_length=120, description="Who does it.")
    due: date = Field(description="By when.")


@router.post("/reviews", response=writes(EntryOut, status=201), operation_id="start_review", summary="Start a review")
def start(request: Any, response: HttpResponse, given: ReviewIn) -> Any:
    """Freeze what was found last in the rows one may see, or in a partner's, as an operating review."""
    check_may(request.actor, "run_review")
    frozen = to_be_frozen(request.actor, partner=given.partner)
    entry = does(request, start_review)(**frozen | ({"title": given.title} if given.title else {}))
    return Status(201, answered(request, response, entry))


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


@router.post(
    "/reviews/{key}/notes",
    response=writes(EntryOut, status=201),
    operation_id="note_in_review",
    summary="Write a note on a review",
)
def note(request: Any, response: HttpResponse, key: Key, given: ReviewNoteIn) -> Any:
    """Write a note on a review: its numbers stay as they are."""
    return Status(201, answered(request, response, does(request, note_in_review)(review=key, **given.model_dump())))


@router.post("/actions/{key}/close", response=writes(EntryOut), operation_id="close_action", summary="Close an action")
def close(request: Any, response: HttpResponse, key: Key, if_match: IfMatch = "") -> EntryOut:
    """Mark an action as done."""
    version = expected(if_match)
    return answered(request, response, does(request, close_action)(key=key, expects=version))
