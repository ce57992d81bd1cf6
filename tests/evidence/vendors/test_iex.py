"""IEX-style files: shifts over midnight and over the nights in which clocks change, and counts of queues."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planning_files import QUEUE, Row, activity, period, write_iex

from centreline.evidence.vendors.iex import IEX, Iex
from centreline.evidence.vendors.source import Assembled, Record, Sample, Unreadable
from centreline.kernel.errors import ArgumentInvalid, FileUnreadable

ZONE = "America/New_York"
AUTUMN = "11012026"  # clocks go back at 02:00, so 01:00 to 02:00 comes twice
SPRING = "03082026"  # clocks go forward at 02:00


def taken(path: Path, *, reader: Any = IEX, zone: str = ZONE) -> list[Record]:
    found = list(reader.records(path, zone=zone))
    assert [each for each in found if isinstance(each, Unreadable)] == []
    return [each for each in found if isinstance(each, Record)]


def put_together(records: Sequence[Record]) -> dict[str, Assembled]:
    subjects = sorted({record.subject for record in records})
    return {
        name: IEX.assemble(name, [record for record in records if record.subject == name], zone=ZONE)
        for name in subjects
    }


def rows_of(table: str, records: Sequence[Record]) -> list[Mapping[str, Any]]:
    return [row for read in put_together(records).values() for row in read.rows.get(table, ())]


@pytest.fixture
def schedule(tmp_path: Path) -> Any:
    def read(*rows: Row, option: str = "", name: str = "agentSchedule.txt", zone: str = ZONE) -> list[Record]:
        reader = Iex().under(option) if option else IEX
        return taken(write_iex(tmp_path / name, rows), reader=reader, zone=zone)

    return read


@pytest.fixture
def queues(tmp_path: Path) -> Any:
    def read(*rows: Row, option: str = "", name: str = "ctQueue.txt", zone: str = ZONE) -> list[Record]:
        reader = Iex().under(option) if option else IEX
        return taken(write_iex(tmp_path / name, rows, fields=QUEUE), reader=reader, zone=zone)

    return read


def test_an_agents_day_is_one_shift_with_its_activities(schedule: Any) -> None:
    records = schedule(activity(), activity("Lunch", "12:00", "12:30", paid="N"), activity("Phones", "12:30", "16:30"))

    [shift] = rows_of("shift", records)
    activities = rows_of("shift_activity", records)

    assert shift == {
        "agent": "a17",
        "team": "500",
        "site": None,
        "shift_id": "a17 2026-03-02",
        "starts_at": datetime(2026, 3, 2, 13, tzinfo=UTC),
        "ends_at": datetime(2026, 3, 2, 21, 30, tzinfo=UTC),
        "paid_ms": 8 * 3_600_000,
        "state": "planned",
        "zone": ZONE,
    }
    assert [(row["activity"], row["category"], row["starts_at"].hour, row["paid"]) for row in activities] == [
        ("Open", "on_queue_work", 13, True),
        ("Lunch", "meal", 17, False),
        ("Phones", "on_queue_work", 17, True),
    ]


def test_a_shift_over_midnight_stays_one_shift_of_the_day_it_began(schedule: Any) -> None:
    late = activity("Open", "22:00", "02:00")
    early = activity("Phones", "02:00", "06:00", on="03032026")

    [shift] = rows_of("shift", schedule(late, early))

    assert (shift["shift_id"], shift["ends_at"] - shift["starts_at"]) == ("a17 2026-03-02", timedelta(hours=8))


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        ("10312026", ZONE, 9),  # the night clocks go back
        ("03072026", ZONE, 7),  # the night they go forward
        ("03022026", ZONE, 8),
        ("04042026", "Australia/Lord_Howe", 8.5),  # half an hour, in autumn of the south
        ("10312026", "Asia/Kolkata", 8),
    ],
)
def test_a_night_shift_is_as_long_as_the_night_and_paid_for_it(
    schedule: Any, day: str, zone: str, hours: float
) -> None:
    [shift] = rows_of("shift", schedule(activity("Open", "22:00", "06:00", day=day), zone=zone))

    assert shift["ends_at"] - shift["starts_at"] == timedelta(hours=hours)
    assert shift["paid_ms"] == hours * 3_600_000


def test_an_hour_that_came_twice_is_asked_about(schedule: Any, queues: Any) -> None:
    with pytest.raises(ArgumentInvalid, match="01:30 on 2026-11-01 came twice in America/New_York") as stopped:
        schedule(activity("Break", "01:30", "01:45", day=AUTUMN))
    with pytest.raises(ArgumentInvalid, match="nothing says which period is meant"):
        queues(period("01:30", day=AUTUMN))
    with pytest.raises(ArgumentInvalid, match="which beginning is meant"):
        schedule(activity("Break", "01:30", "01:45", day=AUTUMN), option="repeated_hour=sum")

    assert "iex+repeated_hour=first" in stopped.value.fix


@pytest.mark.parametrize(("word", "hour"), [("first", 5), ("second", 6)])
def test_the_hour_that_is_meant_is_the_one_told(schedule: Any, queues: Any, word: str, hour: int) -> None:
    records = schedule(activity("Break", "01:30", "01:45", day=AUTUMN), option=f"repeated_hour={word}")
    [row] = rows_of("shift_activity", records)
    [count] = rows_of("interval_stat", queues(period("01:30", day=AUTUMN), option=f"repeated_hour={word}"))

    assert (row["starts_at"].hour, row["ends_at"] - row["starts_at"]) == (hour, timedelta(minutes=15))
    assert count["starts_at"].hour == hour


def test_a_count_of_both_hours_lasts_twice_as_long(queues: Any) -> None:
    option = "repeated_hour=sum,interval=15"
    once = rows_of("interval_stat", queues(period("01:30", day=AUTUMN, offered=30), option=option))
    twice = rows_of(
        "interval_stat",
        queues(period("01:30", day=AUTUMN, offered=10), period("01:30", day=AUTUMN, offered=20), option=option),
    )

    assert [(row["starts_at"].hour, row["length_ms"], row["offered"]) for row in once] == [(5, 1_800_000, 30)]
    assert [(row["length_ms"], row["offered"], row["staff_required"]) for row in twice] == [(1_800_000, 30, None)]


def test_an_abbreviation_beside_the_time_tells_the_two_hours_apart(queues: Any) -> None:
    records = queues(period("01:30", day=AUTUMN, zone="EDT"), period("01:30", day=AUTUMN, zone="EST", offered=11))

    assert [(row["starts_at"].hour, row["offered"]) for row in rows_of("interval_stat", records)] == [(5, 10), (6, 11)]


def test_a_day_of_a_queue_has_as_many_periods_as_it_is_long(queues: Any) -> None:
    labels = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(0, 24 * 60, 15)]
    spring = [label for label in labels if not label.startswith("02")]
    autumn = [(label, zone) for label in labels for zone in (["EDT", "EST"] if label.startswith("01") else [""])]

    short = rows_of("interval_stat", queues(*(period(label, day=SPRING) for label in spring)))
    long = rows_of("interval_stat", queues(*(period(label, day=AUTUMN, zone=zone) for label, zone in autumn)))

    for rows, count in ((short, 92), (long, 100)):
        starts = sorted(row["starts_at"] for row in rows)
        assert len(set(starts)) == count
        assert {later - earlier for earlier, later in pairwise(starts)} == {timedelta(minutes=15)}
        assert sum(row["offered"] for row in rows) == 10 * count


def test_a_time_that_never_was_is_a_problem_of_its_row(tmp_path: Path) -> None:
    path = write_iex(tmp_path / "s.txt", [activity("Open", "02:30", "06:00", day=SPRING), activity()])

    [wrong, right] = list(IEX.records(path, zone=ZONE))

    assert isinstance(wrong, Unreadable)
    assert wrong.because == "02:30 on 2026-03-08 never was in America/New_York: clocks went forward over it"
    assert isinstance(right, Record)


def test_a_zone_beside_the_time_is_the_zone_of_the_row(queues: Any) -> None:
    [row] = rows_of("interval_stat", queues(period("09:00", zone="Europe/Berlin")))

    assert (row["starts_at"].hour, row["zone"]) == (8, "Europe/Berlin")


def test_counts_of_a_period_are_read_in_their_units(queues: Any) -> None:
    [row] = rows_of("interval_stat", queues(period(), option="interval=15"))

    assert row == {
        "queue": "Billing",
        "starts_at": datetime(2026, 3, 2, 14, tzinfo=UTC),
        "length_ms": 900_000,
        "zone": ZONE,
        "offered": 10,
        "handled": 9,
        "abandoned": 1,
        "answered_in_threshold": None,
        "forecast_offered": None,
        "talk_ms": 2_000_000,
        "hold_ms": None,
        "wrap_ms": 90_000,
        "wait_ms": None,
        "reported_wait_ms": None,
        "staff_required": 7.5,
        "staff_scheduled": 8.0,
    }


def test_two_rows_that_contradict_each_other_are_told_and_neither_is_taken(queues: Any) -> None:
    [read] = put_together(queues(period("09:00"), period("09:00", offered=12), period("09:15"))).values()

    assert [row["starts_at"].minute for row in read.rows["interval_stat"]] == [15]
    assert read.incomplete == ("Two rows of one file count the same queue and period differently: neither is taken.",)


def test_social_security_numbers_never_reach_a_record(schedule: Any, tmp_path: Path) -> None:
    records = schedule(activity())
    broken = write_iex(tmp_path / "b.txt", [(*activity(), "one more")])

    [wrong] = list(IEX.records(broken, zone=ZONE))

    assert "123-45-6789" not in json.dumps([record.body for record in records])
    assert isinstance(wrong, Unreadable)
    assert (wrong.because, wrong.text) == ("the row has 13 cells, the header has 12", "")


def test_a_deleted_agent_is_called_by_another_name_or_set_aside(tmp_path: Path) -> None:
    fields = ("agentName", "logonID", "date", "exc", "start", "stop")
    rows = [
        ("<Unknown>", "a17", "03022026", "Open", "0800", "1200"),
        ("<Unknown>", "<Unknown>", "03022026", "Open", "0800", "1200"),
    ]

    read = put_together(taken(write_iex(tmp_path / "s.txt", rows, fields=fields)))

    assert read["agent a17 2026-03-02"].rows["shift"][0]["agent"] == "a17"
    assert read["agent <Unknown> 2026-03-02"] == Assembled(
        {}, incomplete=("The agent was deleted: no column of the row names who it was.",)
    )


def test_an_activity_nobody_foresaw_is_other_and_told(schedule: Any) -> None:
    [read] = put_together(schedule(activity("Zumba", "08:00", "09:00"))).values()

    assert read.rows["shift_activity"][0]["category"] == "other"
    assert read.strange == (("shift_activity.category", "Zumba"),)


def test_a_newer_file_replaces_an_agents_day_whole(schedule: Any) -> None:
    before = schedule(activity(), activity("Lunch", "12:00", "12:30"), name="agentSchedule_030126_0600.txt")
    after = schedule(activity("Meeting", "08:00", "09:00"), name="agentSchedule_030126_1800.txt")

    assert [row["activity"] for row in rows_of("shift_activity", [*before, *after])] == ["Meeting"]
    assert rows_of("shift", [*after, *before]) == rows_of("shift", after)
    assert before[0].changed_at == datetime(2026, 3, 1, 11, tzinfo=UTC)


def test_dates_are_read_in_the_order_told(schedule: Any) -> None:
    records = schedule(activity(day="02032026"), option="date_order=dmy")

    [shift] = rows_of("shift", records)

    assert shift["starts_at"].date().isoformat() == "2026-03-02"
    with pytest.raises(ArgumentInvalid, match="'23032026' is no date with the month first") as stopped:
        schedule(activity(day="23032026"))
    assert stopped.value.fix == "say their order: iex+date_order=dmy"


@pytest.mark.parametrize(
    ("row", "because"),
    [
        (activity(day="99999999"), "'99999999' is no date"),
        (activity(start="25:00"), "'25:00' is no time of day"),
        (activity(start="eight"), "'eight' is no time of day"),
        (activity(zone="Mars/Olympus"), "the zone 'Mars/Olympus' is none that America/New_York has, and no IANA name"),
        (activity(exc=""), "the row has no activity"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(tmp_path: Path, row: Row, because: str) -> None:
    [found, _] = list(IEX.records(write_iex(tmp_path / "s.txt", [row, activity()]), zone=ZONE))

    assert isinstance(found, Unreadable)
    assert (found.place, found.because) == (2, because)


NIGHT = [activity("Open", "22:00", "02:00"), activity("Lunch", "02:00", "02:30", on="03032026", paid="N")]


@given(shuffled=st.permutations(NIGHT))
def test_no_order_of_rows_changes_a_shift(shuffled: list[Row], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("iex")

    read = put_together(taken(write_iex(folder / "s.txt", shuffled)))

    assert read == put_together(taken(write_iex(folder / "t.txt", NIGHT)))


@pytest.mark.parametrize("rows", [NIGHT, [period("09:00"), period("09:15")]], ids=["schedule", "queue"])
def test_no_order_repetition_or_split_of_files_changes_a_table(
    rows: list[Row], same_tables_however_delivered: Any
) -> None:
    def write(path: Path, some: Sequence[Row]) -> None:
        write_iex(path, some, fields=QUEUE if len(some[0]) == len(QUEUE) else write_iex.__kwdefaults__["fields"])

    tables = same_tables_however_delivered(IEX, rows, write=write, suffix=".txt", zone=ZONE, examples=3)

    assert sum(len(found) for found in tables.values()) == (3 if rows is NIGHT else 2)


def test_columns_nobody_foresaw_are_kept_with_their_row(tmp_path: Path) -> None:
    fields = ("logonID", "date", "exc", "start", "stop", "shoeSize")
    path = write_iex(tmp_path / "s.txt", [("a17", "03022026", "Open", "08:00", "12:00", "43")], fields=fields)

    [record] = taken(path)

    assert record.body["row"]["shoeSize"] == "43"


@pytest.mark.parametrize(
    "content",
    [b"", b"nothing here\nnor here\n", b"#fields:a|b|c\n1|2|3\n", b"#fields:date|period|ctName|offered\n\xff|1|2|3\n"],
    ids=["empty", "no header", "columns of neither", "no UTF-8"],
)
def test_a_file_that_is_none_stops_with_a_reason(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "s.txt"
    path.write_bytes(content)

    with pytest.raises(FileUnreadable, match=r"s\.txt"):
        list(IEX.records(path, zone=ZONE))


def test_its_own_files_are_recognised(tmp_path: Path) -> None:
    marked = [write_iex(tmp_path / "a", [activity()]), write_iex(tmp_path / "b", [period()], fields=QUEUE)]
    plain = write_iex(tmp_path / "c", [activity()], marked=False)

    assert [IEX.recognise(Sample(path, path.read_bytes())) >= 0.9 for path in marked] == [True, True]
    assert IEX.recognise(Sample(plain, plain.read_bytes())) == 0.5
    assert IEX.recognise(Sample(plain, b"CallID,Start,Queue\n1,2,3\n")) == 0
    assert IEX.recognise(Sample(plain, b'{"a": 1}\n')) == 0


def test_options_are_single_choices_or_several_at_once() -> None:
    options = IEX.options  # type: ignore[attr-defined]

    assert "date_order=dmy" in options
    assert "date_order=ymd,repeated_hour=sum,interval=30" in options
    assert "date_order=dmy,date_order=ymd" not in options
    assert "repeated_hour=third" not in options
    assert len(list(options)) == 9
    assert len(options) == 4 * 4 * 4 - 1
