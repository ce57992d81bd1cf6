"""How two metrics moved together from one period to the next: an association with its interval, and never a cause."""

from dataclasses import dataclass
from datetime import date
from math import atanh, sqrt, tanh
from statistics import fmean

from centreline.metrics.course import Course

__all__ = ["FEWEST", "Together", "moved_together", "rank_correlation"]

FEWEST = 20
"""Changes that both have, below which nothing is said."""

Z = 1.959964
"""Of a 95% interval."""


@dataclass(frozen=True, slots=True)
class Together:
    """How two metrics moved together.

    Attributes:
        n: Changes from one period to the next that both have.
        value: Rank correlation of them, -1 to 1; None where they are too few, or one of both never changed.
        low: Lower end of its 95% interval; None with the value.
        high: Upper end.
    """

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the interval leaves nought out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def moved_together(one: Course, other: Course) -> Together:
    """Return how two metrics moved together in the periods of which both have enough rows to be tested.

    Changes are compared and not values: two figures that both grow over a year would else seem to belong together.
    The interval takes changes to be independent of each other, so it is rather too narrow than too wide.

    Args:
        one: A metric over time.
        other: Another one, in periods of the same length.

    Source: Fieller, Hartley and Pearson (1957), Tests for rank correlation coefficients I.
    """
    if one.grain != other.grain:
        raise ValueError(f"one moves by {one.grain}, the other by {other.grain}")
    changes, others = _changes(one), _changes(other)
    shared = sorted(changes.keys() & others.keys())
    rho = rank_correlation([changes[on] for on in shared], [others[on] for on in shared])
    if len(shared) < FEWEST or rho is None:
        return Together(len(shared))
    if abs(rho) > 1 - 1e-12:
        return Together(len(shared), rho, rho, rho)
    reach = Z * sqrt(1.06 / (len(shared) - 3))
    return Together(len(shared), rho, tanh(atanh(rho) - reach), tanh(atanh(rho) + reach))


def rank_correlation(one: list[float], other: list[float]) -> float | None:
    """Return Spearman's rank correlation, -1 to 1; None where one of both is all the same, or nothing is there.

    >>> rank_correlation([1.0, 2.0, 3.0], [10.0, 20.0, 90.0])
    1.0
    """
    if not one:
        return None
    a, b = _ranks(one), _ranks(other)
    mean = fmean(a)
    above = sum((x - mean) * (y - mean) for x, y in zip(a, b, strict=True))
    below = sqrt(sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b))
    return above / below if below else None


def _changes(course: Course) -> dict[date, float]:
    """Return by the first day of a period how far the value lies from that of the period before."""
    pairs = zip(course.spots, course.spots[1:], strict=False)
    return {
        after.on: after.value - before.value
        for before, after in pairs
        if (before.state, after.state) == ("tested", "tested")
        and before.value is not None
        and after.value is not None
        and before.stretch == after.stretch
    }


def _ranks(values: list[float]) -> list[float]:
    """Return the rank of each value; of equal ones the mean of theirs."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks, at = [0.0] * len(values), 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and values[order[end + 1]] == values[order[at]]:
            end += 1
        for place in order[at : end + 1]:
            ranks[place] = (at + end) / 2
        at = end + 1
    return ranks
