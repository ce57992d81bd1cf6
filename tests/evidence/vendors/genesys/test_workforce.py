"""Genesys Cloud: schedules and historical adherence."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from genesys_made import adherence, conversations, page, schedule, stretch
from hypothesis import given
from hypothesis import strategies as st

from centreline.evidence.vendors.genesys.adherence import GENESYS_ADHERENCE
from centreline.evidence.vendors.genesys.schedules import GENESYS_SCHEDULES
from centreline.evidence.vendors.source import Assembled, Record, Sample, Source, Unreadable

BERLIN = "Europe/Berlin"


def at(clock: str, *, day: int = 2) -> datetime:
    return datetime.fromisoformat(f"2026-02-{day:02}T{clock}+00:00")


def taken(source: Source, content: Any, tmp_path: Path) -> list[Record | Unreadable]:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return list(source.records(path, zone=BERLIN))


def read(source: Source, records: Sequence[Record | Unreadable]) -> list[Assembled]:
    whole = [each for each in records if isinstance(each, Record)]
    subjects = sorted({each.subject for each in whole})
    return [source.assemble(name, [each for each in whole if each.subject == name], zone=BERLIN) for name in subjects]


def test_a_shift_across_midnight_ends_the_next_morning(tmp_path: Path) -> None:
    found = read(GENESYS_SCHEDULES, taken(GENESYS_SCHEDULES, {"agentSchedules": [schedule()]}, tmp_path))

    [rows] = [each.rows for each in found if "shift" in each.rows]
    assert rows["shift"] == [
        {
            "agent": "u1",
            "team": None,
            "shift_id": "sh-u1",
            "starts_at": at("22:00:00"),
            "ends_at": at("06:00:00", day=3),
            "paid_ms": 240 * 60_000,
        }
    ]
    assert rows["shift_activity"] == [
        {
            "agent": "u1",
            "team": None,
            "shift_id": "sh-u1",
            "activity": "On queue",
            "category": "on_queue_work",
            "starts_at": at("22:00:00"),
            "ends_at": at("02:00:00", day=3),
            "paid": True,
        },
        {
            "agent": "u1",
            "team": None,
            "shift_id": "sh-u1",
            "activity": "Meal",
            "category": "meal",
            "starts_at": at("02:00:00", day=3),
            "ends_at": at("02:30:00", day=3),
            "paid": False,
        },
    ]


def test_a_day_off_lasts_from_midnight_to_midnight_of_the_zone(tmp_path: Path) -> None:
    [off] = [
        row
        for assembled in read(GENESYS_SCHEDULES, taken(GENESYS_SCHEDULES, [schedule()], tmp_path))
        for row in assembled.rows["shift_activity"]
        if row["category"] == "time_off"
    ]

    assert (off["activity"], off["paid"]) == ("Leave", True)
    assert (off["starts_at"], off["ends_at"]) == (at("23:00:00", day=4), at("23:00:00", day=5))


def test_a_day_off_on_the_day_the_clocks_change_has_twenty_three_hours(tmp_path: Path) -> None:
    made = schedule() | {"shifts": []}
    made["fullDayTimeOffMarkers"][0]["businessUnitDate"] = "2026-03-29"

    [assembled] = read(GENESYS_SCHEDULES, taken(GENESYS_SCHEDULES, made, tmp_path))

    [off] = assembled.rows["shift_activity"]
    assert off["ends_at"] - off["starts_at"] == timedelta(hours=23)


def test_an_activity_of_an_unknown_category_is_told_and_unknown_fields_change_nothing(tmp_path: Path) -> None:
    made = schedule() | {"newThing": 1, "fullDayTimeOffMarkers": []}
    made["shifts"][0]["activities"][1]["activityCategory"] = "Gardening"

    [record] = taken(GENESYS_SCHEDULES, made, tmp_path)
    [assembled] = read(GENESYS_SCHEDULES, [record])

    assert isinstance(record, Record)
    assert record.body["newThing"] == 1
    assert assembled.strange == (("shift_activity.category", "gardening"),)
    assert assembled.rows["shift_activity"][1]["category"] == "other"


def test_a_schedule_of_nobody_is_told(tmp_path: Path) -> None:
    [wrong] = taken(GENESYS_SCHEDULES, {"user": {}, "shifts": []}, tmp_path)

    assert isinstance(wrong, Unreadable)
    assert wrong.because == "it names no user"


def test_offsets_are_counted_from_the_start_of_the_query_and_not_from_midnight(tmp_path: Path) -> None:
    [assembled] = read(GENESYS_ADHERENCE, taken(GENESYS_ADHERENCE, {"data": [adherence()]}, tmp_path))

    shown = [
        (row["state"], row["category"], row["started_at"], row["ended_at"]) for row in assembled.rows["agent_state"]
    ]
    assert shown == [
        ("OnQueueWork", "on_queue_work", at("06:00:00"), at("10:00:00")),
        ("Break", "break", at("10:00:00"), at("10:15:00")),
        ("OnQueueWork", "on_queue_work", at("10:15:00"), at("14:00:00")),
    ]


def test_a_day_is_kept_in_seconds_so_that_a_conformance_above_one_is_no_fault(tmp_path: Path) -> None:
    [assembled] = read(GENESYS_ADHERENCE, taken(GENESYS_ADHERENCE, [adherence()], tmp_path))

    [row] = assembled.rows["interval_stat"]
    assert row == {
        "queue": "every queue",
        "agent": "u1",
        "starts_at": at("05:00:00"),
        "length_ms": 86_400_000,
        "scheduled_ms": 28_800_000,
        "scheduled_on_queue_ms": 27_000_000,
        "on_queue_ms": 27_900_000,
        "off_schedule_ms": 900_000,
    }
    assert round(row["on_queue_ms"] / row["scheduled_on_queue_ms"], 4) == 1.0333


def test_a_stretch_that_a_query_cut_is_one_stretch_again() -> None:
    first = adherence(end="2026-02-02T09:00:00.000Z") | {"actuals": [stretch(3600, 14400, "OnQueueWork")]}
    second = adherence(start="2026-02-02T08:00:00.000Z") | {"actuals": [stretch(0, 7200, "OnQueueWork")]}
    records = [Record("adherence", str(number), "u1", None, made) for number, made in enumerate((second, first))]

    [row] = GENESYS_ADHERENCE.assemble("u1", records, zone=BERLIN).rows["agent_state"]

    assert (row["started_at"], row["ended_at"]) == (at("06:00:00"), at("10:00:00"))


@given(st.permutations(range(3)), st.lists(st.integers(0, 2), max_size=3))
def test_order_and_copies_of_queries_change_no_row(order: list[int], copies: list[int]) -> None:
    days = [
        adherence(start=f"2026-02-0{day}T05:00:00.000Z", end=f"2026-02-0{day + 1}T05:00:00.000Z") for day in (2, 3, 4)
    ]
    records = [Record("adherence", f"u1 {made['startDate']}", "u1", None, made) for made in days]

    again = GENESYS_ADHERENCE.assemble("u1", [records[place] for place in (*order, *copies)], zone=BERLIN)

    assert again == GENESYS_ADHERENCE.assemble("u1", records, zone=BERLIN)
    assert len(again.rows["agent_state"]) == 9
    assert len(again.rows["interval_stat"]) == 3


def test_a_state_nobody_knows_is_other_and_told() -> None:
    made = adherence() | {"actuals": [stretch(0, 60, "Gardening")]}

    assembled = GENESYS_ADHERENCE.assemble("u1", [Record("adherence", "1", "u1", None, made)], zone=BERLIN)

    assert assembled.strange == (("agent_state.category", "Gardening"),)
    assert assembled.rows["agent_state"][0]["category"] == "other"


def test_an_answer_without_its_start_cannot_be_placed(tmp_path: Path) -> None:
    [wrong] = taken(GENESYS_ADHERENCE, [{"userId": "u1", "actuals": []}], tmp_path)

    assert isinstance(wrong, Unreadable)
    assert "from which all its offsets are counted" in wrong.because


@pytest.mark.parametrize(
    ("source", "own", "others"),
    [
        (GENESYS_SCHEDULES, {"agentSchedules": [schedule()]}, [{"data": [adherence()]}, page(*conversations())]),
        (GENESYS_ADHERENCE, {"data": [adherence()]}, [{"agentSchedules": [schedule()]}, page(*conversations())]),
    ],
    ids=["schedules", "adherence"],
)
def test_each_knows_its_own_files_and_not_those_of_others(source: Source, own: Any, others: list[Any]) -> None:
    def sure(value: Any) -> float:
        return source.recognise(Sample(Path("file.json"), b"", (value,)))

    assert sure(own) >= 0.9
    assert max(sure(other) for other in others) <= 0.5
