"""Event logs written as OCEL 2.0 JSON, a case at a time: objects first, then events, then the types that were met."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import IO, Any

from centreline.evidence.contract import Kind
from centreline.evidence.vendors.log_rows import CONTACT_COLUMNS
from centreline.evidence.vendors.log_writing import LogCase, LogEvent, plain, stamp

__all__ = ["write_ocel"]

TYPES = {
    Kind.INSTANT: "time",
    Kind.MILLISECONDS: "integer",
    Kind.WHOLE: "integer",
    Kind.NUMBER: "float",
    Kind.SHARE: "float",
    Kind.FLAG: "boolean",
}
"""OCEL's types by ours; everything else is a string."""

CONTACT = [{"name": "source", "type": "string"}] + [
    {"name": column.name, "type": TYPES.get(column.kind, "string")} for column in CONTACT_COLUMNS
]
UNDATED = "1970-01-01T00:00:00.000000+00:00"


@dataclass(slots=True)
class _Writing:
    """What has been written so far.

    Attributes:
        out: The file.
        named: Hashes of objects other than cases, each of which is written once.
        activities: Types of events that were met.
        count: Things in the list that is open.
    """

    out: IO[str]
    named: set[bytes] = field(default_factory=set)
    activities: set[str] = field(default_factory=set)
    count: int = 0

    def item(self, value: Mapping[str, Any]) -> None:
        """Write one item of the list that is open."""
        self.out.write(",\n" if self.count else "\n")
        self.out.write(json.dumps(value, ensure_ascii=False))
        self.count += 1

    def once(self, name: str, kind: str) -> None:
        """Write an object that is no case, unless it is there already."""
        digest = blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()
        if digest not in self.named:
            self.named.add(digest)
            self.item({"id": name, "type": kind, "attributes": [], "relationships": []})


def write_ocel(cases: Callable[[], Iterable[LogCase]], out: IO[str], *, one_source: bool) -> tuple[int, int]:
    """Write a log; returns how many cases and events it has.

    Args:
        cases: Returns the same cases each time it is called: once for the objects, once for the events.
        out: An open text file in UTF-8.
        one_source: Whether all cases come from one system, so that their names alone tell them apart.
    """
    writing = _Writing(out)
    out.write('{"objects": [')
    written = 0
    for case in cases():
        _write_objects(case, writing, one_source=one_source)
        written += 1
    out.write('\n],\n"events": [')
    writing.count = 0
    for case in cases():
        for event in case.events:
            writing.item(_event(event, case, one_source=one_source))
    events = writing.count
    types = [{"name": "contact", "attributes": CONTACT}]
    types += [{"name": name, "attributes": []} for name in ("customer", "agent", "queue", "team")]
    activities = [
        {"name": name, "attributes": [{"name": "event_no", "type": "string"}]} for name in sorted(writing.activities)
    ]
    out.write(f'\n],\n"objectTypes": {json.dumps(types, ensure_ascii=False)}')
    out.write(f',\n"eventTypes": {json.dumps(activities, ensure_ascii=False)}\n}}\n')
    return written, events


def _write_objects(case: LogCase, writing: _Writing, *, one_source: bool) -> None:
    if case.customer_id:
        writing.once(case.customer_id, "customer")
    for event in case.events:
        writing.activities.add(plain(event.activity))
        for name, kind, _ in _related(event):
            writing.once(name, kind)
    at = case.contact.get("offered_at")
    dated = stamp(at) if isinstance(at, datetime) else UNDATED
    said = {"source": case.source, **case.contact}
    customer = [{"objectId": case.customer_id, "qualifier": "customer"}] if case.customer_id else []
    attributes = [
        {"name": name, "time": dated, "value": _value(value)} for name, value in said.items() if value is not None
    ]
    name = _case_name(case, one_source=one_source)
    writing.item({"id": name, "type": "contact", "attributes": attributes, "relationships": customer})


def _event(event: LogEvent, case: LogCase, *, one_source: bool) -> Mapping[str, Any]:
    name = _case_name(case, one_source=one_source)
    related = [{"objectId": name, "qualifier": "case"}]
    related += [{"objectId": other, "qualifier": qualifier} for other, _, qualifier in _related(event)]
    if case.customer_id:
        related.append({"objectId": case.customer_id, "qualifier": "customer"})
    return {
        "id": f"{name} {plain(event.event_no)}",
        "type": plain(event.activity),
        "time": stamp(event.at),
        "attributes": [{"name": "event_no", "value": plain(event.event_no)}],
        "relationships": related,
    }


def _related(event: LogEvent) -> Iterator[tuple[str, str, str]]:
    """Return the objects of an event other than its case and its customer: name, type and part they play."""
    for value, kind, qualifier in (
        (event.person, "agent", "done by"),
        (event.queue, "queue", "in"),
        (event.team, "team", "of"),
    ):
        if value is not None:
            yield f"{kind}:{plain(value)}", kind, qualifier


def _case_name(case: LogCase, *, one_source: bool) -> str:
    return f"contact:{plain(case.case_id if one_source else f'{case.source}: {case.case_id}')}"


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return stamp(value)
    return plain(value) if isinstance(value, str) else value
