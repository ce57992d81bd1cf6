"""vCons read: what was said, by whom, in which contact."""

import base64
import copy
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from vcon_made import CALL, CHAT, MISSED, at, call, chat, missed, signed, written

from centreline.evidence.privacy.door import Door
from centreline.evidence.vendors.source import Assembled, Record, Sample, Unreadable
from centreline.evidence.vendors.vcon.reader import VCON
from centreline.kernel.errors import FileUnreadable

DOOR = Door(b"s" * 32)
Check = Callable[..., Any]


def moment(clock: str) -> datetime:
    return datetime.fromisoformat(at(clock))


def taken(tmp_path: Path, *made: Mapping[str, Any]) -> list[Record | Unreadable]:
    path = tmp_path / "conversations.vcon"
    path.write_text("\n".join(json.dumps(each) for each in made), encoding="utf-8")
    return list(VCON.records(path, zone="UTC"))


def keyed(records: Sequence[Record | Unreadable]) -> list[Record]:
    """Return the records as they are kept: customers keyed, texts redacted."""
    found = []
    for each in records:
        assert isinstance(each, Record), each
        body, _ = DOOR.redact_json(each.body, identifiers=VCON.identifiers)
        found.append(Record(each.kind, each.id, each.subject, each.changed_at, body))
    return found


def read(tmp_path: Path, *made: Mapping[str, Any]) -> Assembled:
    records = keyed(taken(tmp_path, *made))
    [subject] = {each.subject for each in records}
    return VCON.assemble(subject, records, zone="UTC")


def refused(tmp_path: Path, made: Mapping[str, Any]) -> str:
    [wrong] = taken(tmp_path, made)
    assert isinstance(wrong, Unreadable)
    return wrong.because


def test_a_recorded_call_is_a_contact_a_leg_and_the_turns_of_its_transcript(tmp_path: Path) -> None:
    assembled = read(tmp_path, call())

    [contact] = assembled.rows["contact"]
    [leg] = assembled.rows["leg"]
    assert contact == {
        "contact_id": CALL,
        "customer_id": DOOR.pseudonym("+15550100", of="phone"),
        "channel": "voice",
        "direction": "inbound",
        "queue": "billing",
        "team": "Billing",
        "agent": "Ann Lee",
        "opened_at": moment("09:00:00"),
        "offered_at": moment("09:00:00"),
        "answered_at": moment("09:00:00"),
        "closed_at": moment("09:04:00"),
        "talk_ms": 210_000,
        "hold_ms": 30_000,
        "outcome": "handled",
        "automated": None,
        "transferred": True,
        "disposition": None,
    }
    assert leg == {
        "contact_id": CALL,
        "leg_no": 1,
        "kind": "human",
        "queue": "billing",
        "team": "Billing",
        "agent": "Ann Lee",
        "enqueued_at": moment("09:00:00"),
        "answered_at": moment("09:00:00"),
        "ended_at": moment("09:04:00"),
        "talk_ms": 210_000,
        "hold_ms": 30_000,
        "transferred_to": "Complaints",
        "external_id": "i-1",
        "holds": 1,
        "disposition": None,
        "abandoned": False,
    }


def test_a_transcript_counts_from_the_start_of_its_recording(tmp_path: Path) -> None:
    rows = read(tmp_path, call()).rows["turn"]

    shown = [(row["turn_no"], row["speaker"], row["person"], row["at"], row["length_ms"], row["text"]) for row in rows]
    assert shown == [
        (
            1,
            "customer",
            None,
            datetime.fromisoformat("2026-03-02T09:00:01.500+00:00"),
            2500,
            "Hello, my invoice is wrong.",
        ),
        (2, "agent", "Ann Lee", datetime.fromisoformat("2026-03-02T09:00:04.500+00:00"), 2000, "Let me see."),
        (3, "customer", None, moment("09:01:35"), None, "Thank you."),
    ]
    assert [row["language"] for row in rows] == [None, "en", None]


