"""A metric somebody promised to watch, with the definition and the target they meant."""

from typing import Literal, Self

from pydantic import Field, model_validator

from centreline.blueprint.element import Part, RoleKey
from centreline.kernel.written.wording import wrong

__all__ = ["Measure"]


class Measure(Part):
    """One metric in one variant, and what would be good."""

    metric: str = Field(min_length=1, description="Id of a metric in the dictionary, such as service_level.")
    variant: str | None = Field(None, description="Id of the variant meant; empty when nobody said which.")
    at_least: float | None = Field(
        None, description="Target from below, in the metric's unit (shares 0 to 1, times in ms)."
    )
    at_most: float | None = Field(None, description="Target from above, in the metric's unit.")
    owner: RoleKey | None = Field(None, description="Role that answers for the number.")
    cadence: Literal["hourly", "daily", "weekly", "monthly", "quarterly"] | None = Field(
        None, description="How often it is looked at."
    )

    @model_validator(mode="after")
    def _check_targets(self) -> Self:
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise wrong(
                f"at_least {self.at_least:g} is above at_most {self.at_most:g}, so no value can meet both",
                fix="exchange the two, or keep the one that is meant",
            )
        return self

    @property
    def has_target(self) -> bool:
        """Whether it says what would be good."""
        return self.at_least is not None or self.at_most is not None
