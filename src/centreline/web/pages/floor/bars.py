"""The hours of a day as bars: where each stands in a drawing, since a strict policy allows no inline style."""

from collections.abc import Sequence
from dataclasses import dataclass

from centreline.web.pages.floor.hours import Hour

__all__ = ["HEIGHT", "Bar", "bars_of", "width_of"]

STEP, THICK, HEIGHT = 48, 32, 180
"""Between two bars, of one bar, and of the tallest; in the units of the drawing."""

WORD, CLEAR = 24, 6
"""Height a count needs above a bar, and room below it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One hour, drawn.

    Attributes:
        hour: The hour it stands for.
        x: Left edge.
        middle: Where its label stands.
        y: Upper edge of all that came.
        height: Height of all that came.
        abandoned_y: Upper edge of those who left, at the foot of the bar.
        abandoned_height: Height of those who left.
        usual_y: Where the mark of what is usual stands; None where nothing is held.
        count_y: Where the count of all that came stands: above the bar, and above the mark where both would meet.
    """

    hour: Hour
    x: int
    middle: float
    y: float
    height: float
    abandoned_y: float
    abandoned_height: float
    usual_y: float | None
    count_y: float


def bars_of(hours: Sequence[Hour]) -> tuple[Bar, ...]:
    """Return a bar for each hour, the tallest as high as the drawing.

    >>> [bar] = bars_of([Hour(9, offered=10, abandoned=5, usual=5.0)])
    >>> (bar.height, bar.abandoned_height, bar.usual_y, bar.count_y)
    (180.0, 90.0, 90.0, -6.0)
    """
    most = max([1.0, *(float(hour.offered) for hour in hours), *(hour.usual or 0.0 for hour in hours)])

    def high(count: float) -> float:
        return round(HEIGHT * count / most, 1)

    return tuple(
        Bar(
            hour=hour,
            x=at * STEP + (STEP - THICK) // 2,
            middle=at * STEP + STEP / 2,
            y=HEIGHT - high(hour.offered),
            height=high(hour.offered),
            abandoned_y=HEIGHT - high(hour.abandoned or 0),
            abandoned_height=high(hour.abandoned or 0),
            usual_y=None if hour.usual is None else HEIGHT - high(hour.usual),
            count_y=_count_y(HEIGHT - high(hour.offered), None if hour.usual is None else HEIGHT - high(hour.usual)),
        )
        for at, hour in enumerate(hours)
    )


def _count_y(bar: float, mark: float | None) -> float:
    meets = mark is not None and bar - WORD < mark <= bar + CLEAR
    return (mark if meets and mark is not None else bar) - CLEAR


def width_of(hours: Sequence[Hour]) -> int:
    """Return how wide the drawing is."""
    return max(1, len(hours)) * STEP