def test_a_chat_is_told_by_its_texts_the_encoded_one_too(tmp_path: Path) -> None:
    assembled = read(tmp_path, chat())

    assert [(row["speaker"], row["text"]) for row in assembled.rows["turn"]] == [
        ("customer", "Where is my order?"),
        ("bot", "I am looking."),
        ("agent", "Order 17 is on its way."),
    ]
    [contact] = assembled.rows["contact"]
    assert (contact["channel"], contact["automated"], contact["outcome"]) == ("chat", True, "handled")
    assert (contact["answered_at"], contact["closed_at"]) == (moment("10:01:00"), moment("10:01:00"))
    [leg] = assembled.rows["leg"]
    assert (leg["enqueued_at"], leg["answered_at"], leg["agent"]) == (moment("10:00:00"), moment("10:01:00"), "Ann Lee")


def test_an_attempt_that_nobody_answered_was_abandoned(tmp_path: Path) -> None:
    assembled = read(tmp_path, missed())

    [contact] = assembled.rows["contact"]
    assert (contact["outcome"], contact["disposition"], contact["agent"]) == ("abandoned", "hung-up", None)
    assert set(assembled.rows) == {"contact"}


def test_secrets_that_were_encoded_are_redacted_and_sound_is_not_kept(tmp_path: Path) -> None:
    made = chat()
    number = base64.urlsafe_b64encode(b"My card is 4111 1111 1111 1111.").decode()
    sound = {
        "type": "recording",
        "start": at("10:02:00"),
        "mediatype": "audio/wav",
        "encoding": "base64url",
        "body": number,
    }
    made["dialog"] += [written("10:01:30", 0, number, encoding="base64url"), sound]

    [record] = keyed(taken(tmp_path, made))

    kept = json.dumps(record.body)
    assert "4111" not in kept
    assert number not in kept
    assert record.body["dialog"][4]["left_out"] == {"bytes": 31}
    assert record.body["dialog"][4]["content_hash"].startswith("sha512-")


def test_customers_are_keyed_and_workers_keep_their_names(tmp_path: Path) -> None:
    [record] = keyed(taken(tmp_path, call()))

    first, second = record.body["parties"][:2]
    assert (first["tel"][:2], first["name"][:2]) == ("p_", "p_")
    assert "Keller" not in json.dumps(record.body)
    assert second["worker"]["name"] == "Ann Lee"


def test_a_redacted_copy_is_read_only_where_there_is_nothing_better(tmp_path: Path) -> None:
    copied = call() | {"uuid": CHAT, "redacted": {"uuid": CALL, "type": "x"}, "updated_at": at("12:00:00")}
    copied["analysis"] = []
    amended = call() | {"uuid": MISSED, "amended": {"uuid": CALL}, "subject": "Amended"}
    amended["dialog"] = [amended["dialog"][0] | {"skill": "complaints"}, *amended["dialog"][1:]]

    alone = read(tmp_path, copied)
    both = read(tmp_path, copied, call())
    every = read(tmp_path, copied, call(), amended)

    assert "turn" not in alone.rows
    assert both.rows == read(tmp_path, call()).rows
    assert every.rows["contact"][0]["queue"] == "complaints"
    assert every.rows["contact"][0]["contact_id"] == CALL


def test_an_unknown_extension_that_is_critical_forbids_reading(tmp_path: Path) -> None:
    assert "without the extension XYZ" in refused(tmp_path, call() | {"critical": ["CC", "XYZ"]})
    assert len(keyed(taken(tmp_path, call() | {"critical": ["CC"], "extensions": ["CC", "XYZ"]}))) == 1


def test_an_encrypted_conversation_is_refused(tmp_path: Path) -> None:
    sealed = {
        "protected": "e30",
        "ciphertext": "AAAA",
        "iv": "AA",
        "tag": "AA",
        "recipients": [{"encrypted_key": "AA"}],
    }

    assert "it is encrypted" in refused(tmp_path, sealed)


