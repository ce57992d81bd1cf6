"""Days on which clocks change, and nights over which calls last: nothing is counted twice, nothing is lost."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from centreline.evidence.ingest import IngestReport
from centreline.evidence.mapping import Mapping
from centreline.kernel.errors import MappingInvalid

Bring = Callable[..., IngestReport]
Held = Callable[..., list[dict[str, Any]]]
Load = Callable[[str], Mapping]

INTERVALS = """\
mapping: intervals
version: 1
table: interval_stat
zone: {zone}
constants: {{source: wfm}}
columns: {{queue: queue, starts_at: at, offered: offered}}
"""

DAYS = [
    ("America/New_York", datetime(2026, 3, 8), 92),  # noqa: DTZ001
    ("America/New_York", datetime(2026, 11, 1), 100),  # noqa: DTZ001
    ("Australia/Lord_Howe", datetime(2026, 4, 5), 98),  # noqa: DTZ001
    ("Australia/Lord_Howe", datetime(2026, 10, 4), 94),  # noqa: DTZ001
    ("America/St_Johns", datetime(2026, 11, 1), 100),  # noqa: DTZ001
    ("Africa/Casablanca", datetime(2026, 2, 15), 100),  # noqa: DTZ001
    ("Asia/Kolkata", datetime(2026, 3, 29), 96),  # noqa: DTZ001
]
NAMES = [f"{zone} with {quarters}" for zone, _, quarters in DAYS]


def quarters_of(zone: str, day: datetime) -> list[datetime]:
    """Return the instants at which the quarter-hours of a local day begin."""
    at, end = (one.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for one in (day, day + timedelta(days=1)))
    found = []
    while at < end:
        found.append(at)
        at += timedelta(minutes=15)
    return found


def as_csv(rows: Sequence[Sequence[object]], header: str) -> str:
    return "\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n"


@pytest.mark.parametrize(("zone", "day", "quarters"), DAYS, ids=NAMES)
def test_a_day_with_offsets_keeps_every_quarter_and_every_call(
    bring: Bring, held: Held, zone: str, day: datetime, quarters: int
) -> None:
    begins = quarters_of(zone, day)
    rows = [("all", at.astimezone(ZoneInfo(zone)).isoformat(), place + 1) for place, at in enumerate(begins)]

    report = bring(as_csv(rows, "queue,at,offered"), mapping=INTERVALS.format(zone=zone))

    assert report.counts.created == quarters == len(begins)
    kept = held("starts_at", "offered", "local_at", table="interval_stat")
    assert [row["starts_at"] for row in kept] == begins
    assert sum(row["offered"] for row in kept) == quarters * (quarters + 1) // 2
    assert {row["local_at"].date() for row in kept} == {day.date()}


@pytest.mark.parametrize(("zone", "day", "quarters"), DAYS, ids=NAMES)
def test_a_day_without_offsets_is_asked_about_and_kept_when_a_column_says_which_hour(
    bring: Bring, held: Held, zone: str, day: datetime, quarters: int
) -> None:
    begins = quarters_of(zone, day)
    local = [at.astimezone(ZoneInfo(zone)) for at in begins]
    rows = [
        ("all", at.strftime("%Y-%m-%d %H:%M"), place + 1, "W" if at.fold else "S") for place, at in enumerate(local)
    ]
    content = as_csv(rows, "queue,at,offered,clock")
    if quarters > 96:
        with pytest.raises(MappingInvalid, match="came twice, as clocks went back, and nothing says which is meant"):
            bring(content, mapping=INTERVALS.format(zone=zone))

    told = INTERVALS.format(zone=zone) + "repeated_hour: {column: clock, first: S, second: W}\n"
    report = bring(content, mapping=told)

    assert report.counts.created == quarters
    kept = held("starts_at", "offered", table="interval_stat")
    assert [(row["starts_at"], row["offered"]) for row in kept] == [(at, n) for n, at in enumerate(begins, 1)]


def test_a_column_that_does_not_say_which_hour_leaves_the_row_out(bring: Bring) -> None:
    mapping = INTERVALS.format(zone="Europe/Berlin") + "repeated_hour: {column: clock, first: S, second: W}\n"
    rows = [("all", "2026-10-25 02:15", 1, "?"), ("all", "2026-10-25 03:15", 2, "?")]

    report = bring(as_csv(rows, "queue,at,offered,clock"), mapping=mapping)

    assert [group.says for group in report.errors] == ["starts_at falls into the hour that came twice"]
    assert (report.counts.created, report.counts.rejected) == (1, 1)


def test_a_period_that_stands_twice_in_a_file_is_asked_about(bring: Bring) -> None:
    rows = [("all", "2026-10-25 02:00", 7), ("all", "2026-10-25 02:00", 9)]

    with pytest.raises(MappingInvalid, match=r"\(2 such rows so far\)"):
        bring(as_csv(rows, "queue,at,offered"), mapping=INTERVALS.format(zone="Europe/Berlin"))


NIGHT = """\
mapping: night
version: 1
table: contact
zone: Europe/Berlin
constants: {source: acd, outcome: handled}
columns:
  contact_id: id
  offered_at: {join: [day, rings], with: " "}
  answered_at: {join: [day, answers], with: " ", next_day_if_before: offered_at}
  closed_at: {join: [day, ends], with: " ", next_day_if_before: answered_at}
