"""Control charts: which points of a series stand out from its ordinary variation.

Individuals and moving ranges (XmR). Limits lie three sigma from the mean, sigma being the mean moving range ÷ 1.128,
which is 2.66 × the mean moving range on either side.
Four rules tell a signal from noise. Each rule adds false alarms of its own; on pure noise about one point in a
hundred is marked, so a mark is a reason to look and no proof.

Source: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 (individuals charts: limits at 3 × mean moving
range ÷ 1.128) and 6.3.2 (Western Electric rules: a point beyond three sigma; two of three beyond two sigma on one side;
eight in a row on one side; six in a row rising or falling).
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from centreline.kernel.said import said
from centreline.kernel.units import Unit

__all__ = ["FEWEST", "RULES", "ControlChart", "Point", "control_chart", "possible_limits"]

D2 = 1.128
"""Mean range of two draws from a normal distribution, in standard deviations."""

FEWEST = 6
"""Points below which limits say nothing."""

RULES: dict[str, str] = {
    "beyond_limits": said("outside the limits"),
    "eight_on_one_side": said("the eighth in a row on one side of the mean"),
    "six_in_one_direction": said("the sixth in a row rising or falling"),
    "two_of_three_near_a_limit": said("the second of three near one limit (beyond two sigma)"),
}
"""What each rule says of the point at which it is met."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value of the series; `signals` names the rules of `RULES` it meets."""

    on: date
    value: float | None
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A series with its limits.

    Attributes:
        points: Every point, in order of its day; days without a value meet no rule and interrupt none.
        mean: Mean of the values; None where there are too few.
        sigma: Ordinary variation, mean moving range ÷ 1.128.
        low: Mean − 3 sigma.
        high: Mean + 3 sigma.
        note: Why there are no limits; empty where there are.
    """

    points: tuple[Point, ...]
    mean: float | None
    sigma: float | None
    low: float | None
    high: float | None
    note: str = ""

    @property
    def signals(self) -> tuple[Point, ...]:
        """The points that stand out."""
        return tuple(point for point in self.points if point.signals)


def control_chart(points: Sequence[tuple[date, float | None]]) -> ControlChart:
    """Return the control chart of a series.

    Args:
        points: Days and values in any order; None where a day has no value.

    >>> chart = control_chart([(date(2026, 1, day), value) for day, value in enumerate([5, 6, 5, 6, 5, 6, 20], 1)])
    >>> round(chart.mean, 3), round(chart.high, 3), [point.on.day for point in chart.signals]
    (7.571, 15.993, [7])
    """
    ordered = sorted(points, key=lambda point: point[0])
    values = [value for _, value in ordered if value is not None]
    if len(values) < FEWEST:
        too_few = said("{n} values are too few for limits: at least {fewest} are needed")
        note = too_few.filled(n=len(values), fewest=FEWEST)
        return ControlChart(tuple(Point(on, value) for on, value in ordered), None, None, None, None, note)
    mean = sum(values) / len(values)
    moving = [abs(later - earlier) for earlier, later in itertools.pairwise(values)]
    sigma = sum(moving) / len(moving) / D2
    signals = iter(_signals(values, mean=mean, sigma=sigma))
    marked = tuple(Point(on, value, next(signals) if value is not None else ()) for on, value in ordered)
    return ControlChart(marked, mean, sigma, mean - 3 * sigma, mean + 3 * sigma)


def possible_limits(low: float, high: float, *, unit: Unit) -> tuple[float, float]:
    """Return limits within what the unit can be: no share above one, nothing but points and money below zero.

    >>> possible_limits(-0.1, 1.2, unit=Unit.SHARE)
    (0.0, 1.0)
    """
    lowest = low if unit in {Unit.POINTS, Unit.MONEY} else max(0.0, low)
    return lowest, min(1.0, high) if unit is Unit.SHARE else high


def _signals(values: Sequence[float], *, mean: float, sigma: float) -> list[tuple[str, ...]]:
    distances = [value - mean for value in values]
    if sigma == 0:
        return [()] * len(values)  # All values are the same: nothing can stand out.
    return [
        tuple(
            rule
            for rule, met in (
                ("beyond_limits", abs(distances[place]) > 3 * sigma),
                ("eight_on_one_side", _on_one_side(distances[max(0, place - 7) : place + 1])),
                ("six_in_one_direction", _in_one_direction(values[max(0, place - 5) : place + 1])),
                ("two_of_three_near_a_limit", _near_a_limit(distances[max(0, place - 2) : place + 1], sigma=sigma)),
            )
            if met
        )
        for place in range(len(values))
    ]


def _on_one_side(last: Sequence[float]) -> bool:
    return len(last) == 8 and (all(distance > 0 for distance in last) or all(distance < 0 for distance in last))


def _in_one_direction(last: Sequence[float]) -> bool:
    steps = [later - earlier for earlier, later in itertools.pairwise(last)]
    return len(last) == 6 and (all(step > 0 for step in steps) or all(step < 0 for step in steps))


def _near_a_limit(last: Sequence[float], *, sigma: float) -> bool:
    """Say whether the last point and another of the last three lie beyond two sigma on the same side."""
    above = sum(distance > 2 * sigma for distance in last)
    below = sum(distance < -2 * sigma for distance in last)
    return (above >= 2 and last[-1] > 2 * sigma) or (below >= 2 and last[-1] < -2 * sigma)
