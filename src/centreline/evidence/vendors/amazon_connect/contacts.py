"""Amazon Connect contact records: one record for each contact id, chained by transfers into one contact of ours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from centreline.evidence.vendors.amazon_connect.chain import Leg, legs_of
from centreline.evidence.vendors.amazon_connect.fields import LEVELS, at
from centreline.evidence.vendors.amazon_connect.rows import contact_row, evaluation_rows, leg_row, routing_rows
from centreline.evidence.vendors.customers import said_of
from centreline.evidence.vendors.json_values import json_values
from centreline.evidence.vendors.source import Assembled, Identifier, Record, Sample, Unreadable
from centreline.evidence.vendors.taking import SHOWN, shown
from centreline.evidence.vendors.values import Words, block, text

__all__ = ["AMAZON_CONNECT_CONTACTS", "AmazonConnectContacts"]


@dataclass(frozen=True, slots=True)
class AmazonConnectContacts:
    """Reads contact records: NDJSON as Firehose stores them, with or without line breaks between them.

    Attributes:
        partner_level: The level of the agents' hierarchy that names the outsourcing partner, where one does.
    """

    partner_level: str | None = None
    title: str = "Amazon Connect contact records"
    tables: tuple[str, ...] = ("contact", "leg", "routing_event", "evaluation", "customer")
    options: tuple[str, ...] = tuple(f"partner={level}" for level in LEVELS)
    identifiers: tuple[Identifier, ...] = (
        Identifier("CustomerEndpoint.Address", "phone"),
        Identifier("CustomerEndpoint.EmailAddress", "email"),
        Identifier("CustomerEndpoint.OtherAddress", "customer"),
        Identifier("TransferredToEndpoint.Address", "phone"),
        Identifier("CustomerId", "customer"),
        Identifier("Attributes.customerId", "customer"),
        Identifier("Attributes.CustomerId", "customer"),
        Identifier("Attributes.customer_id", "customer"),
    )

    @property
    def name(self) -> str:
        """Its id, with the option it reads under."""
        option = "" if self.partner_level is None else f"+partner={self.partner_level}"
        return f"amazon_connect_contacts{option}"

    def under(self, option: str) -> "AmazonConnectContacts":
        """Return the reader that takes the partner from that level of the hierarchy: "partner=Level2"."""
        return replace(self, partner_level=option.removeprefix("partner="))

    def recognise(self, sample: Sample) -> float:
        """Go by ContactId with AWSContactTraceRecordFormatVersion, or with InitiationMethod and Channel."""
        sure = [_sureness(block(value)) for value in sample.values]
        return sum(sure) / len(sure) if sure else 0.0

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:  # noqa: ARG002 - times name theirs
        """Take a file apart; times are in UTC."""
        for each in json_values(path):
            if isinstance(each, Unreadable):
                yield each
                continue
            body = each.value
            contact_id = text(body.get("ContactId"))
            if contact_id is None or "InitiationTimestamp" not in body:
                yield Unreadable(each.place, "it has no ContactId or no InitiationTimestamp", shown(body)[:SHOWN])
            else:
                began = text(body.get("InitialContactId")) or text(body.get("PreviousContactId")) or contact_id
                yield Record("contact", contact_id, began, at(body.get("LastUpdateTimestamp")), _addressed(body))

    def customers(self, record: Record) -> Iterable[Mapping[str, str]]:
        """Return the customer's number or address, which contacts name them by, with what it is."""
        endpoint = block(record.body.get("CustomerEndpoint"))
        phone, email = endpoint.get("Address"), endpoint.get("EmailAddress")
        return said_of(phone or email, phone=phone, email=email)

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:  # noqa: ARG002 - as above
        """Put the records of a chain together: its first one says how the customer came, the last how it ended."""
        words = Words()
        legs = legs_of([record.body for record in records], partner_level=self.partner_level, words=words)
        return Assembled(
            rows={
                "contact": [contact_row(subject, legs, words=words)],
                "leg": [leg_row(subject, leg, following=after, chain=legs) for leg, after in _with_following(legs)],
                "routing_event": [row for leg in legs for row in routing_rows(subject, leg)],
                "evaluation": [row for leg in legs for row in evaluation_rows(subject, leg)],
            },
            strange=tuple(words.strange),
            incomplete=_missing(subject, legs),
        )


def _sureness(value: Any) -> float:
    if "ContactId" not in value:
        return 0.0
    if "AWSContactTraceRecordFormatVersion" in value:
        return 1.0
    return 0.9 if {"InitiationMethod", "Channel", "InitiationTimestamp"} <= set(value) else 0.0


def _addressed(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Say of the customer's address what it is, so that a mailbox is never keyed as a telephone number."""
    endpoint = block(body.get("CustomerEndpoint"))
    address = text(endpoint.get("Address"))
    if address is None or endpoint.get("Type") == "TELEPHONE_NUMBER":
        return body
    name = "EmailAddress" if "@" in address else "OtherAddress"
    others = {key: value for key, value in endpoint.items() if key != "Address"}
    return {**body, "CustomerEndpoint": {**others, name: address}}


def _with_following(legs: Sequence[Leg]) -> Iterator[tuple[Leg, Leg | None]]:
    yield from zip(legs, [*legs[1:], None], strict=True)


def _missing(subject: str, legs: Sequence[Leg]) -> tuple[str, ...]:
    if any(leg.contact_id == subject for leg in legs):
        return ()
    return ("The first record of the chain has not come yet: the contact is read from those that have.",)


AMAZON_CONNECT_CONTACTS = AmazonConnectContacts()
