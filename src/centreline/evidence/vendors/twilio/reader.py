"""The reader of Twilio's event streams."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from centreline.evidence.vendors.customers import said_of
from centreline.evidence.vendors.source import Assembled, Identifier, Record, Sample, Source, Unreadable
from centreline.evidence.vendors.taking import examples_of, records_in, share_known
from centreline.evidence.vendors.twilio.rows import (
    DIRECTIONS,
    contact_row,
    customer_of,
    leg_rows,
    phone_of,
    routing_rows,
    state_rows,
)
from centreline.evidence.vendors.twilio.taking import ATTRIBUTES, kind_of_event, payload_of, record_of
from centreline.evidence.vendors.twilio.task import events_of, offers_of
from centreline.evidence.vendors.values import Words, block, text

__all__ = ["TWILIO", "Twilio"]

SURE = 0.98
WHERE = "data.payload.task_attributes"
ADDRESSES = ("from", "to", "caller", "called", "customerAddress", "outbound_to", "customers.phone")


@dataclass(frozen=True, slots=True)
class Twilio:
    """Reads TaskRouter events: contacts from tasks, legs from reservations, states from workers' activities."""

    name: str = "twilio"
    title: str = "Twilio event streams"
    tables: tuple[str, ...] = ("contact", "leg", "routing_event", "agent_state", "customer")
    identifiers: tuple[Identifier, ...] = (
        *(Identifier(f"{WHERE}.{address}", "phone") for address in ADDRESSES),
        Identifier(f"{WHERE}.customers.email", "email"),
        Identifier(f"{WHERE}.customers.external_id", "customer"),
        Identifier(f"{WHERE}.customers.name", "name"),
        Identifier(f"{WHERE}.name", "name"),
        Identifier(f"{WHERE}.identity", "customer"),
        Identifier(f"{WHERE}.customerName", "name"),
    )

    def recognise(self, sample: Sample) -> float:
        """Go by `type` that begins with com.twilio.taskrouter, in an envelope of CloudEvents."""
        return SURE * share_known(examples_of(sample, lists=()), by=kind_of_event)

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:  # noqa: ARG002 - times name theirs
        """Take a file apart, an event at a time."""
        return records_in(path, lists=(), by=lambda body: [record_of(body)])

    def customers(self, record: Record) -> Iterable[Mapping[str, str]]:
        """Return the number and the address in a task's attributes, with the name contacts have for the customer."""
        known = block(payload_of(record.body).get(ATTRIBUTES))
        direction = DIRECTIONS.get(text(known.get("direction")) or "")
        if direction not in ("inbound", "outbound"):  # Which of two numbers is the customer's, it does not say.
            return []
        return said_of(
            customer_of(known, direction=direction),
            phone=phone_of(known, direction=direction),
            email=block(known.get("customers")).get("email"),
        )

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:  # noqa: ARG002 - as above
        """Put the events of one task, or of one worker, together."""
        words = Words()
        if subject.startswith("worker:"):
            events = events_of(records, words=Words())
            rows = {"agent_state": list(state_rows(events, words=words))}
            return Assembled(rows, strange=tuple(words.strange))
        if not subject.startswith("task:"):
            return Assembled({})
        events = events_of(records, words=words)
        offers = offers_of(events)
        contact = contact_row(events, offers, words=words)
        return Assembled(
            rows={
                "contact": [] if contact is None else [contact],
                "leg": list(leg_rows(events, offers)),
                "routing_event": list(routing_rows(events)),
            },
            strange=tuple(words.strange),
            incomplete=_missing(events_happened=[event.happened for event in events]),
        )


def _missing(*, events_happened: Sequence[str]) -> tuple[str, ...]:
    if "task.created" in events_happened:
        return ()
    return ("The event that created the task has not come: the contact begins with the first event that has.",)


TWILIO: Source = Twilio()
