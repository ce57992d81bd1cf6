"""Chatwoot: conversations, messages, reporting events and answers, in whatever files and order they come."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from desks import (
    chatwoot_conversation,
    chatwoot_event,
    chatwoot_message,
    chatwoot_records,
    chatwoot_response,
    write_lines,
)
from hypothesis import given
from hypothesis import strategies as st

from centreline.evidence.vendors.chatwoot import CHATWOOT
from centreline.evidence.vendors.chatwoot.taking import records_of
from centreline.evidence.vendors.source import Assembled, Record, Sample, Unreadable
from centreline.kernel.errors import FileUnreadable


def at(written: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-02T{written}").replace(tzinfo=UTC)


def taken(*bodies: Mapping[str, Any]) -> list[Record]:
    found = [each for body in bodies for each in records_of(body)]
    assert [each for each in found if isinstance(each, str)] == []
    return [each for each in found if isinstance(each, Record)]


def read(*bodies: Mapping[str, Any]) -> Assembled:
    return CHATWOOT.assemble("15", taken(*bodies), zone="UTC")


def contact(*bodies: Mapping[str, Any]) -> Mapping[str, Any]:
    [row] = read(*bodies).rows["contact"]
    return row


def test_a_resolved_conversation_is_one_handled_contact() -> None:
    row = contact(*chatwoot_records())

    assert row == {
        "contact_id": "15",
        "customer_id": "70",
        "channel": "chat",
        "direction": "inbound",
        "queue": "3",
        "reason": "refund",
        "team": "billing",
        "agent": "7",
        "opened_at": at("09:00"),
        "offered_at": at("09:00"),
        "answered_at": at("09:01:30"),
        "closed_at": at("11:00"),
        "wait_ms": 90_000,
        "outcome": "handled",
        "automated": None,
        "resolution": "assumed",
        "reopen_count": 1,  # it was resolved twice
        "target_met": None,
        "priority": "high",
        "disposition": "resolved",
    }


def test_reporting_events_are_events_at_the_end_of_what_they_measured() -> None:
    rows = read(*chatwoot_records()).rows["event"]

    assert [(row["event_no"], row["activity"], row["at"], row["person"], row["queue"]) for row in rows] == [
        ("31", "first_response", at("09:01:30"), "7", "3"),
        ("32", "conversation_resolved", at("10:00"), "7", "3"),
        ("33", "conversation_resolved", at("11:00"), "7", "3"),
    ]


def test_messages_are_turns_without_private_notes_and_the_systems_own_words() -> None:
    rows = read(*chatwoot_records()).rows["turn"]

    assert [(row["turn_no"], row["speaker"], row["person"], row["text"]) for row in rows] == [
        (1, "customer", None, "Hello"),
        (2, "agent", "7", "Hi, I am Lee"),
        (3, "system", None, "Please rate"),
    ]
    assert rows[0]["at"] == at("09:03:21")  # seconds since 1970, not milliseconds


def test_an_answer_is_counted_once_though_it_comes_twice() -> None:
    rows = read(*chatwoot_records()).rows["survey_response"]

    assert rows == [
        {
            "response_id": "message 205",
            "contact_id": "15",
            "customer_id": "70",
            "queue": "3",
            "agent": "7",
            "instrument": "satisfaction",
            "score": 4.0,
            "scale_min": 1.0,
            "scale_max": 5.0,
            "high_is_good": True,
            "asked_at": at("09:03:25"),
            "answered_at": at("11:05"),
            "comment": "good",
        }
    ]
    assert read(chatwoot_response()).rows["survey_response"][0]["score"] == 4.0


def test_who_was_asked_and_did_not_answer_has_no_score() -> None:
    [row] = read(chatwoot_conversation(), chatwoot_message(9, 3, "Rate", content_type="input_csat")).rows[
        "survey_response"
    ]

    assert "score" not in row
    assert row["asked_at"] == row["answered_at"] == at("09:00:09")


def test_a_conversation_the_program_resolved_served_itself() -> None:
    bot_said = chatwoot_message(202, 1, "I can help", sender={"id": 1, "type": "agent_bot"})
    found = read(
        chatwoot_conversation(first_reply_created_at=0, messages=[chatwoot_message(201), bot_said]),
        chatwoot_event(41, "conversation_bot_resolved", seconds=600, user_id=None),
    )

    [row] = found.rows["contact"]
    assert (row["outcome"], row["automated"], row["answered_at"]) == ("self_served", True, None)
    assert (row["closed_at"], [turn["speaker"] for turn in found.rows["turn"]]) == (at("09:10"), ["customer", "bot"])


def test_a_conversation_the_program_handed_on_was_offered_then() -> None:
    row = contact(
        chatwoot_conversation(first_reply_created_at=0),
        chatwoot_event(41, "conversation_bot_handoff", seconds=120),
        chatwoot_event(42, "first_response", seconds=300, value=180.0),
    )

    assert (row["offered_at"], row["answered_at"], row["wait_ms"]) == (at("09:02"), at("09:05"), 180_000)
    assert (row["outcome"], row["automated"]) == ("handled", True)


def test_events_that_count_another_way_are_not_taken_for_this_conversation() -> None:
    of_another_inbox = chatwoot_event(50, "first_response", seconds=5, inbox_id=8)
    before_it_began = chatwoot_event(51, "first_response", seconds=5, event_start_time="2025-01-01T00:00:00Z")

    found = read(chatwoot_conversation(), of_another_inbox, before_it_began)

    assert "event" not in found.rows
    assert found.incomplete == (
        "Reporting events name another conversation by this number: they count the database, not the account.",
    )


def test_two_accounts_of_one_name_are_not_mixed() -> None:
    found = read(chatwoot_conversation(), chatwoot_conversation(account_id=2))

    assert found.rows == {}
    assert found.incomplete == (
        "Two accounts have a conversation of this number: bring each account under a name of its own.",
    )


def test_parts_that_came_first_wait_for_their_conversation() -> None:
    early = read(chatwoot_message(201), chatwoot_event(31, "first_response", seconds=90))

    assert set(early.rows) == {"turn", "event"}
    assert early.incomplete == ("The conversation itself has not come yet.",)


def test_words_nobody_foresaw_are_told() -> None:
    found = read(
        chatwoot_conversation(status="muted", applied_sla={"sla_status": "paused"}),
        chatwoot_message(201, 0, "x", message_type=9),
    )

    assert found.rows["contact"][0]["resolution"] == "other"
    assert found.rows["turn"][0]["speaker"] == "other"
    assert set(found.strange) == {
        ("contact.resolution", "muted"),
        ("contact.target_met", "paused"),
        ("turn.speaker", "9"),
    }


@given(shuffled=st.permutations(taken(*chatwoot_records())))
def test_no_order_of_records_changes_a_row(shuffled: list[Record]) -> None:
    assert CHATWOOT.assemble("15", shuffled, zone="UTC") == read(*chatwoot_records())


def test_no_order_repetition_or_split_of_files_changes_a_table(same_tables_however_delivered: Any) -> None:
    older = chatwoot_conversation(status="open", timestamp=1_772_442_500, last_activity_at=1_772_442_500)

    tables = same_tables_however_delivered(CHATWOOT, [older, *chatwoot_records()], examples=4)

    counts = {name: len(rows) for name, rows in tables.items()}
    assert counts == {"contact": 1, "event": 3, "turn": 3, "survey_response": 1, "customer": 1}


def test_what_chatwoot_adds_next_year_is_kept(unknown_fields_are_kept: Any, unknown_word_becomes_other: Any) -> None:
    unknown_fields_are_kept(CHATWOOT, chatwoot_records())
    unknown_word_becomes_other(CHATWOOT, [chatwoot_conversation()], at="meta.channel", column="contact.channel")

    assert "field_of_next_year" not in json.dumps(chatwoot_records())


def test_customers_are_pseudonyms_wherever_they_stand(delivery: Any) -> None:
    with delivery(CHATWOOT) as lake:
        lake.bring(chatwoot_records())
        bodies, tables = lake.bodies(), lake.tables()

    assert [body for body in bodies if "ann@example.org" in body or "12345678" in body or '"Ann"' in body] == []
    assert tables["contact"][0]["customer_id"].startswith("p_")
    assert tables["contact"][0]["agent"] == "7"


@pytest.mark.parametrize("form", ["lines", "list", "page", "deep page"])
def test_every_form_of_an_export_holds_the_same_records(form: str, tmp_path: Path) -> None:
    bodies = [chatwoot_conversation(1), chatwoot_conversation(2)]
    written = {
        "lines": "\n".join(map(json.dumps, bodies)),
        "list": json.dumps(bodies),
        "page": json.dumps({"meta": {"count": 2}, "payload": bodies}),
        "deep page": json.dumps({"data": {"meta": {"all_count": 2}, "payload": bodies}}),
    }
    path = tmp_path / "c.json"
    path.write_text(written[form], encoding="utf-8")

    found = list(CHATWOOT.records(path, zone="UTC"))

    assert [(each.kind, each.id, each.subject) for each in found if isinstance(each, Record)] == [
        ("conversation", "1/1", "1"),
        ("conversation", "1/2", "2"),
    ]


def test_what_is_no_record_is_told_with_its_place(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "c.json",
        [
            {"id": 1},
            chatwoot_conversation(created_at="?", timestamp=None),
            chatwoot_message(1) | {"created_at": "noon"},
        ],
    )

    found = [each for each in CHATWOOT.records(path, zone="UTC") if isinstance(each, Unreadable)]

    assert [(each.place, each.because) for each in found] == [
        (1, "it is no conversation, message, reporting event, survey response or contact of Chatwoot"),
        (2, "created_at of the conversation is no time: '?'"),
        (3, "created_at of a message is no time: 'noon'"),
    ]


@pytest.mark.parametrize(
    "content", [b'{"payload": [{"id": 1', b"\x89PNG\r\n", b""], ids=["cut off", "a picture", "empty"]
)
def test_a_file_that_cannot_be_read_to_its_end_stops_with_a_reason(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(content)

    with pytest.raises(FileUnreadable, match=r"c\.json"):
        list(CHATWOOT.records(path, zone="UTC"))


def test_its_own_records_are_recognised() -> None:
    own = [Sample(Path("a"), b"", values=(body,)) for body in chatwoot_records()]
    page = Sample(Path("a"), b"", values=({"data": {"meta": {}, "payload": [chatwoot_conversation()]}},))

    assert min(CHATWOOT.recognise(sample) for sample in [*own, page]) >= 0.9
    assert CHATWOOT.recognise(Sample(Path("a"), b"", values=({"id": 1, "state": "open"},))) == 0
