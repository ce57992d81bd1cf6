"""A person whom systems exported leaves with every record of theirs, and the same exports bring nothing back."""

from pathlib import Path

import pytest
from desks import zendesk_ticket
from erased import EMAIL, NOW, OWNER, PHONE, SAID, bring, call, calls, erase, everything_in, tickets

from centreline.evidence.erasure.finding import find_person
from centreline.evidence.lake import Lake
from centreline.evidence.privacy.door import Door
from centreline.evidence.undo import undo_import


@pytest.fixture
def systems(tmp_path: Path, door: Door) -> Lake:
    """Return a lake in a workspace, with both exports brought."""
    lake = Lake(tmp_path / "centre" / "evidence")
    bring(lake, door, tmp_path / "calls.json", calls(), kind="amazon_connect_contacts")
    bring(lake, door, tmp_path / "tickets.json", tickets(), kind="zendesk")
    return lake


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
