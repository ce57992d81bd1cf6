"""Genesys Cloud: what a conversation becomes, in whatever order its participants come."""

import copy
import json
import random
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from genesys_made import (
    abandoned_call,
    adherence,
    agent,
    conversation,
    conversations,
    customer,
    page,
    participant,
    queue,
    schedule,
    segment,
    session,
    transferred_call,
)
from hypothesis import given
from hypothesis import strategies as st

from centreline.evidence.vendors.genesys.conversations import GENESYS_CONVERSATIONS
from centreline.evidence.vendors.source import Assembled, Record, Sample, Unreadable
from centreline.kernel.errors import FileUnreadable


def at(clock: str, *, day: int = 2) -> datetime:
    return datetime.fromisoformat(f"2026-02-{day:02}T{clock}+00:00")


def records(tmp_path: Path, content: Any) -> list[Record]:
    path = tmp_path / "conversations.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    found = list(GENESYS_CONVERSATIONS.records(path, zone="UTC"))
    assert not [each for each in found if isinstance(each, Unreadable)]
    return [each for each in found if isinstance(each, Record)]


def record(made: Mapping[str, Any], *, changed_at: datetime | None = None) -> Record:
    return Record("conversation", made["conversationId"], made["conversationId"], changed_at, made)


def read(made: Mapping[str, Any]) -> Assembled:
    return GENESYS_CONVERSATIONS.assemble(made["conversationId"], [record(made)], zone="UTC")


def contact(made: Mapping[str, Any]) -> Mapping[str, Any]:
    [row] = read(made).rows["contact"]
    return row


def test_a_transferred_call_is_one_contact_with_the_sums_of_both_agents(tmp_path: Path) -> None:
    [found] = records(tmp_path, page(transferred_call()))

    [row] = GENESYS_CONVERSATIONS.assemble("c-1", [found], zone="UTC").rows["contact"]

    assert row == {
        "contact_id": "c-1",
        "customer_id": "x-77",
        "channel": "voice",
        "direction": "inbound",
        "queue": "q1",
        "reason": "billing-resolved",
        "team": "t1",
        "agent": "u2",
        "opened_at": at("14:00:03"),
        "offered_at": at("14:00:30"),
        "answered_at": at("14:00:51"),
        "closed_at": at("14:20:00"),
        "wait_ms": 21034,
        "talk_ms": 990000,
        "hold_ms": 59000,
        "wrap_ms": 100000,
        "outcome": "handled",
        "automated": True,
        "transferred": True,
        "transferred_to": "q2",
        "disposition": "refund",
    }


def test_a_queue_and_the_agent_who_took_the_call_from_it_are_one_leg() -> None:
    rows = read(transferred_call()).rows["leg"]

    shown = [(row["kind"], row["queue"], row["agent"], row["wait_ms"], row["talk_ms"]) for row in rows]
    assert shown == [
        ("ivr", None, None, None, None),
        ("human", "q1", "u1", 21034, 250000),
        ("human", "q2", "u2", 40000, 740000),
    ]
    assert [row["leg_no"] for row in rows] == [1, 2, 3]
    assert [row["transferred_to"] for row in rows] == [None, "q2", None]
    assert [row["disconnected_by"] for row in rows] == ["transfer", "transfer", "customer"]
    assert (rows[1]["enqueued_at"], rows[1]["answered_at"]) == (at("14:00:30"), at("14:00:51"))
    assert (rows[1]["hold_ms"], rows[1]["wrap_ms"], rows[1]["ended_at"]) == (59000, 40000, at("14:06:40"))
    told = [(row["external_id"], row["parent_leg"], row["direction"], row["abandoned"]) for row in rows]
    assert told == [(None, None, None, None), ("s-u1", 1, "inbound", False), ("s-u2", 2, "inbound", False)]
    assert [(row["holds"], row["disposition"]) for row in rows] == [
        (None, None), (None, "billing-resolved"), (0, "refund"),
    ]  # fmt: skip


def test_what_the_routing_did_is_told_in_order() -> None:
    rows = read(transferred_call()).rows["routing_event"]

    assert [(row["event_no"], row["kind"], row["queue"], row["agent"]) for row in rows] == [
        ("1", "queued", "q1", None),
        ("2", "offered", "q1", "u1"),
        ("3", "accepted", "q1", "u1"),
        ("4", "queued", "q2", None),
        ("5", "transferred", "q1", "u1"),
        ("6", "offered", "q2", "u2"),
        ("7", "accepted", "q2", "u2"),
        ("8", "wrapped", "q1", "u1"),
        ("9", "wrapped", "q2", "u2"),
    ]
    assert rows[0]["skills"] == "s1,s2"


