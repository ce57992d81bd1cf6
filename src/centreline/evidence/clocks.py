"""Clocks of a zone, for whole columns at once: what they showed at an instant, and at which instant they showed a time.

Arrow knows this too, but looks every row up by itself; a year has two changes, and between them a sum is enough.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["Clocks", "Flags", "Walls", "clocks_of", "rows_by_zone"]

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SECOND = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
STEP = timedelta(hours=12)
"""No zone ever changed its clocks twice in half a day."""

FIRST_YEAR, LAST_YEAR = 1880, 2200
"""Beyond these years clocks go on as they went in the last of them."""

YEARS = 5


@dataclass(frozen=True, slots=True)
class Walls:
    """Wall-clock times placed in a zone, in microseconds since 1970.

    Attributes:
        first: In UTC; the earlier of the two where a time came twice.
        later: In UTC; the later of the two.
        never_was: Whether clocks went forward over it.
        came_twice: Whether clocks went back over it.
    """

    first: Whole
    later: Whole
    never_was: Flags
    came_twice: Flags


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of one zone over some years.

    Attributes:
        changes: Instants at which they changed, in microseconds since 1970.
        ahead: Microseconds by which they are ahead of UTC: before the first change, then after each.
    """

    changes: Whole
    ahead: Whole

    def shown(self, instants: Whole) -> Whole:
        """Return what the clocks showed at each instant."""
        ahead: Whole = self.ahead[np.searchsorted(self.changes, instants, side="right")]
        return instants + ahead

    def placed(self, walls: Whole) -> Walls:
        """Return the instants at which the clocks showed each time."""
        if not len(self.changes):
            nowhere = np.zeros(len(walls), dtype=bool)
            return Walls(walls - self.ahead[0], walls - self.ahead[0], nowhere, nowhere)
        before, after = self.ahead[:-1], self.ahead[1:]
        # Each change makes two edges on the wall: between them a time came twice, or never was.
        edges = np.stack([self.changes + np.minimum(before, after), self.changes + np.maximum(before, after)], axis=1)
        stretch = np.searchsorted(edges.ravel(), walls, side="right")
        number, is_between = stretch // 2, stretch % 2 == 1
        went_back = np.append(before > after, False)[number]
        first = walls - self.ahead[number]
        later = walls - self.ahead[np.minimum(number + is_between, len(self.ahead) - 1)]
        return Walls(first, later, is_between & ~went_back, is_between & went_back)


def clocks_of(zone: str, *, first_us: int, last_us: int) -> Clocks:
    """Return the clocks of a zone over all years between two instants, a day more on either side."""
    years = [(EPOCH + timedelta(microseconds=_within(us))).year for us in (first_us, last_us)]
    return _clocks(zone, (years[0] - 1) // YEARS, (years[1] + 1) // YEARS)


def _within(us: int) -> int:
    lowest, highest = ((datetime(year, 1, 2, tzinfo=UTC) - EPOCH) for year in (FIRST_YEAR, LAST_YEAR))
    one = timedelta(microseconds=1)
    return int(min(max(us, lowest // one), highest // one))


@lru_cache(maxsize=256)
def _clocks(zone: str, first: int, last: int) -> Clocks:
    parts = [_changes(zone, span) for span in range(first, last + 1)]
    changes = [change for part in parts for change in part]
    start = _ahead(ZoneInfo(zone), datetime(first * YEARS, 1, 1, tzinfo=UTC))
    ahead = [start, *(after for _, after in changes)]
    return Clocks(np.array([at for at, _ in changes], dtype=np.int64), np.array(ahead, dtype=np.int64) * SECOND)


@lru_cache(maxsize=1024)
def _changes(zone: str, span: int) -> tuple[tuple[int, int], ...]:
    """Return the changes of some years: when, in microseconds since 1970, and the seconds ahead of UTC from then on."""
    clock, found = ZoneInfo(zone), []
    at, end = datetime(span * YEARS, 1, 1, tzinfo=UTC), datetime((span + 1) * YEARS, 1, 1, tzinfo=UTC)
    while at < end:
        until = min(at + STEP, end)
        if _ahead(clock, at) != _ahead(clock, until):
            change = _first_second(clock, at, until)
            found.append((int((change - EPOCH).total_seconds()) * SECOND, _ahead(clock, change)))
        at = until
    return tuple(found)


def _ahead(clock: ZoneInfo, at: datetime) -> int:
    return int((at.astimezone(clock).utcoffset() or timedelta()).total_seconds())


def _first_second(clock: ZoneInfo, low: datetime, high: datetime) -> datetime:
    old = _ahead(clock, low)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        low, high = (middle, high) if _ahead(clock, middle) == old else (low, middle)
    return high


def rows_by_zone(zones: pa.Array) -> Iterator[tuple[str, Flags | None]]:
    """Yield each zone with the rows that are in it, None where all are; rows without a zone are in none."""
    coded = zones if pa.types.is_dictionary(zones.type) else zones.dictionary_encode()
    places = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False)
    for place, zone in enumerate(coded.dictionary.to_pylist()):
        if zone is None:
            continue
        there = places == place
        if there.all():
            yield zone, None
        elif there.any():
            yield zone, there
