"""The reader of Chatwoot's exports: all records of one conversation are one subject, in whatever files they came."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centreline.evidence.vendors.chatwoot.contacts import belongs, contact_row, customer_of
from centreline.evidence.vendors.chatwoot.messages import event_rows, in_order, survey_rows, turn_rows
from centreline.evidence.vendors.chatwoot.taking import LISTS, WRAPPERS, kind_of, records_of
from centreline.evidence.vendors.customers import said_of
from centreline.evidence.vendors.source import Assembled, Identifier, Record, Sample, Source, Unreadable
from centreline.evidence.vendors.taking import examples_of, records_in, share_known
from centreline.evidence.vendors.values import Words, block

__all__ = ["CHATWOOT", "Chatwoot"]

SURE = 0.95
TWO_ACCOUNTS = "Two accounts have a conversation of this number: bring each account under a name of its own."
OTHER_NUMBERS = "Reporting events name another conversation by this number: they count the database, not the account."


@dataclass(frozen=True, slots=True)
class Chatwoot:
    """Conversations, messages, reporting events, CSAT responses and contacts (who are customers)."""

    @property
    def name(self) -> str:
        """Its id."""
        return "chatwoot"

    @property
    def title(self) -> str:
        """What people call it."""
        return "Chatwoot conversations and reporting events"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables its rows go to."""
        return ("contact", "event", "turn", "survey_response", "customer")

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Where customers are named: as sender of a conversation or a message, as contact of a response."""
        found = [
            Identifier(f"{place}.{key}", of)
            for place in ("customer", "meta.sender", "contact")
            for key, of in (("id", "customer"), ("identifier", "customer"), ("email", "email"),
                            ("phone_number", "phone"), ("name", "name"))
        ]  # fmt: skip
        return (*found, Identifier("contact_id", "customer"))

    def recognise(self, sample: Sample) -> float:
        """Go by `inbox_id` and `status`, `message_type`, `value`, `phone_number` or `feedback_message`."""
        return SURE * share_known(examples_of(sample, lists=WRAPPERS), by=kind_of)

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:  # noqa: ARG002 - times are in UTC
        """Take a file apart: {"data": {"payload": […]}}, a list, or an object on each line; kinds may be mixed."""
        return records_in(path, lists=LISTS, wrappers=WRAPPERS, by=records_of)

    def customers(self, record: Record) -> Iterable[Mapping[str, str]]:
        """Return what the sender of a conversation or message, and a contact, are reached under."""
        held = record.body
        told = block(held.get("contact") or held.get("customer") or block(held.get("meta")).get("sender"))
        return said_of(told.get("id"), phone=told.get("phone_number"), email=told.get("email"))

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:  # noqa: ARG002 - as above
        """Put together what belongs to one conversation."""
        held = [record.body for record in records if record.kind == "conversation"]
        if len(held) > 1:
            return Assembled({}, incomplete=(TWO_ACCOUNTS,))
        conversation = held[0] if held else {}
        told = sorted((record for record in records if record.kind == "reporting_event"), key=lambda each: each.id)
        events = [record.body for record in told if belongs(record.body, conversation)]
        messages = in_order([record for record in records if record.kind == "message"])
        responses = [each.body for each in sorted(records, key=lambda each: each.id) if each.kind.startswith("csat")]
        customer_id = customer_of(conversation)
        words = Words()
        rows: dict[str, list[dict[str, Any]]] = {
            "event": event_rows(subject, events, customer_id=customer_id),
            "turn": turn_rows(subject, messages, words=words),
            "survey_response": survey_rows(conversation, name=subject, responses=responses, messages=messages),
        }
        absent = () if conversation else ("The conversation itself has not come yet.",)
        if conversation:
            rows["contact"] = [contact_row(conversation, events=events, messages=messages, words=words)]
        strangers = (OTHER_NUMBERS,) if len(events) < len(told) else ()
        filled = {name: found for name, found in rows.items() if found}
        return Assembled(filled, tuple(words.strange), (*absent, *strangers))


CHATWOOT: Source = Chatwoot()
"""As it is listed in the book."""
