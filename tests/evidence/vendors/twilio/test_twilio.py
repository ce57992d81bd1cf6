"""Twilio's TaskRouter events become contacts, legs, routing events and states of agents."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from twilio_made import ABANDONED, EVERYTHING, HANDLED, WORKER, clock, event, of_offer, of_task

from centreline.evidence.vendors.source import Record, Sample
from centreline.evidence.vendors.twilio import TWILIO
from centreline.evidence.vendors.twilio.taking import record_of


def instant(minute: int, second: int = 0) -> datetime:
    return datetime(2026, 3, 2, 9, minute, second, tzinfo=UTC)


def read(events: Sequence[dict[str, Any]]) -> dict[str, Any]:
    records = [record for each in events if isinstance(record := record_of(each), Record)]
    return dict(TWILIO.assemble(records[0].subject, records, zone="UTC").rows)


def test_a_task_that_was_refused_and_then_accepted_is_one_handled_contact() -> None:
    [contact] = read(HANDLED)["contact"]

    assert contact == {
        "contact_id": "WT1",
        "customer_id": "+12065550101",
        "channel": "voice",
        "direction": "inbound",
        "queue": "Billing",
        "reason": "billing",
        "agent": "ben",
        "opened_at": instant(0),
        "offered_at": instant(0, 5),
        "answered_at": instant(0, 30),
        "closed_at": instant(5, 1),
        "wait_ms": 25_000,
        "talk_ms": 240_000,
        "wrap_ms": 30_000,
        "outcome": "handled",
        "transferred": False,
        "transferred_to": None,
        "reassign_count": 0,
        "priority": None,
        "disposition": "solved",
    }


def test_each_reservation_is_a_leg() -> None:
    refused, taken = read(HANDLED)["leg"]

    assert (refused["agent"], refused["answered_at"], refused["ended_at"]) == ("ann", None, instant(0, 20))
    assert taken == {
        "contact_id": "WT1",
        "leg_no": 2,
        "kind": "human",
        "queue": "Billing",
        "agent": "ben",
        "enqueued_at": instant(0, 5),
        "answered_at": instant(0, 30),
        "ended_at": instant(4, 30),
        "wait_ms": 25_000,
        "talk_ms": 240_000,
        "wrap_ms": 30_000,
        "transferred_to": None,
        "disconnected_by": None,
        "external_id": "WR2",
        "parent_leg": None,
        "direction": "inbound",
        "disposition": "solved",
        "abandoned": False,
    }


def test_the_routing_is_told_step_by_step() -> None:
    assert [(row["kind"], row["agent"]) for row in read(HANDLED)["routing_event"]] == [
        ("queued", None), ("offered", "ann"), ("refused", "ann"), ("offered", "ben"), ("accepted", "ben"),
        ("wrapped", "ben"), ("completed", "ben"),
    ]  # fmt: skip


def test_a_task_that_was_cancelled_unanswered_was_abandoned() -> None:
    rows = read(ABANDONED)

    assert (rows["contact"][0]["outcome"], rows["contact"][0]["wait_ms"]) == ("abandoned", 60_000)
    assert [(leg["queue"], leg.get("answered_at"), leg["abandoned"]) for leg in rows["leg"]] == [
        ("Billing", None, True)
    ]


def test_a_second_worker_who_accepts_is_a_transfer() -> None:
    passed_on = [
        *HANDLED[:-1],
        of_offer("EV41", "created", clock(5, 10), offer="WR3", worker="cem"),
        of_offer("EV42", "accepted", clock(5, 20), offer="WR3", worker="cem"),
    ]
    rows = read(passed_on)

    assert (rows["contact"][0]["transferred"], rows["contact"][0]["agent"]) == (True, "cem")
    assert [leg["disconnected_by"] for leg in rows["leg"]] == [None, "transfer", None]
    assert [leg["parent_leg"] for leg in rows["leg"]] == [None, None, 2]


def test_activities_of_a_worker_are_stretches_and_offline_is_none() -> None:
    rows = read(WORKER)["agent_state"]

    assert [(row["state"], row["category"], row["started_at"], row["ended_at"]) for row in rows] == [
        ("Available", "available", instant(1), instant(30)),
        ("Lunch", "meal", instant(30), instant(59)),
    ]


def test_a_worker_of_whom_no_activity_is_told_has_no_stretch() -> None:
    assert read([event("EV24", "worker.created", clock(0), worker_sid="WK2", worker_name="bob")])["agent_state"] == []


def test_an_activity_whose_event_was_lost_is_told_by_the_next() -> None:
    rows = read([WORKER[0], WORKER[2]])["agent_state"]

    assert [(row["state"], row["started_at"], row["ended_at"]) for row in rows] == [
        ("Available", instant(1), instant(30)),
        ("Lunch", instant(30), instant(59)),
    ]


def test_what_stands_in_a_text_of_json_is_keyed_too(delivery: Callable[..., Any]) -> None:
    with delivery(TWILIO) as lake:
        lake.bring(HANDLED)
        bodies = lake.bodies()

    assert len(bodies) == 10  # nine events, and what they say of their customer
    assert not any(named in body for body in bodies for named in ("2065550101", "Lovelace", "crm-77"))


def test_an_envelope_without_its_parts_is_read_as_far_as_it_goes() -> None:
    loose = {
        "id": "EV1",
        "type": "com.twilio.taskrouter.task.created",
        "data": {"task_sid": "WT9", "timestamp": clock(0)},
    }

    record = record_of(loose)

    assert isinstance(record, Record)
    assert (record.subject, record.changed_at) == ("task:WT9", instant(0))


def test_events_are_recognised_by_their_type() -> None:
    own = TWILIO.recognise(Sample(Path("x"), b"", values=tuple(HANDLED)))
    other = TWILIO.recognise(
        Sample(Path("x"), b"", values=({"specversion": "1.0", "type": "com.example.x", "id": "1"},))
    )

    assert (own, other) == (0.98, 0.0)


def test_the_same_tables_however_the_events_are_delivered(same_tables_however_delivered: Callable[..., Any]) -> None:
    tables = same_tables_however_delivered(TWILIO, EVERYTHING)

    assert {name: len(rows) for name, rows in tables.items()} == {
        "contact": 2, "leg": 3, "routing_event": 9, "agent_state": 2, "customer": 1,
    }  # fmt: skip


def test_each_file_can_be_taken_back(undone_as_if_never_brought: Callable[..., Any]) -> None:
    first, second = undone_as_if_never_brought(TWILIO, EVERYTHING)

    assert first != second


def test_a_field_nobody_foresaw_is_kept(unknown_fields_are_kept: Callable[..., Any]) -> None:
    assert set(unknown_fields_are_kept(TWILIO, EVERYTHING, inside="data.payload")) <= set(TWILIO.tables)


def test_an_event_nobody_foresaw_becomes_other(delivery: Callable[..., Any]) -> None:
    with delivery(TWILIO) as lake:
        report = lake.bring([*HANDLED, of_task("EV51", "task.levitated", clock(3))])

        assert "other" in {row["kind"] for row in lake.tables()["routing_event"]}
        assert [(word.column, word.word) for word in report.strange] == [("routing_event.kind", "task.levitated")]


def test_a_channel_nobody_foresaw_becomes_other() -> None:
    smoke = of_task("EV1", "task.created", clock(0), task_attributes={"channelType": "smoke signals"})
    records = [record for each in [smoke] if isinstance(record := record_of(each), Record)]

    found = TWILIO.assemble("task:WT1", records, zone="UTC")

    assert found.rows["contact"][0]["channel"] == "other"
    assert ("contact.channel", "smoke signals") in found.strange