def test_redacted_and_amended_exclude_each_other(tmp_path: Path) -> None:
    both = call() | {"redacted": {"uuid": CHAT}, "amended": {"uuid": CHAT}}

    assert "may be one of the two" in refused(tmp_path, both)


def test_what_is_no_vcon_is_told_by_the_place_and_never_by_what_stands_there(tmp_path: Path) -> None:
    wrong = call() | {"parties": [{"tel": {"number": "+15550100"}}]}

    because = refused(tmp_path, wrong)

    assert because == "it is no vCon: parties.0.tel is not what the standard says"


def test_fields_nobody_knows_change_nothing_and_roles_nobody_knows_are_other(tmp_path: Path) -> None:
    strange = copy.deepcopy(call()) | {"newThing": [1]}
    strange["parties"][0]["shoe_size"] = 44
    strange["dialog"][0]["mood"] = "good"
    wizard = copy.deepcopy(call())
    wizard["parties"][1]["role"] = "wizard"

    assert read(tmp_path, strange).rows == read(tmp_path, call()).rows
    assembled = read(tmp_path, wizard)
    assert ("turn.speaker", "wizard") in assembled.strange
    assert assembled.rows["turn"][1]["speaker"] == "other"


def test_without_roles_nobody_is_taken_for_the_customer(tmp_path: Path) -> None:
    made = call()
    for party in made["parties"]:
        party.pop("role")
        party["dept"] = None

    assembled = read(tmp_path, made)

    assert assembled.incomplete == ("No party says whether it is the customer or the agent.",)
    assert assembled.rows["contact"][0]["customer_id"] is None
    assert {row["speaker"] for row in assembled.rows["turn"]} == {None}
    assert "Lee" not in json.dumps([record.body for record in keyed(taken(tmp_path, made))])


def test_a_transcript_in_an_unknown_form_is_told_and_kept(tmp_path: Path) -> None:
    made = call()
    made["analysis"] = [{"type": "transcript", "dialog": 0, "body": {"lattice": [[1, 2]]}, "encoding": "json"}]

    assembled = read(tmp_path, made)

    assert "turn" not in assembled.rows
    assert "in a form that is not known here" in assembled.incomplete[0]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (json.dumps(call())[:-40], "is cut off"),
        ("PK\x03\x04 not json", "cannot be read|something else than JSON|valid JSON"),
        ('{"uuid": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply|cut off|cannot be read"),
    ],
    ids=["cut off", "something else", "too deep"],
)
def test_a_file_that_is_no_whole_conversation_is_refused(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "broken.vcon"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(FileUnreadable, match=says):
        list(VCON.records(path, zone="UTC"))


def test_it_knows_its_own_files_and_not_those_of_others() -> None:
    def sure(*values: Any) -> float:
        return VCON.recognise(Sample(Path("file.json"), b"", values))

    assert min(sure(call()), sure(chat(), missed()), sure(signed(call()))) >= 0.9
    assert (
        max(sure({"uuid": "1", "type": "x"}), sure({"payload": {"id": 1}}), sure({"conversations": []}), sure()) <= 0.5
    )


def test_conversations_give_the_same_tables_however_they_come(
    same_tables_however_delivered: Check, undone_as_if_never_brought: Check
) -> None:
    older = call() | {"updated_at": at("09:05:30"), "analysis": []}
    copied = call() | {"uuid": "0194c3a0-7f64-8b2a-9c1d-5a0f1f2e3d4f", "redacted": {"uuid": CALL, "type": "x"}}

    tables = same_tables_however_delivered(VCON, [older, call(), copied, chat(), missed()], examples=3)
    undone_as_if_never_brought(VCON, [older, call(), chat()])

    assert {name: len(rows) for name, rows in tables.items()} == {"contact": 3, "leg": 2, "turn": 6, "customer": 2}
