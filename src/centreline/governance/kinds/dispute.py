"""An agent holds that an evaluation of theirs is wrong, and what a second reviewer said."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from centreline.blueprint.element import PartnerKey
from centreline.governance.entry import Body

__all__ = ["WHOLE", "Outcome", "Said"]

WHOLE = "*"
"""Criterion of a dispute about an evaluation as a whole."""


class Outcome(StrEnum):
    """What a second reviewer said."""

    OPEN = "open"
    STANDS = "stands"
    CHANGES = "changes"


class Said(Body):
    """A dispute; `within` is the evaluation, as `source:id`."""

    criterion: str = Field(min_length=1, max_length=300, description="Question of the form; * for all of it.")
    reason: str = Field(min_length=1, max_length=2_000, description="Why it is wrong, as plain text.")
    form: str = Field("", max_length=300, description="Form on which was judged.")
    contact: str = Field("", max_length=300, description="Contact that was judged.")
    score: float | None = Field(None, ge=0, le=1, description="Score in dispute, 0 to 1; empty where none was given.")
    first: str = Field("", max_length=300, description="Who judged first, as the records name them.")
    due: date = Field(description="Day by which a second reviewer answers.")
    outcome: Outcome = Field(Outcome.OPEN, description="What the second reviewer said.")
    answer: str = Field("", max_length=2_000, description="Why, as plain text; the agent reads it.")
    party: PartnerKey | None = Field(None, description="Partner whose agent it is; empty for the centre's own.")

    @model_validator(mode="after")
    def _check_answer(self) -> Self:
        if (self.outcome is Outcome.OPEN) == bool(self.answer):
            raise ValueError("a dispute is open, or has an answer that says whether the score stands")
        return self
