"""What was decided in an operating review."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from centreline.governance.entry import Body

__all__ = ["Said"]

FindingName = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}\d{3} [a-z_]+:.+$", max_length=510)]
"""A finding: the check, and the element at which it found something."""


class Said(Body):
    """One decision; `within` is the review."""

    what: str = Field(min_length=1, max_length=500, description="What was decided about.")
    outcome: Literal["approve", "reject", "ask_evidence", "defer"] = Field(description="What became of it.")
    owner: str = Field(min_length=1, max_length=120, description="Who answers for it.")
    due: date | None = Field(None, description="By when; a deferred one comes back on that day.")
    about: tuple[FindingName, ...] = Field(
        (), max_length=20, description="Findings of the review it is about, each as its check and element."
    )
    settles: str = Field("", max_length=64, description="Key of the decision, put off earlier, that it settles.")

    @model_validator(mode="after")
    def _deferred_until_a_day(self) -> "Said":
        if self.outcome == "defer" and self.due is None:
            raise ValueError("what is deferred needs a day on which it comes back")
        return self
