"""What may not be kept stands in every record of every system's export, and in nothing that was kept of it."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import genesys_made
import ocel_made
import pyarrow.parquet as pq
import pytest
import vcon_made
import xes_made
from desks import chatwoot_records, intercom_conversation, intercom_parts, zendesk_records
from planning_files import activity, event, wage, write_feed, write_iex, write_table

from centreline.evidence.lake import Lake
from centreline.evidence.privacy.door import Door
from centreline.evidence.records import bring_records
from centreline.evidence.vendors.book import SOURCES, reader_named

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
CARD = "4111 1111 1111 1111"
CANARIES = [CARD, CARD.replace(" ", ""), "DE89370400440532013000", "123-45-6789", "Sunshine9x", "ada.canary"]
TEXT = (
    f"card {CARD} and IBAN DE89370400440532013000, SSN 123-45-6789, password: Sunshine9x, mail ada.canary@example.org"
)


def planted(held: Any) -> Any:
    """Return JSON each object of which has one more field, and every text a person wrote says it too."""
    if isinstance(held, list):
        return [planted(one) for one in held]
    if not isinstance(held, dict):
        return held
    written = {"body", "content", "subject", "description", "comment", "note", "feedback_message"}
    said = {name: TEXT if name in written and isinstance(one, str) else planted(one) for name, one in held.items()}
    return {**said, "somethingNew": TEXT}


def in_lines(records: Iterable[Any]) -> Callable[[Path], Any]:
    return lambda path: path.write_text("".join(json.dumps(planted(one)) + "\n" for one in records))


def state_of_an_agent() -> dict[str, Any]:
    state = {"Name": "Available", "StartTimestamp": "2026-03-02T09:01:00.000Z", "Type": "ROUTABLE", "ARN": "arn:s/1"}
    held = {"AgentStatus": state, "Configuration": {"Username": "ann"}, "Contacts": []}
    return {
        "AWSAccountId": "1", "AgentARN": "arn:instance/1/agent/lee", "EventId": "e1", "EventType": "STATE_CHANGE",
        "EventTimestamp": "2026-03-02T09:02:00.000Z", "Version": "2017-10-01",
        "CurrentAgentSnapshot": held, "PreviousAgentSnapshot": None, "InstanceARN": "arn:instance/1",
    }  # fmt: skip


def of_twilio() -> dict[str, Any]:
    attributes = json.dumps({"from": "+12065550101", "direction": "inbound", "note": TEXT})
    at, kind = "2026-03-02T09:00:00Z", "task.created"
    said = {
        "eventtype": kind,
        "timestamp": at,
        "workspace_sid": "WS1",
        "task_sid": "WT1",
        "task_attributes": attributes,
    }
    return {
        "specversion": "1.0", "type": f"com.twilio.taskrouter.{kind}", "source": "/workspaces/WS1", "id": "EV1",
        "time": at, "data": {"service_version": 1, "payload": {**said, "task_attributes": attributes}},
    }  # fmt: skip


def a_log(made: Any) -> Any:
    return [made.event("e1", "opened", "2026-04-01T09:00:00Z", "t-1", note=TEXT)]


EXPORTS: dict[str, tuple[str, Callable[[Path], Any]]] = {
    "amazon_connect_agent_events": (".json", in_lines([state_of_an_agent()])),
    "twilio": (".json", in_lines([of_twilio()])),
    "zendesk": (".json", in_lines(zendesk_records())),
    "chatwoot": (".json", in_lines(chatwoot_records())),
    "intercom": (".json", in_lines([intercom_conversation(parts=intercom_parts())])),
    "genesys_conversations": (
        ".json",
        lambda path: path.write_text(json.dumps(planted(genesys_made.page(*genesys_made.conversations())))),
    ),
    "genesys_schedules": (".json", lambda path: path.write_text(json.dumps(planted(genesys_made.schedule())))),
    "genesys_adherence": (".json", lambda path: path.write_text(json.dumps(planted(genesys_made.adherence())))),
    "vcon": (".json", lambda path: path.write_text(json.dumps(planted(vcon_made.call())))),
    "iex": (".txt", lambda path: write_iex(path, [activity(f"Lunch {TEXT}"), activity("Open", "12:00", "16:00")])),
    "icalendar": (".ics", lambda path: write_feed(path, [event(f"SUMMARY:Launch {CARD}", f"DESCRIPTION:{TEXT}")])),
    "wages": (".csv", lambda path: write_table(path, [(*wage()[:3], f"billing {CARD}", *wage()[4:])])),
    "xes": (
        ".xes",
        lambda path: xes_made.write_log(
            path, [xes_made.event("17", "2026-04-01T09:00:00Z", f"told {CARD}", note=TEXT)]
        ),
    ),
    "ocel": (".json", lambda path: ocel_made.write_log(path, a_log(ocel_made))),
    "ocel as XML": (".xml", lambda path: ocel_made.write_xml(path, a_log(ocel_made))),
    "ocel as SQLite": (".sqlite", lambda path: ocel_made.write_sqlite(path, a_log(ocel_made))),
}


def kept(folder: Path) -> str:
    """All that was kept below a folder, tables unpacked."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    plain = [f"{path} {path.read_bytes().decode('utf-8', 'replace')}" for path in files]
    return "\n".join([*plain, *(str(pq.read_table(path).to_pylist()) for path in files if path.suffix == ".parquet")])


def test_every_reader_but_one_that_the_command_line_tries_is_tried_here() -> None:
    assert {name.split(" ")[0] for name in EXPORTS} == {one.name for one in SOURCES} - {"amazon_connect_contacts"}


@pytest.mark.parametrize("named", EXPORTS)
def test_nothing_of_it_is_kept_or_said(tmp_path: Path, named: str) -> None:
    ending, write = EXPORTS[named]
    path = tmp_path / f"export {CARD}{ending}"
    write(path)
    assert CARD.encode() in path.read_bytes()

    report = bring_records(
        Lake(tmp_path / "evidence"), path, source=reader_named(named.split(" ", maxsplit=1)[0]), named="a_system",
        zone="America/New_York", now=NOW, door=Door(b"s" * 32),
    )  # fmt: skip

    assert report.counts.created > 0, report
    assert [canary for canary in CANARIES if canary in kept(tmp_path / "evidence") + repr(report)] == []