def test_an_evaluation_is_a_share_and_a_deleted_one_is_gone() -> None:
    [row] = read(transferred_call()).rows["evaluation"]

    assert row == {
        "evaluation_id": "e1",
        "contact_id": "c-1",
        "agent": "u1",
        "queue": "q1",
        "evaluator": "u9",
        "evaluator_kind": "human",
        "form": "Voice 4",
        "form_version": "f1",
        "calibration_id": "k1",
        "evaluated_at": at("09:00:00", day=4),
        "score": 0.875,
        "state": "released",
    }


@pytest.mark.parametrize(
    ("told", "state"), [({"released": False}, "pending"), ({"rescored": True}, "rescored"), ({"released": None}, None)]
)
def test_an_evaluation_says_how_far_it_has_come(told: dict[str, Any], state: str | None) -> None:
    [judged, _deleted] = transferred_call()["evaluations"]

    [row] = read(transferred_call() | {"evaluations": [judged | told]}).rows["evaluation"]

    assert row["state"] == state


def test_a_survey_answers_on_its_own_scales() -> None:
    rows = read(transferred_call()).rows["survey_response"]

    shown = [(row["response_id"], row["instrument"], row["score"], row["scale_max"]) for row in rows]
    assert shown == [("s1:promoter", "recommendation", 9.0, 10.0), ("s1:total", "other", 80.0, 100.0)]
    assert {(row["contact_id"], row["customer_id"], row["agent"]) for row in rows} == {("c-1", "x-77", "u2")}
    assert {row["answered_at"] for row in rows} == {at("16:00:00")}
    assert {row["leg_no"] for row in rows} == {3}


def test_a_customer_who_was_invited_and_said_nothing_has_a_row_without_a_score() -> None:
    silent = [{"surveyId": "s2", "surveyStatus": "Expired", "surveyPromoterScore": 0}]

    [row] = read(transferred_call() | {"surveys": silent}).rows["survey_response"]

    assert (row["response_id"], row.get("score"), row["answered_at"]) == ("s2", None, at("14:20:00"))


def test_a_caller_who_hung_up_in_the_queue_has_abandoned_it() -> None:
    read_rows = read(abandoned_call()).rows

    [row] = read_rows["contact"]
    [leg] = read_rows["leg"]
    assert (row["outcome"], row["wait_ms"], row["answered_at"], row["agent"]) == ("abandoned", 90000, None, None)
    assert (leg["agent"], leg["wait_ms"], leg["disconnected_by"]) == (None, 90000, "customer")
    assert leg["abandoned"] is True
    assert [event["kind"] for event in read_rows["routing_event"]] == ["queued", "offered", "timed_out", "cancelled"]


def test_a_bot_that_served_the_customer_leaves_no_agent_and_no_queue() -> None:
    row = contact(conversations()[2])

    assert (row["outcome"], row["channel"], row["agent"], row["queue"]) == ("self_served", "message", None, None)
    assert row["offered_at"] == row["opened_at"] == at("14:00:03")


def test_a_caller_who_left_the_automated_part_has_not_been_served() -> None:
    machine = participant("ivr", session("voice", segment("ivr", "14:00:03", "14:00:40", disconnectType="peer")))

    assert contact(conversation("c-9", customer(), machine))["outcome"] == "abandoned_before_queue"


def test_an_open_conversation_nobody_answered_waits_for_its_end(tmp_path: Path) -> None:
    waiting = conversation("c-4", customer(), queue("q1", "14:00:30", "14:00:51"), end=None)

    assembled = read(waiting)

    assert "contact" not in assembled.rows
    assert assembled.incomplete == ("The conversation has not ended and nobody has answered it.",)


def test_an_open_conversation_is_older_than_itself_when_it_has_ended(tmp_path: Path) -> None:
    ended = transferred_call() | {"evaluations": [], "surveys": []}
    still_open = copy.deepcopy(ended)
    del still_open["conversationEnd"]
    still_open["participants"] = still_open["participants"][1:4]

    [first], [second] = records(tmp_path, page(still_open)), records(tmp_path, page(ended))

    assert first.changed_at is not None
    assert second.changed_at == at("14:20:00") > first.changed_at
    assert contact(still_open)["closed_at"] is None


def test_a_callback_is_a_voice_contact_the_customer_wished_for() -> None:
    made = conversation("c-5", customer(media="callback"), agent("u1", "14:05:00", "14:05:10", "14:06:00", "14:06:10"))

    row = contact(made)

    assert (row["channel"], row["direction"], row["outcome"]) == ("voice", "callback", "handled")


def test_the_code_that_nobody_chose_is_no_reason() -> None:
    made = conversation(
        "c-6", customer(), agent("u1", "14:05:00", "14:05:10", "14:06:00", "14:06:10", code="ININ-WRAP-UP-TIMEOUT")
    )

    assert contact(made)["reason"] is None


