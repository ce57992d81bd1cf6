"""The reader of OCEL 2.0 event logs, JSON, XML or SQLite: a record for each event of each case, and for each case."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centreline.evidence.vendors.log_rows import contact_of
from centreline.evidence.vendors.ocel.forms import OBJECTS, SQLITE, parts_of
from centreline.evidence.vendors.ocel.objects import Objects, Stands, cases_among, own_name, stands_for
from centreline.evidence.vendors.source import Assembled, Identifier, Record, Sample, Source, Unreadable
from centreline.evidence.vendors.values import Words, blocks, instant, text

__all__ = ["OCEL", "OcelSource"]

PARTS = frozenset({"objectTypes", "eventTypes", "objects", "events"})
IN_XML = b"<object-types", b"<event-types"
IN_SQLITE = b"event_map_type", b"object_map_type", b"event_object"
HEAD = b'"objectTypes"', b'"eventTypes"', b'"events"', b'"objects"'


@dataclass(frozen=True, slots=True)
class OcelSource:
    """Event logs about many objects. The file is gone through twice: for what its objects are, and for its events.

    An event becomes a row of `event` in each of its cases. Cases are its objects of the type contact, case, ticket,
    issue, incident, conversation, call, request, claim or order, whichever comes first in this list; where it has none
    of these, its objects of every type that is no customer, worker, queue or team. A case is a `contact` only where it
    says so, as logs written by this program do. Objects that are no cases are kept with the events they took part in;
    their own attributes are not kept.
    """

    @property
    def name(self) -> str:
        """Its id."""
        return "ocel"

    @property
    def title(self) -> str:
        """What people call it."""
        return "OCEL 2.0 event logs"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables its rows go to."""
        return ("event", "contact")

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Where customers are named: what stood among the relationships is put under `customers` for that."""
        return (Identifier("customers[].objectId", "customer"),)

    def recognise(self, sample: Sample) -> float:
        """Go by `objectTypes`, `eventTypes`, `objects` and `events` of JSON, and the same in XML or SQLite."""
        if sample.head.startswith(SQLITE):
            return 0.98 if all(name in sample.head for name in IN_SQLITE) else 0.0
        if all(name in sample.head for name in IN_XML):
            return 0.98
        if any(isinstance(value, Mapping) and set(value) >= PARTS for value in sample.values):
            return 0.98
        found = [name in sample.head for name in HEAD]
        return 0.92 if found[0] and found[1] and any(found[2:]) else 0.0

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:
        """Take a file apart, an event at a time."""
        known = Objects.in_file(path)
        for number, (place, value) in enumerate(parts_of(path), start=1):
            if not isinstance(value, Mapping):
                yield Unreadable(number, "it is no JSON object", json.dumps(value)[:300])
            elif place == OBJECTS:
                yield from _of_object(value, known=known, zone=zone)
            else:
                yield from _of_event(value, known=known, number=number, zone=zone)

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:
        """Put the events of one case together."""
        said: Mapping[str, Any] = next((record.body for record in records if record.kind == "object"), {})
        customer_id = _customer(said)
        events = {record.id: record.body for record in records if record.kind == "event"}
        rows = [_event_row(body, customer_id=customer_id, zone=zone) for body in events.values()]
        rows.sort(key=lambda row: (row["at"], row["event_no"]))
        case_id = own_name(subject, str(said.get("type"))) if said else rows[0]["case_id"] if rows else subject
        first_at = rows[0]["at"] if rows else None
        attributes = _latest(said)
        words = Words()
        contact = contact_of(
            attributes, case_id=case_id, customer_id=customer_id, first_at=first_at, zone=zone, words=words
        )
        found: dict[str, Sequence[Mapping[str, Any]]] = {"event": rows, "contact": [contact] if contact else []}
        return Assembled({name: each for name, each in found.items() if each}, tuple(words.strange))


def _of_object(value: Mapping[str, Any], *, known: Objects, zone: str) -> Iterator[Record]:
    name, kind = text(value.get("id")), text(value.get("type"))
    if name is None or kind is None or stands_for(kind) is not Stands.CASE:
        return
    stamps = [at for each in blocks(value.get("attributes")) if (at := instant(each.get("time"), zone=zone))]
    yield Record("object", name, name, max(stamps, default=None), _with_customers_apart(value, known=known))


def _of_event(value: Mapping[str, Any], *, known: Objects, number: int, zone: str) -> Iterator[Record | Unreadable]:
    name, activity, at = text(value.get("id")), text(value.get("type")), instant(value.get("time"), zone=zone)
    cases = cases_among(known.related(value))
    wrong = (
        "it has no id" if name is None
        else "it has no type" if activity is None
        else "it has no time that can be read" if at is None
        else "it is related to no object that could be its case" if not cases
        else None
    )  # fmt: skip
    if wrong is not None:
        yield Unreadable(number, wrong, json.dumps({"id": name, "type": activity, "time": value.get("time")})[:300])
        return
    body = _with_customers_apart(value, known=known)
    for case in cases:
        own = {**body, "case": case["objectId"], "case_type": case["type"]}
        yield Record("event", f"{case['objectId']} {name}", case["objectId"], None, own)


def _with_customers_apart(value: Mapping[str, Any], *, known: Objects) -> dict[str, Any]:
    """Return a part of a log with its objects' types, those that are customers under a name of their own."""
    related = known.related(value)
    customers = [each for each in related if each["type"] and stands_for(each["type"]) is Stands.CUSTOMER]
    rest = [each for each in related if each not in customers]
    own = [{**each, "objectId": own_name(each["objectId"], each["type"])} for each in customers]
    return {**value, "relationships": rest, **({"customers": own} if own else {})}


def _event_row(body: Mapping[str, Any], *, customer_id: str | None, zone: str) -> dict[str, Any]:
    attributes = _latest(body)
    return {
        "case_id": own_name(str(body["case"]), str(body["case_type"])),
        "event_no": text(attributes.get("event_no")) or text(body.get("id")),
        "at": instant(body.get("time"), zone=zone),
        "activity": text(body.get("type")),
        "team": _object(body, Stands.TEAM) or text(attributes.get("team")),
        "person": _object(body, Stands.PERSON)
        or text(attributes.get("person"))
        or text(attributes.get("org:resource")),
        "queue": _object(body, Stands.QUEUE) or text(attributes.get("queue")),
        "customer_id": _customer(body) or customer_id,
    }


def _object(body: Mapping[str, Any], meaning: Stands) -> str | None:
    found = [
        text(own_name(str(each.get("objectId")), str(each["type"])))
        for each in blocks(body.get("relationships"))
        if each.get("type") and stands_for(str(each["type"])) is meaning
    ]
    return found[0] if found else None


def _customer(body: Mapping[str, Any]) -> str | None:
    return next((text(each.get("objectId")) for each in blocks(body.get("customers"))), None)


def _latest(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes by name; of several values of one name the latest."""
    ordered = sorted(
        blocks(body.get("attributes")), key=lambda each: (str(each.get("time") or ""), str(each.get("value")))
    )
    return {str(each.get("name")): each.get("value") for each in ordered}


OCEL: Source = OcelSource()
"""As it is listed in the book."""
