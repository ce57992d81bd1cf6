"""A day from which on a metric's limits are worked out anew, because the work is another one since."""

from datetime import date

from pydantic import Field

from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """A new beginning of one variant over some rows; `within` is the metric."""

    variant: str = Field(min_length=1, max_length=200, description="Way of counting it holds for.")
    selection: str = Field("", max_length=2_000, description="Rows it holds for, as column=value; empty for all.")
    on: date = Field(description="First day of the new limits.")
    reason: str = Field(min_length=1, max_length=2_000, description="What is done differently since, as plain text.")