def test_fields_nobody_knows_are_kept_and_change_nothing(tmp_path: Path) -> None:
    made = transferred_call()
    strange = copy.deepcopy(made) | {"newThing": {"deep": [1]}}
    strange["participants"][0]["sessions"][0]["segments"][0]["newer"] = "yes"

    [record_of_it] = records(tmp_path, page(strange))

    assert record_of_it.body["newThing"] == {"deep": [1]}
    assert read(strange).rows == read(made).rows


def test_words_nobody_knows_become_other_and_are_told() -> None:
    made = transferred_call()
    made["participants"][0]["sessions"][0]["mediaType"] = "hologram"
    made["originatingDirection"] = "sideways"
    made["participants"][5]["sessions"][0]["segments"][1]["disconnectType"] = "meteor"

    assembled = read(made)

    [row] = assembled.rows["contact"]
    assert (row["channel"], row["direction"]) == ("other", "other")
    assert set(assembled.strange) == {
        ("contact.channel", "hologram"),
        ("contact.direction", "sideways"),
        ("leg.disconnected_by", "meteor"),
    }


def test_names_of_customers_stand_where_they_are_keyed_and_those_of_workers_stay(tmp_path: Path) -> None:
    made = transferred_call()
    made["participants"][3]["participantName"] = "Ann Lee"

    [found] = records(tmp_path, page(made))

    customers, worker = found.body["participants"][0], found.body["participants"][3]
    assert (customers["customerName"], customers.get("participantName")) == ("Maria Keller", None)
    assert worker["participantName"] == "Ann Lee"
    paths = {each.path: each.of for each in GENESYS_CONVERSATIONS.identifiers}
    assert paths["participants[].customerName"] == "name"
    assert paths["participants[].sessions[].ani"] == "phone"


@given(seed=st.integers(0, 2**32), copies=st.integers(1, 3))
def test_order_and_copies_change_no_row(seed: int, copies: int) -> None:
    made = transferred_call()
    dice = random.Random(seed)
    shuffled = copy.deepcopy(made)
    dice.shuffle(shuffled["participants"])
    for each in shuffled["participants"]:
        for one in each["sessions"]:
            dice.shuffle(one["segments"])
            dice.shuffle(one["metrics"])
    dice.shuffle(shuffled["evaluations"])

    again = GENESYS_CONVERSATIONS.assemble("c-1", [record(shuffled)] * copies, zone="UTC")

    assert again == read(made)


def test_of_two_copies_the_one_that_changed_later_is_read() -> None:
    older = record(transferred_call() | {"selfServed": False, "surveys": []}, changed_at=at("14:20:00"))
    newer = record(transferred_call(), changed_at=at("16:00:00"))

    assert GENESYS_CONVERSATIONS.assemble("c-1", [newer, older], zone="UTC") == read(transferred_call())
    assert GENESYS_CONVERSATIONS.assemble("c-1", [older, newer], zone="UTC") == read(transferred_call())


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(page(*conversations())),
        json.dumps(page(*conversations()[:1])) + "\n" + json.dumps(page(*conversations()[1:])),
        "\n".join(json.dumps(each) for each in conversations()),
        json.dumps(conversations(), indent=1),
    ],
    ids=["one page", "two pages", "a conversation on each line", "a list"],
)
def test_pages_lines_and_lists_hold_the_same_records(tmp_path: Path, content: str) -> None:
    assert [found.id for found in records(tmp_path, content)] == ["c-1", "c-2", "c-3"]


def test_a_page_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.json"
    path.write_text(json.dumps(page(*conversations()))[:-700], encoding="utf-8")

    with pytest.raises(FileUnreadable, match="is cut off"):
        list(GENESYS_CONVERSATIONS.records(path, zone="UTC"))


def test_a_record_without_a_name_is_told_and_the_others_stand(tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    path.write_text(json.dumps(page({"participants": []}, abandoned_call())), encoding="utf-8")

    first, second = GENESYS_CONVERSATIONS.records(path, zone="UTC")

    assert isinstance(first, Unreadable)
    assert first.because == "it has no conversationId"
    assert isinstance(second, Record)


def test_depth_is_refused_or_told_and_never_ends_the_program(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text('{"conversations": [' + "[" * 200_000 + "]" * 200_000 + "]}", encoding="utf-8")

    with pytest.raises(FileUnreadable, match=r"nested too deeply|cut off|cannot be read"):
        list(GENESYS_CONVERSATIONS.records(path, zone="UTC"))


def test_it_knows_its_own_files_and_not_those_of_others(tmp_path: Path) -> None:
    def sure(*values: Any) -> float:
        return GENESYS_CONVERSATIONS.recognise(Sample(tmp_path / "file.json", b"", values))

    assert sure(page(*conversations())) >= 0.9
    assert sure(*conversations()) >= 0.9
    assert sure(schedule()) <= 0.5
    assert sure({"data": [adherence()]}) <= 0.5
    assert sure({"conversations": [{"id": 1, "state": "open"}]}) <= 0.5
    assert sure() == 0.0
    assert at("00:00:00").tzinfo == UTC
