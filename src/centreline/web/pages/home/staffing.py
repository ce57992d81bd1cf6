"""Staff asked for and scheduled, and who was off schedule: counted from the intervals somebody brought."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ibis.expr.types import Table

from centreline.evidence.engine import Evidence

__all__ = ["OFF_FOR_MS", "Day", "Off", "Slot", "day_of", "off_schedule", "queues_on", "schedules_on"]

OFF_FOR_MS = 900_000
"""Time spent otherwise than scheduled in a day from which somebody counts as out: a quarter of an hour."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One interval of one queue.

    Attributes:
        queue: The queue.
        at: When it begins, by the centre's clock.
        is_ahead: Whether it has not begun yet.
        forecast: Contacts forecast; None where nobody wrote that.
        came: Contacts that came.
        required: Agents the forecast asks for.
        scheduled: Agents scheduled.
    """

    queue: str
    at: datetime
    is_ahead: bool
    forecast: float | None
    came: float | None
    required: float | None
    scheduled: float | None

    @property
    def missing(self) -> float | None:
        """Agents that are missing, 0 where there are enough; None where one of both numbers is not held."""
        if self.required is None or self.scheduled is None:
            return None
        return max(self.required - self.scheduled, 0.0)


@dataclass(frozen=True, slots=True)
class Day:
    """The intervals of one day, by queue: of what is ahead where that is held, else the last day of which any are.

    Attributes:
        day: The local day.
        is_ahead: Whether part of it is still to come.
        slots: Its intervals.
    """

    day: date
    is_ahead: bool
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Off:
    """One agent on the last day held: time scheduled and time of it spent otherwise, in ms."""

    agent: str
    team: str
    scheduled: int
    off: int


def day_of(evidence: Evidence, *, now: datetime) -> Day | None:
    """Return the day of what comes next, or the last one held; None where no interval of a queue is."""
    rows = _queues(evidence)
    ends = rows.aggregate(last=rows.local_at.max(), ahead=rows.local_at.min(where=rows.starts_at >= now))
    [found] = evidence.rows(ends)
    if found["last"] is None:
        return None
    day = (found["ahead"] or found["last"]).date()
    held = evidence.rows(
        _on(rows, day)
        .select("queue", "local_at", "starts_at", "forecast_offered", "offered", "staff_required", "staff_scheduled")
        .order_by("local_at", "queue")
    )
    slots = tuple(
        Slot(
            row["queue"],
            row["local_at"],
            row["starts_at"] >= now,
            row["forecast_offered"],
            row["offered"],
            row["staff_required"],
            row["staff_scheduled"],
        )
        for row in held
    )
    return Day(day, found["ahead"] is not None, slots)


def off_schedule(evidence: Evidence) -> tuple[date, tuple[Off, ...]] | None:
    """Return the last day on which agents' schedules are held, and how each kept theirs, those longest out first."""
    rows = _scheduled(evidence)
    [found] = evidence.rows(rows.aggregate(last=rows.local_at.max()))
    if found["last"] is None:
        return None
    day = found["last"].date()
    own = _on(rows, day)
    summed = own.group_by("agent").aggregate(
        team=own.team.max(), scheduled=own.scheduled_ms.sum(), off=own.off_schedule_ms.sum()
    )
    held = evidence.rows(summed)
    people = [Off(row["agent"], row["team"] or "", int(row["scheduled"]), int(row["off"])) for row in held]
    return day, tuple(sorted(people, key=lambda one: (-one.off, one.agent)))


def queues_on(evidence: Evidence, day: date) -> Table:
    """Return the intervals of queues of a day for which anything was forecast or asked."""
    return _on(_queues(evidence), day)


def schedules_on(evidence: Evidence, day: date) -> Table:
    """Return the intervals of agents of a day in which they were scheduled."""
    return _on(_scheduled(evidence), day)


def _queues(evidence: Evidence) -> Table:
    table = evidence.table("interval_stat")
    held = table.forecast_offered.notnull() | table.staff_required.notnull()
    return table.filter((table.agent.fill_null("") == "") & held)


def _scheduled(evidence: Evidence) -> Table:
    table = evidence.table("interval_stat")
    return table.filter(table.agent.notnull() & (table.scheduled_ms > 0) & table.off_schedule_ms.notnull())


def _on(rows: Table, day: date) -> Table:
    begins = datetime.combine(day, datetime.min.time())
    return rows.filter((rows.local_at >= begins) & (rows.local_at < begins + timedelta(days=1)))
