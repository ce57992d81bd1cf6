"""The reader of Zendesk's exports: all records of one ticket are one subject, in whatever files they came."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centreline.evidence.vendors.customers import said_of
from centreline.evidence.vendors.source import Assembled, Identifier, Record, Sample, Source, Unreadable
from centreline.evidence.vendors.taking import examples_of, records_in, share_known
from centreline.evidence.vendors.values import Words, block, text
from centreline.evidence.vendors.zendesk.audits import changes_in, event_rows
from centreline.evidence.vendors.zendesk.kinds import LISTS, kind_of, record_of, with_sideloads, works_here
from centreline.evidence.vendors.zendesk.surveys import survey_rows
from centreline.evidence.vendors.zendesk.tickets import contact_row

__all__ = ["ZENDESK", "Zendesk"]

SURE = 0.97
USER = (
    ("id", "customer"),
    ("external_id", "customer"),
    ("email", "email"),
    ("phone", "phone"),
    ("name", "name"),
    ("alias", "name"),
)
"""Where a user says who they are."""


@dataclass(frozen=True, slots=True)
class Zendesk:
    """Tickets, metrics, metric events, audits, old ratings, new survey responses, and customers (end users)."""

    @property
    def name(self) -> str:
        """Its id."""
        return "zendesk"

    @property
    def title(self) -> str:
        """What people call it."""
        return "Zendesk tickets, metrics, audits and satisfaction"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables its rows go to."""
        return ("contact", "event", "survey_response", "customer")

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Where customers are named. Authors and submitters may be customers, so all of them are keyed."""
        return (
            *(Identifier(path, "customer") for path in ("requester_id", "submitter_id", "author_id", "responder_id")),
            Identifier("collaborator_ids[]", "customer"),
            Identifier("follower_ids[]", "customer"),
            Identifier("email_cc_ids[]", "customer"),
            Identifier("events[].author_id", "customer"),
            *(Identifier(f"user.{key}", of) for key, of in USER),
            Identifier("user.identities[].value", "account"),
            Identifier("via.source.from.address", "email"),
            Identifier("via.source.from.phone", "phone"),
            Identifier("via.source.from.formatted_phone", "phone"),
            Identifier("via.source.from.name", "name"),
            Identifier("events[].via.source.from.address", "email"),
            Identifier("events[].via.source.from.name", "name"),
            Identifier("events[].customer", "customer"),
            Identifier("events[].previous_customer", "customer"),
            Identifier("events[].recipients[]", "customer"),
            Identifier("metadata.system.ip_address", "account"),
        )

    def recognise(self, sample: Sample) -> float:
        """Go by `requester_id` and `status`, `reply_time_in_minutes`, `events` by `ticket_id`, `answers`, `role`."""
        return SURE * share_known(examples_of(sample, lists=LISTS), by=kind_of)

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:  # noqa: ARG002 - times name theirs
        """Take a file apart: {"tickets": […]}, a list, or an object on each line; kinds may be mixed."""
        return records_in(path, lists=LISTS, by=_taken)

    def customers(self, record: Record) -> Iterable[Mapping[str, str]]:
        """Return what a user says of themselves, and from where a ticket came that its requester wrote."""
        if record.kind == "user":
            user = block(record.body.get("user"))
            phone = None if user.get("shared_phone_number") else user.get("phone")
            return said_of(user.get("id"), phone=phone, email=user.get("email"))
        requester, source = record.body.get("requester_id"), block(block(record.body.get("via")).get("source"))
        # Of a ticket that somebody else made, the sender is not the customer: it was forwarded, or the centre called.
        if record.kind != "ticket" or requester != record.body.get("submitter_id") or source.get("rel") == "follow_up":
            return []
        told = block(source.get("from"))
        phone = told.get("phone") or told.get("formatted_phone")
        return said_of(requester, phone=phone, email=told.get("address"))

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:  # noqa: ARG002 - as above
        """Put together what belongs to one ticket."""
        held = _by_kind(records)
        ticket = next(iter(held["ticket"]), {})
        is_deleted = text(ticket.get("status")) == "deleted"
        if is_deleted:
            return Assembled({}, incomplete=("The ticket was deleted in Zendesk.",))
        words = Words()
        changes = changes_in(record for record in records if record.kind == "audit")
        ticket_id = None if subject.startswith("survey ") else subject
        rows: dict[str, list[dict[str, Any]]] = {
            "event": event_rows(changes, ticket_id=subject, customer_id=text(ticket.get("requester_id"))),
            "survey_response": survey_rows(
                ticket,
                ratings=held["satisfaction_rating"],
                responses=held["survey_response"],
                ticket_id=ticket_id,
                words=words,
            ),
        }
        if ticket:
            metrics = next(iter(held["ticket_metric"]), {})
            events = held["ticket_metric_event"]
            rows["contact"] = [contact_row(ticket, metrics=metrics, metric_events=events, changes=changes, words=words)]
        absent = () if ticket or ticket_id is None else ("The ticket itself has not come yet.",)
        return Assembled({name: found for name, found in rows.items() if found}, tuple(words.strange), absent)


def _taken(body: Mapping[str, Any]) -> Iterable[Record | str]:
    return [record_of(each) for each in with_sideloads(body) if not works_here(each)]


def _by_kind(records: Sequence[Record]) -> dict[str, list[Mapping[str, Any]]]:
    """Return the bodies of each kind, the newest first; order of arrival plays no part."""
    held: dict[str, list[Mapping[str, Any]]] = {kind: [] for kind in set(LISTS.values())}
    for record in sorted(records, key=_newest_first):
        held[record.kind].append(record.body)
    return held


def _newest_first(record: Record) -> tuple[float, str]:
    return (-record.changed_at.timestamp() if record.changed_at else 0.0, record.id)


ZENDESK: Source = Zendesk()
"""As it is listed in the book."""
