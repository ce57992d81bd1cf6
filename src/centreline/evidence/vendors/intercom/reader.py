"""The reader of Intercom's conversations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centreline.evidence.vendors.customers import said_of
from centreline.evidence.vendors.intercom.contacts import contact_row, customer_of, survey_rows
from centreline.evidence.vendors.intercom.parts import event_rows, first_reply, in_order, teams_of, turn_rows
from centreline.evidence.vendors.intercom.taking import LISTS, contacts_in, is_known, records_of
from centreline.evidence.vendors.source import Assembled, Identifier, Record, Sample, Source, Unreadable
from centreline.evidence.vendors.taking import examples_of, records_in, share_known
from centreline.evidence.vendors.values import Words, block

__all__ = ["INTERCOM", "Intercom"]

SURE = 0.96
PREVIEWS = ("fin_preview", "workflow_preview")
"""Conversations that somebody of the centre had with its own program, to try it."""


@dataclass(frozen=True, slots=True)
class Intercom:
    """Conversations with their parts, statistics and ratings."""

    @property
    def name(self) -> str:
        """Its id."""
        return "intercom"

    @property
    def title(self) -> str:
        """What people call it."""
        return "Intercom conversations"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables its rows go to."""
        return ("contact", "event", "turn", "survey_response", "customer")

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Where customers are named: contacts, and authors who are customers."""
        found = [
            Identifier(f"{place}.{key}", of)
            for place in ("customer", "source.customer", "contacts.contacts[]", "contacts[]", "user")
            for key, of in (("id", "customer"), ("external_id", "customer"), ("user_id", "customer"),
                            ("email", "email"), ("phone", "phone"), ("name", "name"))
        ]  # fmt: skip
        rated = [Identifier(f"conversation_rating.{who}.id", "customer") for who in ("contact", "customer")]
        return (*found, *rated, Identifier("conversation_rating.contact.external_id", "customer"))

    def recognise(self, sample: Sample) -> float:
        """Go by `state` and `source` beside `conversation_parts`, `statistics` or an assignee's id, or by `role`."""
        return SURE * share_known(examples_of(sample, lists=LISTS), by=is_known)

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:  # noqa: ARG002 - times are in UTC
        """Take a file apart: {"conversations": […]}, a list, or a conversation on each line."""
        return records_in(path, lists=LISTS, by=records_of)

    def customers(self, record: Record) -> Iterable[Mapping[str, str]]:
        """Return what the contacts of a conversation, its authors who are customers, and contacts say of themselves."""
        source = block(record.body.get("source"))
        people = (
            record.body.get("customer"),
            source.get("customer"),
            record.body.get("user"),
            *contacts_in(record.body),
        )
        return [
            said
            for person in map(block, people)
            for said in said_of(person.get("id"), phone=person.get("phone"), email=person.get("email"))
        ]

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:  # noqa: ARG002 - as above
        """Put a conversation and its parts together."""
        conversation = next((record.body for record in records if record.kind == "conversation"), None)
        if conversation is None:
            return Assembled({}, incomplete=("The conversation of these parts has not come yet.",))
        if block(conversation.get("ai_agent")).get("source_type") in PREVIEWS:
            return Assembled({}, incomplete=("It was a preview of the program, no customer's conversation.",))
        parts = in_order([record for record in records if record.kind == "part"])
        words = Words()
        row = contact_row(conversation, teams=teams_of(parts), replied_at=first_reply(parts), words=words)
        rows: dict[str, list[dict[str, Any]]] = {
            "contact": [row],
            "event": event_rows(subject, parts, customer_id=customer_of(conversation)),
            "turn": turn_rows(conversation, parts, words=words),
            "survey_response": survey_rows(conversation),
        }
        return Assembled({name: found for name, found in rows.items() if found}, tuple(words.strange))


INTERCOM: Source = Intercom()
"""As it is listed in the book."""
