"""How large people judge a finding to be: whom it reaches and what it costs in a month, and how they know."""

from typing import Self

from pydantic import Field, model_validator

from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """A judged size; `within` is the check. Every earlier one stands in its history."""

    check: str = Field(pattern=r"^[A-Z]{3}\d{3}$", description="Id of the check that found it.")
    element: str = Field(pattern=r"^[a-z_]+:.+$", max_length=500, description="What the finding is about.")
    contacts_a_month: float | None = Field(None, ge=0, le=1e9, description="Contacts it reaches in a month.")
    least_cost_a_month: float | None = Field(None, ge=0, le=1e12, description="Least it costs in a month.")
    most_cost_a_month: float | None = Field(None, ge=0, le=1e12, description="Most it costs in a month.")
    because: str = Field(min_length=1, max_length=2_000, description="How somebody knows, in a sentence.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        least, most = self.least_cost_a_month, self.most_cost_a_month
        if (least is None) != (most is None):
            raise ValueError("a cost is a range: write its least and its most")
        if least is not None and most is not None and least > most:
            raise ValueError("the least cost is above the most")
        if self.contacts_a_month is None and least is None:
            raise ValueError("a size says whom it reaches, what it costs, or both")
        return self
