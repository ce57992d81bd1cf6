"""When desks are open: half hours of every desk, with the local day and hour they fall on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from centreline.samples.cast import DESKS, ENDS_BEFORE, STARTS_ON, ZONE
from centreline.samples.columns import Real, Whole

__all__ = ["CELL_S", "EXTRACT_AT_S", "Cells", "day_number", "open_cells"]

CELL_S = 1800
"""Length of a cell in seconds."""

EXTRACT_AT_S = int(
    datetime.combine(ENDS_BEFORE - timedelta(days=1), datetime.min.time(), ZoneInfo(ZONE)).replace(hour=20).timestamp()
)
"""The instant at which the records were taken out of the systems: nothing is known after it."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Half hours in which desks are open, the cells of one desk next to each other and in order.

    Attributes:
        desk: Number of the desk.
        starts_s: Beginning, seconds since 1970.
        day: Local days since the first day of the records.
        weekday: Day of the week, Monday is 0.
        hour: Local hour at the beginning, 8.5 is half past eight.
        first: Where the cells of each desk begin; one more at the end.
    """

    desk: Whole
    starts_s: Whole
    day: Whole
    weekday: Whole
    hour: Real
    first: Whole

    def at(self, seconds: Real | Whole, *, desk: Whole) -> tuple[Whole, Real]:
        """Return the cell in which a desk is open at or next after an instant, and the instant moved into it.

        Instants after the last cell of the desk stay with the last cell's number plus one.
        """
        ordered = self.starts_s + self.desk * _FAR
        place = np.searchsorted(ordered, seconds + desk * _FAR, side="right") - 1
        before = np.maximum(place, self.first[desk])
        inside = seconds < self.starts_s[before] + CELL_S
        cell = np.where(
            inside & (place >= self.first[desk]), before, np.where(place < self.first[desk], before, before + 1)
        )
        beyond = cell >= self.first[desk + 1]
        starts = self.starts_s[np.minimum(cell, len(self.starts_s) - 1)]
        return cell, np.where(beyond, np.inf, np.maximum(seconds, starts))


_FAR = 10**11


def open_cells() -> Cells:
    """Return every half hour in which each desk is open, from the first day to the moment of the extract."""
    starts, days, weekdays, hours = _every_half_hour()
    parts = []
    for number, desk in enumerate(DESKS):
        is_open = np.isin(weekdays, desk.days) & (hours >= desk.opens) & (hours < desk.closes)
        places = np.flatnonzero(is_open)
        parts.append((np.full(len(places), number, np.int64), places))
    desks = np.concatenate([part[0] for part in parts])
    places = np.concatenate([part[1] for part in parts])
    first = np.searchsorted(desks, np.arange(len(DESKS) + 1))
    return Cells(desks, starts[places], days[places], weekdays[places], hours[places], first.astype(np.int64))


def day_number(day: date) -> int:
    """Return days since 1970."""
    return (day - date(1970, 1, 1)).days


def _every_half_hour() -> tuple[Whole, Whole, Whole, Real]:
    zone = ZoneInfo(ZONE)
    begins = int(datetime.combine(STARTS_ON, datetime.min.time(), zone).timestamp())
    starts = np.arange(begins, EXTRACT_AT_S, CELL_S, dtype=np.int64)
    locals_ = [datetime.fromtimestamp(second, UTC).astimezone(zone) for second in starts.tolist()]
    days = np.array([(moment.date() - STARTS_ON).days for moment in locals_], np.int64)
    weekdays = np.array([moment.weekday() for moment in locals_], np.int64)
    hours = np.array([moment.hour + moment.minute / 60 for moment in locals_])
    return starts, days, weekdays, hours
