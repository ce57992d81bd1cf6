"""Customers are one person across sources by exact keys, whatever came first, and no number or address is kept."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from desks import chatwoot_conversation, intercom_conversation, write_lines, zendesk_ticket

from centreline.evidence.contracts.record import RECORD
from centreline.evidence.delta import current_rows
from centreline.evidence.engine import open_engine
from centreline.evidence.lake import Lake
from centreline.evidence.ledger.persons import persons_of
from centreline.evidence.ledger.rules import LedgerRules
from centreline.evidence.privacy.door import Door
from centreline.evidence.records import bring_records
from centreline.evidence.scope import Scope
from centreline.evidence.vendors.amazon_connect.contacts import AMAZON_CONNECT_CONTACTS
from centreline.evidence.vendors.chatwoot import CHATWOOT
from centreline.evidence.vendors.customers import said_of
from centreline.evidence.vendors.intercom import INTERCOM
from centreline.evidence.vendors.source import Source
from centreline.evidence.vendors.zendesk import ZENDESK

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
DOOR = Door(b"s" * 32)
PHONE, EMAIL = "+493012345678", "ann@example.org"
CALL = {
    "ContactId": "c-1",
    "InitialContactId": None,
    "Channel": "VOICE",
    "InitiationMethod": "INBOUND",
    "InitiationTimestamp": "2026-01-05T17:12:59Z",
    "DisconnectTimestamp": "2026-01-05T17:47:28Z",
    "LastUpdateTimestamp": "2026-01-05T18:00:00Z",
    "DisconnectReason": "CUSTOMER_DISCONNECT",
    "CustomerEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": PHONE},
}
USER = {
    "id": 7001,
    "role": "end-user",
    "email": EMAIL,
    "phone": "030 12345678",
    "shared_phone_number": False,
    "verified": True,
    "updated_at": "2026-03-04T10:00:00Z",
}


def brought(folder: Path, *files: tuple[Source, list[dict[str, Any]]]) -> Lake:
    lake = Lake(folder / "evidence")
    for place, (source, records) in enumerate(files):
        path = write_lines(folder / f"{place}.json", records)
        bring_records(lake, path, source=source, named=source.name, zone="UTC", now=NOW, door=DOOR)
    return lake


def customers(lake: Lake) -> list[dict[str, Any]]:
    evidence = lake.evidence(scope=Scope.whole_centre("a test"))
    columns = ("source", "customer_id", "phone_key", "email_key", "known_on")
    return evidence.rows(evidence.table("customer").select(*columns).order_by(["source", "customer_id"]))


def test_a_call_a_ticket_and_a_chat_are_one_person_by_number_and_address(tmp_path: Path) -> None:
    lake = brought(
        tmp_path,
        (AMAZON_CONNECT_CONTACTS, [CALL]),
        (CHATWOOT, [chatwoot_conversation()]),
        (ZENDESK, [zendesk_ticket()]),
    )

    persons = persons_of(lake.evidence(scope=Scope.whole_centre("a test")), rules=LedgerRules())

    assert {row["method"] for row in persons.links.to_pylist()} == {"exact:phone_key", "exact:email_key"}
    assert len(persons.members) == 3
    assert len(set(persons.members["person"].to_pylist())) == 1


def test_what_is_kept_of_a_customer_is_a_pseudonym_wherever_it_lies(tmp_path: Path) -> None:
    lake = brought(tmp_path, (ZENDESK, [{"users": [USER]}, zendesk_ticket()]), (AMAZON_CONNECT_CONTACTS, [CALL]))

    records = current_rows(open_engine(), lake.folder / RECORD.name, contract=RECORD)
    kept = json.dumps(records.to_pyarrow().to_pylist(), default=str)

    assert not [raw for raw in (PHONE, EMAIL, "12345678", "7001", "ann@") if raw in kept]


def test_a_customer_has_what_was_said_of_them_last_in_each_field(
    same_tables_however_delivered: Callable[..., Any],
) -> None:
    def sender(**told: Any) -> dict[str, Any]:
        return {"sender": {"id": 70, "name": "Ann", "email": EMAIL, "phone_number": None, **told}, "channel": "Api"}

    moved = "+493099999999"
    said = [
        chatwoot_conversation(1, meta=sender(phone_number=PHONE), updated_at="2026-03-02T09:00:00Z"),
        chatwoot_conversation(2, meta=sender(phone_number=moved), updated_at="2026-03-05T09:00:00Z"),
        chatwoot_conversation(3, meta=sender(), updated_at="2026-03-07T09:00:00Z"),
        chatwoot_conversation(3, meta=sender(id=71), updated_at="2026-03-04T09:00:00Z"),
    ]

    rows = same_tables_however_delivered(CHATWOOT, said, examples=6)["customer"]

    [ann] = [row for row in rows if row["phone_key"]]
    assert ann["phone_key"] == DOOR.pseudonym(moved, of="phone")
    assert ann["email_key"] == DOOR.pseudonym(EMAIL, of="email")
    assert ann["known_on"] == date(2026, 3, 7)


def test_a_ticket_an_agent_made_says_nothing_of_the_customers_address(tmp_path: Path) -> None:
    forwarded = zendesk_ticket(submitter_id=301)

    lake = brought(tmp_path, (ZENDESK, [forwarded]))

    assert not lake.evidence(scope=Scope.whole_centre("a test")).has("customer")


def test_users_and_contacts_are_customers_and_those_who_work_here_are_none(tmp_path: Path) -> None:
    agent = {**USER, "id": 301, "role": "agent", "email": "lee@example.com"}
    contact = {
        "type": "contact",
        "id": "c-70",
        "role": "user",
        "email": EMAIL,
        "phone": PHONE,
        "updated_at": 1_772_470_000,
    }

    lake = brought(tmp_path, (ZENDESK, [{"users": [USER, agent]}]), (INTERCOM, [contact, intercom_conversation()]))

    assert [(row["source"], row["email_key"]) for row in customers(lake)] == [
        (source, DOOR.pseudonym(EMAIL, of="email")) for source in ("intercom", "zendesk")
    ]


def test_what_is_no_pseudonym_names_nobody() -> None:
    known = DOOR.pseudonym(EMAIL, of="email")

    assert said_of("7001", email=known) == []
    assert said_of(known, email=EMAIL) == []
    assert said_of(known, email=known) == [{"customer_id": known, "email_key": known}]
