"""What was known beforehand, and what went wrong at night: the planner's calendar and the outages of systems."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from centreline.samples.cast import ZONE

__all__ = ["planned_event_table", "system_outage_table"]

_DUBLIN = ZoneInfo(ZONE)
_INSTANT = pa.timestamp("us", tz="UTC")
_WHOLE_DAYS: tuple[tuple[str, str, date, int, dict[str, str]], ...] = (
    ("holiday", "New Year’s Day", date(2026, 1, 1), 1, {}),
    ("holiday", "Epiphany", date(2026, 1, 6), 1, {"site": "krakow", "partner": "vistula"}),
    ("holiday", "Saint Brigid’s Day", date(2026, 2, 2), 1, {"site": "dublin"}),
    ("holiday", "Saint Patrick’s Day", date(2026, 3, 17), 1, {"site": "dublin"}),
    ("campaign", "Letters to those who never read their meter", date(2026, 2, 9), 5, {"queue": "meter-line"}),
    ("launch", "The large-print bill", date(2026, 3, 9), 1, {"queue": "billing"}),
    ("price_change", "Yearly notice of network charges", date(2026, 3, 2), 2, {}),
)
"""Kind, title, first day, how many days, and whom it is about."""

_OUTAGES = (
    ("field-planner", "down", datetime(2026, 1, 18, 2, 10, tzinfo=_DUBLIN), 35, "The disk of the night job was full."),
    ("billing-engine", "planned", datetime(2026, 2, 22, 1, tzinfo=_DUBLIN), 150, "Quarterly update, announced before."),
    ("customer-book", "slow", datetime(2026, 3, 8, 3, 40, tzinfo=_DUBLIN), 25, "A backup ran longer than usual."),
)
"""System, how bad it was, when it began, for how many minutes, and what was the matter."""


def planned_event_table() -> pa.Table:
    """Return holidays, a campaign, a launch, a notice of prices, the runs of the bills and the planners' meetings.

    The desks stay open on holidays, and the planners expect no more contacts from any of these; nor did more come.
    """
    rows = [
        _event(kind, title, starts=datetime.combine(day, time(tzinfo=_DUBLIN)), lasts=timedelta(days=days))
        | {"whole_day": True}
        | about
        for kind, title, day, days, about in _WHOLE_DAYS
    ]
    for month in (1, 2, 3):
        run, review = (datetime(2026, month, *at, tzinfo=_DUBLIN) for at in ((5, 6), (12, 16)))
        rows.append(_event("billing", "Bills go out", starts=run, lasts=timedelta(hours=2)) | {"queue": "billing"})
        meeting = _event("meeting", "Planning review", starts=review, lasts=timedelta(hours=1))
        rows.append(meeting | {"team": "planning-team", "site": "dublin", "expected_share": None})
    ordered = sorted(rows, key=lambda row: (row["starts_at"], row["title"]))
    named = [row | {"event_id": f"P-{number:04d}"} for number, row in enumerate(ordered, 1)]
    kinds: dict[str, pa.DataType] = {"whole_day": pa.bool_(), "expected_share": pa.float64()}
    schema = [(name, _INSTANT if name.endswith("s_at") else kinds.get(name, pa.string())) for name in named[0]]
    return pa.Table.from_pylist(named, schema=pa.schema(schema))


def system_outage_table() -> pa.Table:
    """Return the outages: all at night, when no desk with people was open, so that no contact shows them."""
    rows = [
        {
            "source": "service-desk",
            "outage_id": f"INC-{number:04d}",
            "system": system,
            "started_at": begins,
            "ended_at": begins + timedelta(minutes=minutes),
            "severity": severity,
            "about": about,
            "zone": ZONE,
        }
        for number, (system, severity, begins, minutes, about) in enumerate(_OUTAGES, 1)
    ]
    schema = [(name, _INSTANT if name.endswith("_at") else pa.string()) for name in rows[0]]
    return pa.Table.from_pylist(rows, schema=pa.schema(schema))


def _event(kind: str, title: str, *, starts: datetime, lasts: timedelta) -> dict[str, Any]:
    about = dict.fromkeys(("queue", "partner", "team", "site"))
    when = {"starts_at": starts, "ends_at": starts + lasts, "whole_day": False}
    return {"source": "planner", "kind": kind, "title": title, **when, **about, "expected_share": 0.0, "zone": ZONE}
