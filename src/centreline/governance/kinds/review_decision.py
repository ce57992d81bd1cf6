"""What was decided in an operating review."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """One decision; `within` is the review."""

    what: str = Field(min_length=1, max_length=500, description="What was decided about.")
    outcome: Literal["approve", "reject", "ask_evidence", "defer"] = Field(description="What became of it.")
    owner: str = Field(min_length=1, max_length=120, description="Who answers for it.")
    due: date | None = Field(None, description="By when; a deferred one comes back on that day.")
    settles: str = Field("", max_length=64, description="Key of the decision, put off earlier, that it settles.")

    @model_validator(mode="after")
    def _deferred_until_a_day(self) -> "Said":
        if self.outcome == "defer" and self.due is None:
            raise ValueError("what is deferred needs a day on which it comes back")
        return self
