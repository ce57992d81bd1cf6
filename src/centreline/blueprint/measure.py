"""A metric somebody promised to watch, with the definition and the target they meant."""

from typing import Literal

from pydantic import Field

from centreline.blueprint.element import Key, Part

__all__ = ["Measure"]


class Measure(Part):
    """One metric in one variant, and what would be good."""

    metric: str = Field(description="Id of a metric in the dictionary, such as service_level.")
    variant: str | None = Field(None, description="Id of the variant meant; empty when nobody said which.")
    at_least: float | None = Field(
        None, description="Target from below, in the metric's unit (shares 0 to 1, times in ms)."
    )
    at_most: float | None = Field(None, description="Target from above, in the metric's unit.")
    owner: Key | None = Field(None, description="Role that answers for the number.")
    cadence: Literal["hourly", "daily", "weekly", "monthly", "quarterly"] | None = Field(
        None, description="How often it is looked at."
    )
