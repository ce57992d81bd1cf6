"""Amazon Connect contact records become contacts, legs, routing events and evaluations."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from connect_made import RECORDS, SECOND, TRANSFERRED, contact_record, queue

from centreline.evidence.vendors.amazon_connect.contacts import AMAZON_CONNECT_CONTACTS
from centreline.evidence.vendors.source import Record, Sample, Unreadable


def utc(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-01-05T{clock}").replace(tzinfo=UTC)


def rows_of(*bodies: dict[str, Any], source: Any = AMAZON_CONNECT_CONTACTS) -> dict[str, Any]:
    records = [Record("contact", body["ContactId"], "c-1", None, body) for body in bodies]
    return source.assemble("c-1", records, zone="UTC").rows


def test_a_transferred_call_is_one_contact_with_two_legs() -> None:
    rows = rows_of(SECOND, TRANSFERRED)

    assert rows["contact"] == [
        {
            "contact_id": "c-1",
            "customer_id": "+12065550101",
            "previous_contact_id": None,
            "channel": "voice",
            "direction": "inbound",
            "queue": "Billing",
            "reason": "billing",
            "partner": None,
            "team": "Lisbon",
            "agent": "b.ito",
            "opened_at": utc("17:12:59"),
            "offered_at": utc("17:14:46"),
            "answered_at": utc("17:20:32"),
            "closed_at": utc("17:47:28"),
            "wait_ms": 346_000,
            "talk_ms": 1_239_000,
            "hold_ms": 221_000,
            "wrap_ms": 10_000,
            "outcome": "handled",
            "automated": None,
            "transferred": True,
            "transferred_to": "Tier 2",
            "reassign_count": 1,
            "disposition": "CUSTOMER_DISCONNECT",
        }
    ]
    first, second = rows["leg"]
    assert first == {
        "contact_id": "c-1",
        "leg_no": 1,
        "kind": "human",
        "queue": "Billing",
        "partner": None,
        "team": "Lisbon",
        "agent": "a.lee",
        "enqueued_at": utc("17:14:46"),
        "answered_at": utc("17:20:32"),
        "ended_at": utc("17:28:12"),  # not when the customer hung up, nineteen minutes later
        "wait_ms": 346_000,
        "talk_ms": 239_000,
        "hold_ms": 221_000,
        "wrap_ms": 5_000,
        "transferred_to": "Tier 2",
        "disconnected_by": "transfer",
        "external_id": "c-1",
        "parent_leg": None,
        "direction": "inbound",
        "holds": 2,
        "disposition": "CUSTOMER_DISCONNECT",
        "abandoned": False,
    }
    assert (second["leg_no"], second["agent"], second["disconnected_by"]) == (2, "b.ito", "customer")
    assert (second["external_id"], second["parent_leg"], second["direction"]) == ("c-2", 1, None)


def test_the_talk_of_a_leg_leaves_hold_out_and_both_end_where_the_agent_left() -> None:
    [leg] = rows_of({**TRANSFERRED, "TransferCompletedTimestamp": None})["leg"]

    assert leg["ended_at"] == utc("17:28:12")
    assert (leg["ended_at"] - leg["answered_at"]).total_seconds() * 1000 == leg["talk_ms"] + leg["hold_ms"]


def test_the_routing_queued_accepted_and_passed_it_on() -> None:
    routed = rows_of(TRANSFERRED, SECOND)["routing_event"]

    assert [(row["event_no"], row["kind"], row["at"], row["wait_ms"]) for row in routed] == [
        ("c-1:queued", "queued", utc("17:14:46"), None),
        ("c-1:accepted", "accepted", utc("17:20:32"), 346_000),
        ("c-1:transferred", "transferred", utc("17:28:12"), None),
        ("c-2:queued", "queued", utc("17:28:20"), None),
        ("c-2:accepted", "accepted", utc("17:29:00"), 40_000),
    ]


def test_only_complete_evaluations_that_stand_are_rows() -> None:
    judged = rows_of(TRANSFERRED, SECOND)["evaluation"]

    assert [(row["evaluation_id"], row["agent"], row["form"]) for row in judged] == [("e-1", "b.ito", "form-1")]


def test_a_contact_that_waited_and_met_nobody_was_abandoned() -> None:
    [contact] = rows_of(contact_record("c-1", Queue=queue()))["contact"]

    assert (contact["outcome"], contact["wait_ms"], contact["answered_at"]) == ("abandoned", 346_000, None)
    assert contact["transferred"] is None
    [leg] = rows_of(contact_record("c-1", Queue=queue()))["leg"]
    assert leg["abandoned"] is True


def test_a_contact_without_a_queue_ended_in_the_automated_part() -> None:
    flow = rows_of(contact_record("c-1", DisconnectReason="CONTACT_FLOW_DISCONNECT"))
    gone = rows_of(contact_record("c-1"))

    assert flow["contact"][0]["outcome"] == "self_served"
    assert gone["contact"][0]["outcome"] == "abandoned_before_queue"
    assert flow["leg"][0]["kind"] == "ivr"
    assert flow["contact"][0]["offered_at"] == utc("17:12:59")


def test_the_partner_is_read_from_the_level_that_names_it() -> None:
    source = AMAZON_CONNECT_CONTACTS.under("partner=Level1")
    [contact] = rows_of(TRANSFERRED, source=source)["contact"]

    assert source.name == "amazon_connect_contacts+partner=Level1"
    assert (contact["partner"], contact["team"]) == ("BPO One", "Lisbon")


def test_a_contact_names_the_one_it_is_related_to() -> None:
    [contact] = rows_of({**TRANSFERRED, "RelatedContactId": "c-0"})["contact"]

    assert contact["previous_contact_id"] == "c-0"


def test_a_leg_whose_first_record_has_not_come_says_so() -> None:
    found = AMAZON_CONNECT_CONTACTS.assemble("c-1", [Record("contact", "c-2", "c-1", None, SECOND)], zone="UTC")

    assert found.incomplete == (
        "The first record of the chain has not come yet: the contact is read from those that have.",
    )
    assert found.rows["contact"][0]["direction"] is None


def test_records_stand_one_after_the_other_without_line_breaks(tmp_path: Path) -> None:
    path = tmp_path / "firehose"
    path.write_text("".join(json.dumps(record) for record in RECORDS), encoding="utf-8")

    found = list(AMAZON_CONNECT_CONTACTS.records(path, zone="UTC"))

    assert [(each.id, each.subject) for each in found[:4] if isinstance(each, Record)] == [
        ("c-1", "c-1"), ("c-1", "c-1"), ("c-2", "c-1"), ("c-3", "c-3"),
    ]  # fmt: skip


def test_an_object_that_is_no_contact_record_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "mixed.json"
    path.write_text('{"EventType": "LOGIN"}\n' + json.dumps(TRANSFERRED), encoding="utf-8")

    aside, kept = AMAZON_CONNECT_CONTACTS.records(path, zone="UTC")

    assert isinstance(aside, Unreadable)
    assert (aside.place, aside.because) == (1, "it has no ContactId or no InitiationTimestamp")
    assert isinstance(kept, Record)


def test_a_mailbox_is_keyed_as_one_and_never_as_a_telephone(delivery: Callable[..., Any]) -> None:
    with delivery(AMAZON_CONNECT_CONTACTS) as lake:
        lake.bring(RECORDS)
        [body] = [json.loads(body) for body in lake.bodies() if '"c-5"' in body]

    assert "Address" not in body["CustomerEndpoint"]
    assert body["CustomerEndpoint"]["EmailAddress"].startswith("p_")


def test_contact_records_are_recognised_by_their_fields() -> None:
    sure = AMAZON_CONNECT_CONTACTS.recognise(Sample(Path("x"), b"", values=(TRANSFERRED,)))
    other = AMAZON_CONNECT_CONTACTS.recognise(Sample(Path("x"), b"", values=({"ticket_id": 1},)))

    assert (sure, other) == (1.0, 0.0)


def test_the_same_tables_however_the_records_are_delivered(same_tables_however_delivered: Callable[..., Any]) -> None:
    tables = same_tables_however_delivered(AMAZON_CONNECT_CONTACTS, RECORDS)

    assert {row["contact_id"]: row["outcome"] for row in tables["contact"]} == {
        "c-1": "handled", "c-3": "abandoned", "c-4": "self_served", "c-5": "abandoned_before_queue", "c-6": "abandoned",
    }  # fmt: skip


def test_each_file_can_be_taken_back(undone_as_if_never_brought: Callable[..., Any]) -> None:
    first, second = undone_as_if_never_brought(AMAZON_CONNECT_CONTACTS, RECORDS)

    assert first != second


def test_a_field_nobody_foresaw_is_kept(unknown_fields_are_kept: Callable[..., Any]) -> None:
    assert set(unknown_fields_are_kept(AMAZON_CONNECT_CONTACTS, RECORDS[:-1])) <= set(AMAZON_CONNECT_CONTACTS.tables)


def test_a_channel_nobody_foresaw_becomes_other(unknown_word_becomes_other: Callable[..., Any]) -> None:
    report = unknown_word_becomes_other(AMAZON_CONNECT_CONTACTS, RECORDS, at="Channel", column="contact.channel")

    assert report.counts.rejected == 0
