"""A number that says how sure it is."""

from dataclasses import dataclass

__all__ = ["SMALL_SAMPLE", "Estimate"]

SMALL_SAMPLE = 30
"""Below this many rows an estimate calls itself small (a convention, not a law)."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with the count behind it and an interval.

    Attributes:
        value: In the unit of whatever was estimated; None when there was nothing to count.
        n: Rows behind the value.
        low: Lower end of the interval, None where no method applies.
        high: Upper end of the interval, None where no method applies.
        method: How the interval was found, in words: "Wilson", "normal, from the spread of rows", "none: a census".
        confidence: Coverage the method aims at, 0 to 1.
    """

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    method: str = "none"
    confidence: float = 0.95

    @property
    def is_small(self) -> bool:
        """Whether fewer than `SMALL_SAMPLE` rows stand behind the value."""
        return self.n < SMALL_SAMPLE
