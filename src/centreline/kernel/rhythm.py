"""When something is due that comes again: every hour, day or week at a time of a place's own clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

__all__ = ["Every", "Rhythm"]

Every = Literal["hour", "day", "week"]

MINUTES_LOOKED_AT = 150
"""Within these many minutes every minute of the clock comes by, also where the clock is put forward by an hour."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often something is due.

    Attributes:
        every: Hour, day or week.
        at: Local time; of an hour, only its minute counts.
        weekday: Of a week, which day: 0 is Monday.
        zone: IANA zone whose clocks are meant.
    """

    every: Every
    at: time
    weekday: int
    zone: str

    def next_after(self, moment: datetime) -> datetime:
        """Return the next time it is due after a moment, in UTC.

        Where the clock is put back a time comes twice, and it is due the first time only; where it is put forward a
        time may not come at all, and it is due as much later as the clock jumped. Every hour is every real hour.

        Args:
            moment: An aware time; what is due at this very moment is not meant.

        >>> daily = Rhythm("day", time(6, 30), 0, "Europe/Dublin")
        >>> daily.next_after(datetime(2026, 3, 28, 12, tzinfo=UTC)).isoformat()
        '2026-03-29T05:30:00+00:00'
        """
        return self._next_hour(moment) if self.every == "hour" else self._next_day(moment)

    def _next_hour(self, moment: datetime) -> datetime:
        zone, first = ZoneInfo(self.zone), moment.astimezone(UTC).replace(second=0, microsecond=0)
        minutes = (first + timedelta(minutes=passed) for passed in range(1, MINUTES_LOOKED_AT))
        return next(one for one in minutes if one.astimezone(zone).minute == self.at.minute)

    def _next_day(self, moment: datetime) -> datetime:
        zone = ZoneInfo(self.zone)
        today = moment.astimezone(zone).date()
        days = (today + timedelta(days=passed) for passed in range(9))
        meant = (day for day in days if self.every == "day" or day.weekday() == self.weekday)
        due = (datetime.combine(day, self.at, tzinfo=zone).astimezone(UTC) for day in meant)
        return next(one for one in due if one > moment)
