"""Weeks begin on Monday and are one week over the turn of the year, in a year of 53 weeks too."""

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa

from centreline.evidence.engine import Evidence
from centreline.metrics.ask import measure

FIRST = datetime(2026, 12, 26, 12, tzinfo=UTC)
DAYS = 10
"""From Saturday to the Monday after week 53 of 2026, one contact a day."""


def evidence() -> Evidence:
    contacts = pa.table(
        {
            "source": ["acd"] * DAYS,
            "contact_id": [f"c{day}" for day in range(DAYS)],
            "offered_at": pa.array([FIRST + timedelta(days=day) for day in range(DAYS)], pa.timestamp("us", tz="UTC")),
            "outcome": ["handled"] * DAYS,
        }
    )
    return Evidence.of({"contact": contacts})


def test_the_fifty_third_week_is_whole_and_begins_on_monday() -> None:
    found = {answer.by["week"]: answer.value for answer in measure(evidence(), "contacts_offered", by=("week",))}

    assert found == {date(2026, 12, 21): 2, date(2026, 12, 28): 7, date(2027, 1, 4): 1}


def test_monday_is_the_first_day_of_the_week() -> None:
    found = {answer.by["weekday"]: answer.value for answer in measure(evidence(), "contacts_offered", by=("weekday",))}

    assert found == {0: 2, 1: 1, 2: 1, 3: 1, 4: 1, 5: 2, 6: 2}
