"""Dates and times of an IEX file as instants: the wall clock of a zone, and the hour that comes twice asked about."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from centreline.evidence.schema import known_zones
from centreline.evidence.vendors.iex.told import ReadAs
from centreline.kernel.errors import ArgumentInvalid

__all__ = ["Clock", "clock_in", "day_of", "wall_of"]

DAY = timedelta(days=1)


def day_of(written: str, *, order: str) -> date:
    """Return a date of eight digits, or one with marks between its parts, in the order told.

    >>> day_of("11012026", order="mdy")
    datetime.date(2026, 11, 1)

    Raises:
        ValueError: it is no date.
        ArgumentInvalid: it is one in another order only.
    """
    parts = _parts(written, order)
    try:
        return _as_date(parts, order)
    except ValueError:
        pass
    for other in ("mdy", "dmy", "ymd"):
        try:
            _as_date(_parts(written, other), other)
        except ValueError:
            continue
        raise ArgumentInvalid(
            f"{written!r} is no date with {_words(order)} first",
            where="the dates of the file",
            fix=f"say their order: iex+date_order={other}",
        )
    raise ValueError(f"{written!r} is no date")


def _parts(written: str, order: str) -> list[str]:
    if re.fullmatch(r"\d{8}", written):
        first = 4 if order == "ymd" else 2
        return [written[:first], written[first : first + 2], written[first + 2 :]]
    return re.split(r"[-/.]", written)


def _as_date(parts: list[str], order: str) -> date:
    if len(parts) != 3 or not all(re.fullmatch(r"\d{1,4}", part) for part in parts):
        raise ValueError("a date has three parts")
    told = dict(zip(order, map(int, parts), strict=True))
    if not 1990 <= told["y"] <= 2199:
        raise ValueError("the year has four digits")
    return date(told["y"], told["m"], told["d"])


def _words(order: str) -> str:
    return {"m": "the month", "d": "the day", "y": "the year"}[order[0]]


def wall_of(day: date, written: str) -> datetime:
    """Return what a clock showed: a day and "13:45", "1345" or "13:45:00"; 24:00 is the next day's beginning.

    Raises:
        ValueError: it is no time.
    """
    met = re.fullmatch(r"(\d{1,2}):(\d{2})(?::(\d{2}))?|(\d{2})(\d{2})", written.strip())
    if met is None:
        raise ValueError(f"{written!r} is no time of day")
    hours, minutes, seconds = int(met[1] or met[4]), int(met[2] or met[5]), int(met[3] or 0)
    if hours > 24 or minutes > 59 or seconds > 59 or (hours == 24 and minutes + seconds > 0):
        raise ValueError(f"{written!r} is no time of day")
    return datetime(day.year, day.month, day.day) + timedelta(hours=hours, minutes=minutes, seconds=seconds)  # noqa: DTZ001 - the wall's


@dataclass(frozen=True, slots=True)
class Clock:
    """The wall clock of one zone.

    Attributes:
        zone: Its IANA name.
        told: Which of two equal hours is meant.
        says: A zone's abbreviation that stands beside the time, EST or EDT, which tells the two hours apart.
    """

    zone: str
    told: ReadAs
    says: str | None = None

    def comes_twice(self, wall: datetime) -> bool:
        """Say whether clocks showed a time twice, and nothing beside it tells which is meant."""
        first, second = self._both(wall)
        return first != second and not self._never_was(wall) and self._named(wall) is None

    def instant(self, wall: datetime, *, of: str) -> datetime:
        """Return the instant at which clocks showed a time; of two, the one that is meant.

        Args:
            wall: What they showed.
            of: What begins or ends then, for a message.

        Raises:
            ValueError: clocks went forward over it.
            ArgumentInvalid: it came twice, and nobody said which is meant.
        """
        if self._never_was(wall):
            raise ValueError(f"{wall:%H:%M} on {wall:%Y-%m-%d} never was in {self.zone}: clocks went forward over it")
        first, second = self._both(wall)
        if first == second:
            return first
        named = self._named(wall)
        if named is not None:
            return named
        if self.told.repeated_hour is None:
            raise ArgumentInvalid(
                f"{wall:%H:%M} on {wall:%Y-%m-%d} came twice in {self.zone}, and nothing says which {of} is meant",
                where="the hour in which clocks went back",
                fix="say so: iex+repeated_hour=first, =second, or =sum where the file counts both hours in one",
            )
        return second if self.told.repeated_hour == "second" else first

    def _both(self, wall: datetime) -> tuple[datetime, datetime]:
        return _placed(wall, self.zone)[0]

    def _never_was(self, wall: datetime) -> bool:
        return _placed(wall, self.zone)[1]

    def _named(self, wall: datetime) -> datetime | None:
        """Return the one of two instants whose abbreviation stands beside the time."""
        there = ZoneInfo(self.zone)
        fitting = [
            at for at in self._both(wall) if self.says is not None and at.astimezone(there).tzname() == self.says
        ]
        return fitting[0] if len(fitting) == 1 else None


@lru_cache(maxsize=100_000)
def _placed(wall: datetime, zone: str) -> tuple[tuple[datetime, datetime], bool]:
    """Return the instants at which clocks showed a time, and whether they went forward over it."""
    there = ZoneInfo(zone)
    first, second = (wall.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1))
    never_was = all(at.astimezone(there).replace(tzinfo=None) != wall for at in (first, second))
    return (first, second), never_was


def clock_in(written: str | None, *, zone: str, told: ReadAs) -> Clock:
    """Return the clock of a zone that a row names: an IANA name, or an abbreviation of the file's own zone.

    Raises:
        ValueError: it is neither.
    """
    if not written:
        return Clock(zone, told)
    if written in known_zones() and "/" in written:
        return Clock(written, told)
    there = ZoneInfo(zone)
    # Either half of a year: a zone has a winter's abbreviation and a summer's.
    own = {datetime(2026, month, 1, tzinfo=there).tzname() for month in (1, 7)}
    if written.upper() in own:
        return Clock(zone, told, written.upper())
    raise ValueError(f"the zone {written!r} is none that {zone} has, and no IANA name")
