"""An operating review that somebody started: its numbers, frozen as they stood that day."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """A review as it was held; `within` is the key of the scope whose rows it speaks of."""

    title: str = Field(min_length=1, max_length=200, description="What people call it.")
    as_of: date = Field(description="The day up to which records were read.")
    looked_at: datetime = Field(description="When the numbers were found.")
    review: dict[str, Any] = Field(description="The review; of the records behind a finding, only how many.")
    assurance: dict[str, Literal["reliable", "chance", "missed", "none"]] = Field(
        description="For each metric, whether its target would be met as things were."
    )
