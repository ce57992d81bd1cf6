"""Where a period may begin and end, so that no figures of periods, added and subtracted, tell of days of few people.

The days of a group are parted into stretches on each of which nobody or enough people worked. A figure is shown where
its period is made of whole stretches: whatever sums of such figures are taken, what comes out is again of whole
stretches. Where stretches end depends on the days alone, never on what was asked: years before months before weeks
before days, so that the periods people ask for are the last to go.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from centreline.kernel.period import Period

__all__ = ["Ends", "ends_of", "period_within"]

LENGTHS: Mapping[str, int] = {"day": 1, "week": 7}
"""Days of the grains that have always as many."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Where periods of one group may begin and end.

    Attributes:
        days: The days on which somebody worked, in their order.
        places: How many of these may lie before an end.
    """

    days: tuple[date, ...]
    places: frozenset[int]

    def allow(self, period: Period | None) -> bool:
        """Return whether a figure of this period may be shown; None stands for every day."""
        if period is None:
            return True
        return {bisect_left(self.days, end) for end in (period.starts_on, period.ends_before)} <= self.places


def ends_of(worked: Mapping[date, Collection[str]], *, fewest: int) -> Ends:
    """Return where periods may begin and end.

    Args:
        worked: Who worked on each day; days on which nobody did may be left out.
        fewest: People a figure needs.

    >>> three, one = {"ann", "ben", "cy"}, {"ann"}
    >>> days = {date(2026, 3, 2): three, date(2026, 3, 3): one, date(2026, 3, 4): three}
    >>> sorted(ends_of(days, fewest=3).places)
    [0, 1, 3]
    """
    days = tuple(sorted(day for day, people in worked.items() if people))
    places = [0, len(days)]
    people = [worked[day] for day in days]
    for place in sorted(range(1, len(days)), key=lambda at: (_rank(days[at - 1], days[at]), at)):
        at = bisect_left(places, place)
        before, after = places[at - 1], places[at]
        if _enough(reversed(people[before:place]), fewest) and _enough(people[place:after], fewest):
            places.insert(at, place)
    return Ends(days, frozenset(places))


def period_within(period: Period | None, *, grains: Sequence[str], group: Sequence[date]) -> Period | None:
    """Return the days of a period that a group by day, week or month is made from; None for every day.

    Args:
        period: As it was asked for.
        grains: `day`, `week` and `month`, as far as it was asked by them.
        group: First day of each.
    """
    starts = [first for first in group if first is not None]
    ends = [_after(grain, first) for grain, first in zip(grains, group, strict=True) if first is not None]
    if period is not None:
        starts, ends = [*starts, period.starts_on], [*ends, period.ends_before]
    if not starts or max(starts) >= min(ends):
        return None
    return Period(max(starts), min(ends))


def _after(grain: str, first: date) -> date:
    if grain in LENGTHS:
        return first + timedelta(days=LENGTHS[grain])
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)


def _rank(before: date, after: date) -> int:
    """Return how much it would be missed if no period ended between two days: 0 most."""
    if before.year != after.year:
        return 0
    if before.month != after.month:
        return 1
    return 2 if before.isocalendar().week != after.isocalendar().week else 3


def _enough(days: Iterable[Collection[str]], fewest: int) -> bool:
    met: set[str] = set()
    for people in days:
        met.update(people)
        if len(met) >= fewest:
            return True
    return False
