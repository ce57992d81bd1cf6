"""Intercom: conversations as contacts, what was said in them, and how a program's word for its end is kept apart."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from desks import intercom_conversation, intercom_part, intercom_parts, write_lines
from hypothesis import given
from hypothesis import strategies as st

from centreline.evidence.vendors.html_text import plain_text
from centreline.evidence.vendors.intercom import INTERCOM
from centreline.evidence.vendors.intercom.taking import records_of
from centreline.evidence.vendors.source import Assembled, Record, Sample, Unreadable
from centreline.kernel.errors import FileUnreadable


def at(written: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-02T{written}").replace(tzinfo=UTC)


def taken(*bodies: Mapping[str, Any]) -> list[Record]:
    found = [each for body in bodies for each in records_of(body)]
    assert [each for each in found if isinstance(each, str)] == []
    return [each for each in found if isinstance(each, Record)]


def read(**told: Any) -> Assembled:
    return INTERCOM.assemble("5001", taken(intercom_conversation(**told)), zone="UTC")


def contact(**told: Any) -> Mapping[str, Any]:
    [row] = read(**told).rows["contact"]
    return row


def by_program(state: str | None, **told: Any) -> Mapping[str, Any]:
    """Return the contact of a conversation that only the program took part in."""
    bot = {"source_type": "fin", "resolution_state": state}
    return contact(ai_agent_participated=True, ai_agent=bot, statistics={}, conversation_rating=None, **told)


def test_a_closed_conversation_is_one_handled_contact() -> None:
    row = contact(parts=intercom_parts())

    assert row == {
        "contact_id": "5001",
        "customer_id": "c-70",
        "channel": "chat",
        "direction": "inbound",
        "queue": "8",
        "reason": "Refund",
        "team": "9",
        "agent": "88",
        "opened_at": at("09:00"),
        "offered_at": at("09:00"),
        "answered_at": at("09:05"),
        "closed_at": at("10:00"),
        "wait_ms": 300_000,  # by the clock on the wall; Intercom's 60 s leave out the night
        "talk_ms": 540_000,
        "outcome": "handled",
        "automated": False,
        "transferred": True,
        "transferred_to": "9",
        "resolution": "assumed",
        "reopen_count": 1,
        "reassign_count": 1,
        "target_met": True,
        "priority": "not_priority",
        "disposition": "closed",
    }


def test_what_was_said_is_read_without_its_markup_and_notes_stay_inside() -> None:
    rows = read(parts=intercom_parts()).rows["turn"]

    assert [(row["turn_no"], row["speaker"], row["person"], row["at"], row["text"]) for row in rows] == [
        (1, "customer", None, at("09:00"), "Where is my refund?"),
        (2, "agent", "88", at("09:05"), "Let me look"),
        (3, "customer", None, at("09:09"), "Thanks & bye"),
    ]


def test_what_was_done_is_an_event_with_the_team_that_held_it() -> None:
    rows = read(parts=intercom_parts()).rows["event"]

    assert [(row["event_no"], row["activity"], row["team"], row["person"]) for row in rows] == [
        ("2", "assignment", "8", None),
        ("6", "note", "8", "88"),
        ("7", "assignment", "9", "88"),
        ("60", "close", "9", "88"),
    ]
    assert {row["customer_id"] for row in rows} == {"c-70"}


def test_a_rating_is_an_answer_from_one_to_five() -> None:
    [row] = read().rows["survey_response"]

    assert (row["response_id"], row["score"], row["scale_min"], row["scale_max"]) == ("5001.rating", 5.0, 1.0, 5.0)
    assert (row["agent"], row["comment"], row["answered_at"]) == ("88", "kind", at("14:00"))


def test_a_program_that_was_rated_alone_is_nobodys_rating() -> None:
    bot = {"source_type": "fin", "resolution_state": "confirmed_resolution", "rating": 2, "rating_remark": "no"}

    [row] = read(conversation_rating=None, ai_agent=bot, ai_agent_participated=True).rows["survey_response"]

    assert (row["response_id"], row["score"], row["agent"]) == ("5001.ai_agent_rating", 2.0, None)


@pytest.mark.parametrize(
    ("said", "outcome", "resolution"),
    [
        ("assumed_resolution", "self_served", "assumed"),
        ("confirmed_resolution", "self_served", "confirmed"),
        ("escalated", "other", "not_resolved"),
        ("negative_feedback", "other", "not_resolved"),
        ("procedure_handoff", "other", "not_resolved"),
        ("abandoned", "self_served", "not_resolved"),
        (None, "self_served", "assumed"),
    ],
)
def test_assumed_and_confirmed_stay_two_words(said: str | None, outcome: str, resolution: str) -> None:
    row = by_program(said)

    assert (row["outcome"], row["resolution"], row["automated"]) == (outcome, resolution, True)
    assert row["disposition"] == (said or "closed")


def test_a_person_who_answered_after_the_program_took_the_contact() -> None:
    bot = {"source_type": "fin", "resolution_state": "escalated"}

    row = contact(ai_agent_participated=True, ai_agent=bot)

    assert (row["outcome"], row["automated"], row["opened_at"]) == ("handled", True, at("09:00"))
    assert (row["offered_at"], row["wait_ms"]) == (at("09:02"), 180_000)  # people knew of it from 09:02


def test_trying_the_program_oneself_is_no_contact() -> None:
    tried = read(ai_agent={"source_type": "fin_preview"}, ai_agent_participated=True)

    assert tried == Assembled({}, incomplete=("It was a preview of the program, no customer's conversation.",))


def test_a_list_without_parts_does_not_take_parts_away() -> None:
    whole = intercom_conversation(parts=intercom_parts())
    listed = {key: value for key, value in whole.items() if key != "conversation_parts"}

    assert taken(whole)[0] == taken(listed)[0]
    assert {each.kind for each in taken(listed)} == {"conversation"}


@given(shuffled=st.permutations(taken(intercom_conversation(parts=intercom_parts()))))
def test_no_order_of_records_changes_a_row(shuffled: list[Record]) -> None:
    assert INTERCOM.assemble("5001", shuffled, zone="UTC") == read(parts=intercom_parts())


def test_no_order_repetition_or_split_of_files_changes_a_table(same_tables_however_delivered: Any) -> None:
    older = intercom_conversation(state="open", updated_at=1_772_443_000, parts=intercom_parts()[:2])
    listed = intercom_conversation("5002", statistics=None, conversation_rating=None)

    tables = same_tables_however_delivered(
        INTERCOM, [older, intercom_conversation(parts=intercom_parts()), listed], examples=4
    )

    counts = {name: len(rows) for name, rows in tables.items()}
    assert counts == {"contact": 2, "event": 4, "turn": 4, "survey_response": 1, "customer": 1}


def test_what_intercom_adds_next_year_is_kept(unknown_fields_are_kept: Any, unknown_word_becomes_other: Any) -> None:
    unknown_fields_are_kept(INTERCOM, [intercom_conversation(parts=intercom_parts())], inside="statistics")
    unknown_word_becomes_other(INTERCOM, [intercom_conversation()], at="source.type", column="contact.channel")

    assert "statistics" in intercom_conversation()


def test_a_programs_new_word_for_its_end_is_told() -> None:
    bot = {"source_type": "fin", "resolution_state": "delegated"}
    found = read(ai_agent_participated=True, ai_agent=bot, statistics={})

    assert found.rows["contact"][0]["resolution"] == "other"
    assert ("contact.resolution", "delegated") in found.strange


def test_customers_are_pseudonyms_wherever_they_write(delivery: Any) -> None:
    with delivery(INTERCOM) as lake:
        lake.bring([intercom_conversation(parts=intercom_parts())])
        bodies, tables = lake.bodies(), lake.tables()

    assert [body for body in bodies if "c-70" in body or "ann@example.org" in body] == []
    assert tables["contact"][0]["customer_id"].startswith("p_")
    assert {row["person"] for row in tables["turn"]} == {"88", None}


def test_what_is_no_conversation_is_told_with_its_place(tmp_path: Path) -> None:
    wrong = intercom_conversation("3", parts=[intercom_part(1) | {"created_at": None}])
    path = write_lines(tmp_path / "c.json", [{"id": "1"}, intercom_conversation("2", created_at="noon"), wrong])

    found = [each for each in INTERCOM.records(path, zone="UTC") if isinstance(each, Unreadable)]

    assert [(each.place, each.because) for each in found] == [
        (1, "it is no conversation and no contact of Intercom"),
        (2, "created_at of the conversation is no time: 'noon'"),
        (3, "a part of conversation 3 has no time"),
    ]


@pytest.mark.parametrize(
    "content", [b'{"conversations": [{"id": "1"', b"\xff\xfe\x00", b""], ids=["cut", "odd", "empty"]
)
def test_a_file_that_cannot_be_read_to_its_end_stops_with_a_reason(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(content)

    with pytest.raises(FileUnreadable, match=r"c\.json"):
        list(INTERCOM.records(path, zone="UTC"))


def test_its_own_conversations_are_recognised() -> None:
    own = Sample(Path("a"), b"", values=({"type": "conversation.list", "conversations": [intercom_conversation()]},))

    assert INTERCOM.recognise(own) >= 0.9
    assert INTERCOM.recognise(Sample(Path("a"), b"", values=({"id": 1, "state": "open"},))) == 0


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("<p>one</p><p>two<br>three</p>", "one\ntwo\nthree"),
        ("a &lt;b&gt; &nbsp; c", "a <b> c"),
        ("<style>p{}</style>x<img alt='(a cat)'>", "x(a cat)"),
        ("<p>unclosed <b>and", "unclosed and"),
        ("</script>after", "after"),
        ("<div></div>", None),
        (None, None),
    ],
)
def test_the_words_of_a_page_are_what_a_reader_sees(written: str | None, seen: str | None) -> None:
    assert plain_text(written) == seen
