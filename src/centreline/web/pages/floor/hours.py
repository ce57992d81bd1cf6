"""The hours of a day: what came, what left unanswered, and what is usual on that weekday."""

from dataclasses import dataclass
from datetime import date, timedelta

from centreline.evidence.engine import Evidence
from centreline.kernel.period import Period
from centreline.metrics.ask import measure_many
from centreline.metrics.book import metric_named
from centreline.metrics.gap import gap_of

__all__ = ["Hour", "hours_of"]

CAME, LEFT = "contacts_offered", "contacts_abandoned"
"""What is drawn hour by hour."""

WEEKS = 4
"""How many of the same weekday before make what is usual."""


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the day, by the centre's clock.

    Attributes:
        hour: 0 to 23.
        offered: Contacts that came.
        abandoned: Those of them that left unanswered; None where no source records it.
        usual: Contacts that came in this hour on that weekday, the mean of the weeks before; None where none is held.
    """

    hour: int
    offered: int
    abandoned: int | None
    usual: float | None


def hours_of(evidence: Evidence, day: date) -> tuple[tuple[Hour, ...], int]:
    """Return the hours of a day, and on how many days the usual rests.

    There are none where the reader may not know one of them, or where nothing says what came.
    """
    held: list[tuple[str, str | None]] = [
        (name, None) for name in (CAME, LEFT) if not gap_of(evidence, metric_named(name).default)
    ]
    if (CAME, None) not in held:
        return (), 0
    found = measure_many(evidence, held, by=("hour",), period=Period(day, day + timedelta(days=1)))
    if any(answer.hidden_because for answers in found.values() for answer in answers):
        return (), 0
    counts = {name: {one.by["hour"]: int(one.value or 0) for one in answers} for (name, _), answers in found.items()}
    came, left = counts[CAME], counts.get(LEFT)
    usual, weeks = _usual(evidence, day)
    hours = sorted({*came, *usual})
    return tuple(
        Hour(at, came.get(at, 0), None if left is None else left.get(at, 0), usual.get(at)) for at in hours
    ), weeks


def _usual(evidence: Evidence, day: date) -> tuple[dict[int, float], int]:
    """Return the mean of each hour over the same weekday of the weeks before, and how many of these days are held."""
    before = Period(day - timedelta(weeks=WEEKS), day)
    asked: list[tuple[str, str | None]] = [(CAME, None)]
    [answers] = measure_many(evidence, asked, by=("day", "hour"), period=before).values()
    alike = [answer for answer in answers if answer.by["day"].weekday() == day.weekday()]
    days = {answer.by["day"] for answer in alike}
    if any(answer.hidden_because for answer in alike):
        return {}, 0
    sums: dict[int, float] = {}
    for answer in alike:
        sums[int(answer.by["hour"])] = sums.get(int(answer.by["hour"]), 0.0) + (answer.value or 0.0)
    return {hour: total / len(days) for hour, total in sums.items()}, len(days)
