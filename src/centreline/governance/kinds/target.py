"""What is aimed at in a metric for which the operating model names no target."""

from typing import Self

from pydantic import Field, model_validator

from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """A target of one variant; `within` is the metric."""

    variant: str = Field(min_length=1, max_length=200, description="Way of counting it is about.")
    at_least: float | None = Field(None, description="Target from below, in the metric's unit (shares 0 to 1, ms).")
    at_most: float | None = Field(None, description="Target from above, in the metric's unit.")
    because: str = Field(min_length=1, max_length=2_000, description="Why this is right, as plain text.")

    @model_validator(mode="after")
    def _check_ends(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("a target has at least one end")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError("at least is above at most, so no value can meet both")
        return self
