"""vCons written: redacted, in their places, and the same when they are read again."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vcon_made import CALL, call, chat, missed

from centreline.evidence.privacy.door import Door
from centreline.evidence.vendors.source import Record
from centreline.evidence.vendors.vcon.reader import VCON
from centreline.evidence.vendors.vcon.writing import redacted_vcon

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
DOOR = Door(b"s" * 32)
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
UUID = {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
PLACE = {"type": "integer", "minimum": 0}
PARTY = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "role": {"enum": ["agent", "customer", "supervisor", "sme", "thirdparty"]},
        "type": {"type": "string"},
    },
    "additionalProperties": {"type": "string"},
}
DIALOG = {
    "type": "object",
    "required": ["type", "start"],
    "properties": {
        "type": {"enum": ["recording", "text", "transfer", "incomplete", "recording-set"]},
        "start": TIME,
        "duration": {"type": "number", "minimum": 0},
        "parties": {"type": "array", "items": PLACE},
        "originator": PLACE,
        "body": {"type": "string"},
        "encoding": {"enum": ["none", "base64url", "json"]},
    },
    "dependentRequired": {"body": ["encoding", "mediatype"]},
}
ANALYSIS = {"type": "object", "required": ["type", "vendor"], "properties": {"dialog": PLACE}}
STANDARD = jsonschema.Draft202012Validator(
    {
        "type": "object",
        "required": ["uuid", "created_at", "parties", "redacted"],
        "properties": {
            "vcon": {"const": "0.4.0"},
            "uuid": UUID,
            "created_at": TIME,
            "extensions": {"type": "array", "items": {"type": "string"}},
            "parties": {"type": "array", "items": PARTY},
            "dialog": {"type": "array", "items": DIALOG},
            "analysis": {"type": "array", "items": ANALYSIS},
            "attachments": {"type": "array"},
            "redacted": {"type": "object", "required": ["uuid", "type"], "properties": {"uuid": UUID}},
        },
        "not": {"required": ["amended"]},
        "additionalProperties": False,
    }
)


def written(contact: Mapping[str, Any], legs: Sequence[Any], turns: Sequence[Any]) -> dict[str, Any]:
    made = redacted_vcon(contact, legs=legs, turns=turns, now=NOW, door=DOOR)
    STANDARD.validate(made)
    return made


def rows_of(tmp_path: Path, made: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    (tmp_path / "one.vcon").write_text(json.dumps(made), encoding="utf-8")
    [record] = VCON.records(tmp_path / "one.vcon", zone="UTC")
    assert isinstance(record, Record)
    body, _ = DOOR.redact_json(record.body, identifiers=VCON.identifiers)
    kept = Record(record.kind, record.id, record.subject, record.changed_at, body)
    rows = VCON.assemble(kept.subject, [kept], zone="UTC").rows
    return {name: [{"source": "vcon", **row} for row in found] for name, found in rows.items()}


@pytest.mark.parametrize("original", [call(), chat(), missed()], ids=["call", "chat", "missed"])
def test_in_out_and_in_again_gives_the_same_turns_and_the_same_contact(tmp_path: Path, original: Any) -> None:
    first = rows_of(tmp_path, original)
    [contact] = first["contact"]

    again = rows_of(tmp_path, written(contact, first.get("leg", []), first.get("turn", [])))

    assert again.get("turn") == first.get("turn")
    [same] = again["contact"]
    for name in ("contact_id", "customer_id", "channel", "agent"):
        assert same[name] == contact[name], name


def test_a_copy_names_its_original_and_is_the_same_each_time(tmp_path: Path) -> None:
    first = rows_of(tmp_path, call())
    [contact] = first["contact"]

    made = written(contact, first["leg"], first["turn"])

    assert made["redacted"] == {"uuid": CALL, "type": "centreline"}
    assert made["uuid"] != CALL
    assert made == written(contact, first["leg"], first["turn"][::-1])
    assert [party.get("name") for party in made["parties"]][1] == "Ann Lee"
    assert "Keller" not in json.dumps(made)


def contact(**more: Any) -> dict[str, Any]:
    return {
        "source": "s",
        "contact_id": "c-17",
        "customer_id": "maria@home.example",
        "channel": "chat",
        "queue": "q",
        **more,
    }


def turn(number: int, words: str | None, **more: Any) -> dict[str, Any]:
    row = {"source": "s", "contact_id": "c-17", "turn_no": number, "speaker": "customer", "person": None}
    return {**row, "at": NINE + timedelta(seconds=number), "length_ms": None, "text": words, "language": None, **more}


@pytest.mark.parametrize("channel", ["chat", "voice"])
def test_a_turn_that_is_gone_leaves_its_place_empty(tmp_path: Path, channel: str) -> None:
    leg = {"leg_no": 1, "agent": "Ann", "enqueued_at": NINE, "answered_at": NINE, "ended_at": NINE, "team": None}
    made = written(contact(channel=channel), [leg], [turn(1, "Hello."), turn(4, "Bye.")])

    slots = made["dialog"] if channel == "chat" else made["analysis"][0]["body"]["turns"]
    said = "body" if channel == "chat" else "text"
    assert [slot.get(said) for slot in slots] == ["Hello.", None, None, "Bye."]
    assert [(row["turn_no"], row["text"]) for row in rows_of(tmp_path, made)["turn"]] == [(1, "Hello."), (4, "Bye.")]


def test_what_slipped_in_is_taken_out_at_the_door_again() -> None:
    sly = [turn(1, "My card is 4111 1111 1111 1111."), turn(2, "Noted.", speaker="agent", person="4111111111111111")]

    made = json.dumps(written(contact(), [], sly))

    assert "4111" not in made
    assert "maria@home" not in made
    assert DOOR.pseudonym("maria@home.example") in made


SPEAKERS = st.sampled_from(["customer", "agent", "bot", "supervisor", "expert", "third_party", "system"])
SAID = st.lists(
    st.tuples(SPEAKERS, st.text("abc d", min_size=1, max_size=9).filter(str.strip), st.none() | st.integers(0, 9000)),
    min_size=1,
    max_size=6,
)


@settings(deadline=None, max_examples=40)
@given(said=SAID, channel=st.sampled_from(["chat", "voice", "email"]))
def test_whatever_was_said_comes_back(tmp_path_factory: pytest.TempPathFactory, said: Any, channel: str) -> None:
    worker = {"agent": "Ann", "supervisor": "Ben", "expert": "Eve"}
    turns = [
        turn(number, words.strip(), speaker=who, person=worker.get(who), length_ms=length_ms)
        for number, (who, words, length_ms) in enumerate(said, start=1)
    ]
    leg = {"leg_no": 1, "agent": "Ann", "enqueued_at": NINE, "answered_at": NINE, "ended_at": None, "team": "t"}

    made = written(contact(channel=channel), [leg], turns)

    found = rows_of(tmp_path_factory.getbasetemp(), made)["turn"]
    names = ("turn_no", "speaker", "person", "at", "length_ms", "text")
    assert [[row[name] for name in names] for row in found] == [[row[name] for name in names] for row in turns]
