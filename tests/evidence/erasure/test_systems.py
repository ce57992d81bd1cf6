"""A person whom systems exported leaves with every record of theirs, and the same exports bring nothing back."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from desks import write_lines, zendesk_audit, zendesk_metric, zendesk_rating, zendesk_ticket

from centreline.evidence.erasure.finding import find_person
from centreline.evidence.erasure.plan import approved, planned
from centreline.evidence.erasure.running import run_erasure
from centreline.evidence.lake import Lake
from centreline.evidence.privacy.door import Door
from centreline.evidence.records import RecordsReport, bring_records
from centreline.evidence.scope import Scope
from centreline.evidence.undo import undo_import
from centreline.evidence.vendors.book import reader_named

NOW = datetime(2026, 6, 2, tzinfo=UTC)
OWNER = Scope.whole_centre("a test")
SAID = "I am the canary of this mine"
PHONE, EMAIL = "+12065550101", "canary@example.org"


def call(name: str, **told: Any) -> Mapping[str, Any]:
    return {
        "AWSContactTraceRecordFormatVersion": "2017-03-10",
        "ContactId": name,
        "Channel": "VOICE",
        "InitiationMethod": "INBOUND",
        "InitiationTimestamp": "2026-01-05T17:12:59Z",
        "DisconnectTimestamp": "2026-01-05T17:47:28Z",
        "LastUpdateTimestamp": "2026-01-05T17:48:35Z",
        **told,
    }


def calls() -> list[Mapping[str, Any]]:
    """The second record of the chain does not say who called; the last is another caller's."""
    return [
        call("c-1", CustomerEndpoint={"Type": "TELEPHONE_NUMBER", "Address": PHONE}, Attributes={"note": SAID}),
        call("c-2", InitialContactId="c-1", PreviousContactId="c-1", Attributes={"note": SAID}),
        call("d-1", CustomerEndpoint={"Type": "TELEPHONE_NUMBER", "Address": "+12065550999"}),
    ]


def tickets() -> list[Mapping[str, Any]]:
    """Of the ticket there is a metric, and an audit by an agent that repeats the customer: neither names them."""
    via = {"channel": "email", "source": {"from": {"address": EMAIL, "name": "Canary"}}}
    comment = {"id": 77, "type": "Comment", "author_id": 301, "body": f"you wrote: {SAID}", "public": True}
    return [
        zendesk_ticket(41, requester_id=7001, submitter_id=7001, description=SAID, via=via),
        zendesk_metric(41),
        zendesk_audit(2, author_id=301, events=[comment]),
        zendesk_rating(62, comment=SAID),
        zendesk_ticket(43, requester_id=7003, submitter_id=7003, description="of somebody else"),
    ]


@pytest.fixture
def systems(tmp_path: Path, door: Door) -> Lake:
    """Return a lake in a workspace, with both exports brought."""
    lake = Lake(tmp_path / "centre" / "evidence")
    bring(lake, door, tmp_path / "calls.json", calls(), kind="amazon_connect_contacts")
    bring(lake, door, tmp_path / "tickets.json", tickets(), kind="zendesk")
    return lake


def bring(lake: Lake, door: Door, path: Path, records: list[Mapping[str, Any]], *, kind: str) -> RecordsReport:
    write_lines(path, records)
    return bring_records(lake, path, source=reader_named(kind), named=kind, zone="UTC", now=NOW, door=door)


def erase(lake: Lake, door: Door, value: str, of: str) -> Mapping[str, Any]:
    found = find_person(lake, lake.evidence(scope=OWNER), door, identifiers=[(value, of)])
    plan = planned(lake.folder, people=found.leaving.people, because="a letter", by="Ann", now=NOW, found={})
    approved(lake.folder, plan.id, by="Ben", now=NOW)
    return run_erasure(lake, plan.id, door=door, workspace=lake.folder.parent, now=NOW).proof


def everything_in(folder: Path) -> str:
    """All that is written below a folder, tables unpacked, besides the list of those who may not come back."""
    found = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".erased.json"):
        found.append(file.read_bytes().decode("utf-8", "replace"))
        if file.suffix == ".parquet":
            found.append(json.dumps(pq.read_table(file).to_pylist(), default=str))
    return "\n".join(found)


def contacts(lake: Lake) -> list[str]:
    evidence = lake.evidence(scope=OWNER)
    return sorted(row["contact_id"] for row in evidence.rows(evidence.table("contact").select("contact_id")))


def test_nothing_of_them_is_left_and_the_same_records_bring_nothing_back(
    systems: Lake, door: Door, tmp_path: Path
) -> None:
    of_calls, of_tickets = door.pseudonym(PHONE, of="phone"), door.pseudonym("7001")
    canaries = [SAID, of_calls, of_tickets, door.pseudonym(EMAIL, of="email")]
    assert all(canary in everything_in(systems.folder) for canary in canaries)

    proofs = [erase(systems, door, PHONE, "phone"), erase(systems, door, "7001", "customer")]
    left = everything_in(systems.folder)
    later = call("d-2", CustomerEndpoint={"Type": "TELEPHONE_NUMBER", "Address": "+12065550999"})
    again = [
        bring(systems, door, tmp_path / "calls.json", [*calls(), later], kind="amazon_connect_contacts"),
        bring(systems, door, tmp_path / "tickets.json", [*tickets(), zendesk_ticket(44)], kind="zendesk"),
    ]

    assert [proof["still_named_in"] for proof in proofs] == [[], []]
    assert [canary for canary in canaries if canary in left] == []
    assert [canary for canary in canaries if canary in everything_in(systems.folder.parent)] == []
    assert [report.counts.skipped for report in again] == [2, 5]  # A new ticket of theirs is turned away too.
    assert contacts(systems) == ["43", "d-1", "d-2"]


def test_taking_an_export_back_brings_nobody_back(systems: Lake, door: Door, tmp_path: Path) -> None:
    newer = [{**record, "LastUpdateTimestamp": "2026-01-06T00:00:00Z"} for record in calls()]
    second = bring(systems, door, tmp_path / "newer.json", newer, kind="amazon_connect_contacts")
    erase(systems, door, PHONE, "phone")

    undo_import(systems, second.imported.id if second.imported else "", now=NOW)

    assert contacts(systems) == ["41", "43", "d-1"]
    assert door.pseudonym(PHONE, of="phone") not in everything_in(systems.folder)


def test_a_mailbox_that_only_a_record_names_finds_its_customer(systems: Lake, door: Door) -> None:
    found = find_person(systems, systems.evidence(scope=OWNER), door, identifiers=[(EMAIL, "email")])

    assert found.customers == {door.pseudonym("7001")}
    assert found.leaving.contacts == {("zendesk", "41")}


def test_customers_of_records_that_cannot_be_read_are_keyed_too(systems: Lake, door: Door, tmp_path: Path) -> None:
    nameless = {"id": None, "requester_id": "canary-77", "status": "open", "ticket_id": None}
    report = bring(systems, door, tmp_path / "more.json", [nameless, zendesk_ticket(45)], kind="zendesk")

    assert report.rejected_file is not None
    kept = report.rejected_file.read_text()
    assert "canary-77" not in kept
    assert door.pseudonym("canary-77") in kept
