"""The records from which lines about staff, applications, head counts and money were counted."""

from datetime import date

from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.web.pages.home.line import Line, Named
from centreline.web.pages.home.staffing import queues_on, schedules_on

__all__ = ["COUNTED"]


def _queue(evidence: Evidence, line: Named) -> Table | None:
    day = _day(line["on"])
    if day is None or not evidence.has("interval_stat"):
        return None
    rows = queues_on(evidence, day)
    return rows.filter(rows.queue == line["queue"]).order_by("local_at")


def _schedule(evidence: Evidence, line: Named) -> Table | None:
    day = _day(line["on"])
    if day is None or not evidence.has("interval_stat", "agent", "scheduled_ms", "off_schedule_ms"):
        return None
    rows = schedules_on(evidence, day)
    return rows.filter(rows.agent == line["agent"]).order_by("local_at")


def _applications(evidence: Evidence, line: Named) -> Table | None:
    if not evidence.has("candidate_stage"):
        return None
    rows = evidence.table("candidate_stage")
    return rows.filter(rows.stage == line["stage"]).order_by("outcome", "entered_at")


def _head_counts(evidence: Evidence, line: Named) -> Table | None:
    if not evidence.has("headcount"):
        return None
    rows = evidence.table("headcount")
    return rows.filter(rows.team.fill_null("") == line["team"]).order_by("on", "role")


def _bookings(evidence: Evidence, line: Named) -> Table | None:
    if not evidence.has("cost", "line", "amount"):
        return None
    rows = evidence.table("cost")
    return rows.filter((rows.line == line["line"]) & (rows.month == line["month"])).order_by("on", "cost_id")


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


_STAFF = ("local_at", "queue", "forecast_offered", "offered", "staff_required", "staff_scheduled", "source")

COUNTED = {
    "short": Line("interval_stat", ("queue", "on"), _STAFF, _queue, of_people=False),
    "rest-of-the-day": Line("interval_stat", ("queue", "on"), _STAFF, _queue, of_people=False),
    "who-is-out": Line(
        "interval_stat",
        ("agent", "on"),
        ("local_at", "agent", "queue", "scheduled_ms", "off_schedule_ms", "source"),
        _schedule,
    ),
    "funnel": Line(
        "candidate_stage",
        ("stage",),
        ("application_id", "job", "team", "entered_at", "left_at", "outcome", "because", "source"),
        _applications,
    ),
    "attrition": Line(
        "headcount", ("team",), ("on", "team", "role", "people", "joined", "left", "source"), _head_counts
    ),
    "cost": Line(
        "cost",
        ("line", "month"),
        ("on", "line", "amount", "team", "queue", "channel", "cost_id", "source"),
        _bookings,
        of_people=False,
    ),
}
"""What stands behind each line of answers that are counted from other records, by the answer."""
