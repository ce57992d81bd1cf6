"""The hours of a day on the floor, where a source does not record all there is to know."""

from datetime import UTC, date, datetime

import pyarrow as pa

from centreline.evidence.engine import Evidence
from centreline.web.pages.floor.hours import Hour, hours_of

DAY = date(2026, 3, 2)


def calls(*outcomes: str) -> Evidence:
    at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    rows = [
        {"contact_id": str(number), "source": "switch", "channel": "voice", "direction": "inbound", "offered_at": at,
         "outcome": outcome}
        for number, outcome in enumerate(outcomes)
    ]  # fmt: skip
    return Evidence.of({"contact": pa.Table.from_pylist(rows)})


def test_hours_count_what_came_and_what_left() -> None:
    assert hours_of(calls("handled", "handled", "abandoned"), DAY) == ((Hour(9, 3, 1, None),), 0)


def test_where_no_source_records_who_left_nobody_is_said_to_have_stayed() -> None:
    assert hours_of(calls("handled", "handled"), DAY) == ((Hour(9, 2, None, None),), 0)


def test_where_nothing_says_how_a_contact_ended_there_are_no_hours() -> None:
    evidence = calls("handled")
    without = evidence.arrow(evidence.table("contact").select("contact_id", "source", "channel", "offered_at"))

    assert hours_of(Evidence.of({"contact": without}), DAY) == ((), 0)
