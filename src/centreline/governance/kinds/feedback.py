"""What somebody who talks with customers says about knowledge, and what became of it."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from centreline.blueprint.element import PartnerKey
from centreline.governance.entry import Body

__all__ = ["Outcome", "Said"]


class Outcome(StrEnum):
    """What became of it."""

    OPEN = "open"
    WILL_CHANGE = "will_change"
    CHANGED = "changed"
    STAYS = "stays"


class Said(Body):
    """Feedback on knowledge; `within` is what it is about, as `kind:id`."""

    text: str = Field(min_length=1, max_length=2_000, description="What is wrong or missing, as plain text.")
    outcome: Outcome = Field(Outcome.OPEN, description="What became of it.")
    answer: str = Field("", max_length=2_000, description="What whoever answers for it says, as plain text.")
    party: PartnerKey | None = Field(None, description="Partner whose people wrote it; empty for the centre's own.")

    @model_validator(mode="after")
    def _check_answer(self) -> Self:
        if (self.outcome is Outcome.OPEN) == bool(self.answer):
            raise ValueError("feedback is open, or has an answer that says what becomes of it")
        return self
