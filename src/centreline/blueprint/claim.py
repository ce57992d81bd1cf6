"""What people say: answers to the deep-dive questions, hearsay until evidence stands behind them."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from centreline.blueprint.element import Format, Part, PartnerKey, RoleKey, TouchpointKey
from centreline.kernel.said import said

__all__ = ["Claim", "Claims", "Question"]


class Question(StrEnum):
    """The twelve questions of the deep-dive review (seed 000), by their key."""

    CONSISTENT = "consistent"
    DOCUMENTED = "documented"
    CURRENT = "current"
    MEASURED = "measured"
    CUSTOMER_PAIN = "customer_pain"
    EMPLOYEE_PAIN = "employee_pain"
    TOOLS_WORK = "tools_work"
    HANDOFFS_CLEAR = "handoffs_clear"
    REMOVE = "remove"
    SIMPLIFY = "simplify"
    AUTOMATE = "automate"
    DO_NOT_AUTOMATE = "do_not_automate"

    @property
    def asks(self) -> str:
        """The question as a person would ask it."""
        return _ASKS[self]


_ASKS = {
    Question.CONSISTENT: said("Is this done the same way every time?"),
    Question.DOCUMENTED: said("Is there a written procedure?"),
    Question.CURRENT: said("Is the procedure current, and do people trust it?"),
    Question.MEASURED: said("Is the work measured?"),
    Question.CUSTOMER_PAIN: said("Do we know where it hurts customers?"),
    Question.EMPLOYEE_PAIN: said("Do we know where it hurts the people who do it?"),
    Question.TOOLS_WORK: said("Do the tools work well?"),
    Question.HANDOFFS_CLEAR: said("Are the handoffs clear?"),
    Question.REMOVE: said("Can something be removed?"),
    Question.SIMPLIFY: said("Can something be simplified?"),
    Question.AUTOMATE: said("Can something be automated?"),
    Question.DO_NOT_AUTOMATE: said("Is there something that must not be automated yet?"),
}


class Claim(Part):
    """One person's answer to one question about one touchpoint."""

    touchpoint: TouchpointKey = Field(description="Touchpoint it is about.")
    question: Question = Field(description="Which of the twelve questions.")
    answer: Literal["yes", "no", "partly", "do_not_know"] = Field(description="What they said.")
    who: str = Field(min_length=1, description="Who said it: a name, or a role where people were heard in confidence.")
    role: RoleKey | None = Field(None, description="Role of who said it.")
    partner: PartnerKey | None = Field(None, description="Partner they speak for; empty for the organisation itself.")
    on: date = Field(description="Day they were asked.")
    how: Literal["workshop", "site_visit", "skip_level", "agent_interview", "document"] = Field(
        description="How they were asked."
    )
    remark: str | None = Field(None, description="What else they said.")


class Claims(Part):
    """A document of claims."""

    format: Format = Field(1, description="Version of this format.")
    claims: tuple[Claim, ...] = Field((), description="The claims.")
