"""Touchpoints: answers to the twelve questions, and remarks."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from ninja import Field, Router, Status

from centreline.actions.answer_question import answer_question, comment_on_touchpoint
from centreline.governance.rights import check_may
from centreline.web.api.shapes import EntryOut, Given, Name, Text, answered, writes
from centreline.web.frame.acting import does

__all__ = ["ClaimIn", "RemarkIn", "claim", "remark", "router"]

router = Router(tags=["touchpoints"])


class ClaimIn(Given):
    """An answer to one of the twelve questions about a touchpoint."""

    touchpoint: Name = Field(description="Key of the touchpoint.")
    question: Name = Field(description="Key of one of the twelve questions.")
    answer: Name = Field(description="yes, no, partly or do_not_know.")
    how: Name = Field(description="How they were asked.")
    on: date | None = Field(None, description="Day they were asked; today where nobody says.")
    who: Name = Field("", description="Who said it; whoever writes where nobody is named.")
    role: Name = Field("", description="Key of their role.")
    partner: Name = Field("", description="Partner they speak for; people of a partner speak for their own.")
    remark: Text = Field("", description="What else they said.")


class RemarkIn(Given):
    """A remark about a touchpoint."""

    touchpoint: Name = Field(description="Key of the touchpoint.")
    text: Text = Field(min_length=1, description="As plain text.")


@router.post("/claims", response=writes(EntryOut, status=201), operation_id="claim", summary="Answer a question")
def claim(request: Any, response: HttpResponse, given: ClaimIn) -> Any:
    """Add what was answered, by whom, for which party, and how they were asked."""
    check_may(request.actor, "see_map")
    return Status(201, answered(request, response, does(request, answer_question)(**given.model_dump())))


@router.post(
    "/touchpoints/remarks", response=writes(EntryOut, status=201), operation_id="remark_on_touchpoint", summary="Remark"
)
def remark(request: Any, response: HttpResponse, given: RemarkIn) -> Any:
    """Remark something about a touchpoint, in the thread of one's own party."""
    check_may(request.actor, "see_map")
    return Status(201, answered(request, response, does(request, comment_on_touchpoint)(**given.model_dump())))