"""
CALL = "id,day,rings,answers,ends\n"


def test_a_call_over_midnight_ends_on_the_next_day(bring: Bring, held: Held) -> None:
    report = bring(
        CALL + "a,2026-03-02,23:58:00,23:59:00,00:04:00\nb,2026-03-02,23:58:00,00:01:00,00:04:00\n"
        "c,2026-03-02,10:00:00,10:00:05,10:04:00\nd,2026-03-02,23:59:00,,\n",
        mapping=NIGHT,
    )

    minutes = [
        (row["answered_at"] and (row["answered_at"] - row["offered_at"]).total_seconds(),
         row["closed_at"] and (row["closed_at"] - row["offered_at"]).total_seconds())
        for row in held("contact_id", "offered_at", "answered_at", "closed_at")
    ]  # fmt: skip
    assert minutes == [(60, 360), (180, 360), (5, 240), (None, None)]
    assert report.remarks == (
        "1 of answered_at was put on the next day, as midnight came between offered_at and it.",
        "2 of closed_at were put on the next day, as midnight came between answered_at and it.",
    )


def test_a_night_on_which_clocks_change_lasts_as_long_as_it_lasts(bring: Bring, held: Held) -> None:
    bring(CALL + "a,2026-03-28,23:30:00,23:31:00,03:30:00\n", mapping=NIGHT)

    [row] = held("contact_id", "offered_at", "closed_at")
    assert row["closed_at"] - row["offered_at"] == timedelta(hours=3)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("next_day_if_before: closed_at", "'closed_at' is no instant that is filled above answered_at"),
        ("next_day_if_before: queue", "'queue' is no instant that is filled above answered_at"),
    ],
)
def test_the_field_a_time_is_never_before_stands_above_it(mapping_of: Load, written: str, says: str) -> None:
    with pytest.raises(MappingInvalid) as stopped:
        mapping_of(NIGHT.replace("next_day_if_before: offered_at", written))

    assert says in str(stopped.value)


def test_hours_beyond_a_day_are_a_duration_and_no_time(bring: Bring, held: Held) -> None:
    mapping = NIGHT.replace("  closed_at:", "  talk_ms: {from: ends, unit: hms}\n  wrap_at_:").split("  wrap_at_")[0]

    bring(CALL + "a,2026-03-02,10:00:00,10:00:05,27:15:00\n", mapping=mapping)

    assert held("talk_ms") == [{"talk_ms": (27 * 60 + 15) * 60_000}]
    [group] = bring(CALL + "b,2026-03-02,10:00:00,10:00:05,27:15:00\n", mapping=NIGHT).errors
    assert group.says == "closed_at holds what is not a date or time"
