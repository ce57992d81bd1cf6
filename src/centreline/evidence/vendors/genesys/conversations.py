"""The reader of conversation detail jobs: {"conversations": […]}, page after page, or a conversation on each line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from centreline.evidence.vendors.customers import said_of
from centreline.evidence.vendors.genesys.contact import (
    CUSTOMERS,
    address_names,
    contact_row,
    customer_of,
    first_of,
)
from centreline.evidence.vendors.genesys.judged import evaluation_rows, survey_rows
from centreline.evidence.vendors.genesys.legs import leg_rows, legs
from centreline.evidence.vendors.genesys.routing import routing_rows
from centreline.evidence.vendors.genesys.sessions import stretches
from centreline.evidence.vendors.source import Assembled, Identifier, Record, Sample, Source, Unreadable
from centreline.evidence.vendors.taking import examples_of, records_in, share_known
from centreline.evidence.vendors.values import Words, blocks, instant, text

__all__ = ["GENESYS_CONVERSATIONS", "GenesysConversations"]

LISTS = ("conversations",)
KIND = "conversation"
NAMED_OPENLY = frozenset({"acd", "agent", "botflow", "campaign", "dialer", "group", "ivr", "user", "workflow"})
"""Purposes of participants whose name is that of a queue, a flow or a worker; any other may be a customer's."""

STAMPS = ("conversationStart", "conversationEnd", "segmentStart", "segmentEnd", "emitDate", "eventTime")
STAMPED = frozenset({*STAMPS, "surveyCompletedDate"})


@dataclass(frozen=True, slots=True)
class GenesysConversations:
    """Conversations with their participants, sessions, segments, metrics, evaluations and surveys.

    A conversation carries no date of its last change. The latest instant anywhere in it is taken for one: a
    conversation that was open when it was exported has a later one when it comes again.
    """

    @property
    def name(self) -> str:
        """Its id."""
        return "genesys_conversations"

    @property
    def title(self) -> str:
        """What people call it."""
        return "Genesys Cloud conversation details"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables its rows go to."""
        return ("contact", "leg", "routing_event", "evaluation", "survey_response", "customer")

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Where customers are named: numbers and addresses of every session, as either side may be the customer's."""
        session = "participants[].sessions[]."
        return (
            Identifier("participants[].externalContactId", "customer"),
            Identifier("participants[].customerName", "name"),
            *(Identifier(session + name, "phone") for name in ("ani", "dnis", "callbackNumbers[]")),
            *(Identifier(session + name, "email") for name in ("addressFrom", "addressTo", "addressOther")),
            *(Identifier(session + name, "name") for name in ("callbackUserName", "remoteNameDisplayable")),
            Identifier(session + "remote", "phone"),
        )

    def recognise(self, sample: Sample) -> float:
        """Go by `conversationId`, `conversationStart` and `participants`."""
        return 0.98 * share_known(examples_of(sample, lists=LISTS), by=_is_conversation)

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:
        """Take a file apart, a conversation at a time."""
        return records_in(path, lists=LISTS, by=lambda body: _taken(body, zone=zone))

    def customers(self, record: Record) -> Iterable[Mapping[str, str]]:
        """Return the number and the address of the customer's own sessions, with the name contacts have for them."""
        own = [stretch for stretch in stretches(record.body, zone="UTC") if stretch.purpose in CUSTOMERS]
        phone, email = (first_of(own, name) for name in address_names(record.body))
        return said_of(customer_of(record.body, found=own), phone=phone, email=email)

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:
        """Read one conversation."""
        body = max(records, key=_newness).body
        words = Words()
        found = stretches(body, zone=zone)
        parts = legs(found)
        contact = contact_row(body, found=found, legs=parts, zone=zone, words=words)
        customer_id = None if isinstance(contact, str) else contact["customer_id"]
        rows: dict[str, list[Mapping[str, Any]]] = {
            "contact": [] if isinstance(contact, str) else [contact],
            "leg": leg_rows(parts, contact_id=subject, words=words),
            "routing_event": routing_rows(found, contact_id=subject),
            "evaluation": list(evaluation_rows(body, zone=zone)),
            "survey_response": list(survey_rows(body, parts, customer_id=customer_id, zone=zone, words=words)),
        }
        absent = (contact,) if isinstance(contact, str) else ()
        return Assembled({name: each for name, each in rows.items() if each}, tuple(words.strange), absent)


def _is_conversation(body: Mapping[str, Any]) -> bool:
    return bool({"conversationId", "conversationStart", "participants"} <= set(body))


def _taken(body: Mapping[str, Any], *, zone: str) -> Iterable[Record | str]:
    conversation_id = text(body.get("conversationId"))
    if conversation_id is None:
        # A page without conversations holds its cursor alone.
        return [] if set(body) <= {"conversations", "cursor", "dataAvailabilityDate"} else ["it has no conversationId"]
    changed_at = max(_instants(body, zone=zone), default=None)
    return [Record(KIND, conversation_id, conversation_id, changed_at, _with_customers_apart(body))]


def _instants(value: Any, *, zone: str) -> Iterator[datetime]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name in STAMPED:
                at = instant(inner, zone=zone)
                yield from (at,) if at else ()
            elif isinstance(inner, list):
                yield from _instants(inner, zone=zone)
    elif isinstance(value, list):
        for inner in value:
            yield from _instants(inner, zone=zone)


def _with_customers_apart(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Put names of participants who may be customers under a name of their own; queues and workers keep theirs."""
    if "participants" not in body:
        return body
    return {**body, "participants": [_apart(each) for each in blocks(body["participants"])]}


def _apart(participant: Mapping[str, Any]) -> Mapping[str, Any]:
    if (text(participant.get("purpose")) or "").lower() in NAMED_OPENLY or "participantName" not in participant:
        return participant
    return {("customerName" if name == "participantName" else name): value for name, value in participant.items()}


def _newness(record: Record) -> tuple[float, str]:
    return (record.changed_at.timestamp() if record.changed_at else 0.0, repr(record.body))


GENESYS_CONVERSATIONS: Source = GenesysConversations()
"""As it is listed in the book."""
