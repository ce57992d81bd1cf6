"""Event logs written as OCEL 2.0, a case at a time, in whichever of its forms: objects first, then events."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any, Protocol

from centreline.evidence.contract import Kind
from centreline.evidence.vendors.log_rows import CONTACT_COLUMNS
from centreline.evidence.vendors.log_writing import LogCase, LogEvent, plain, stamp

__all__ = ["Kinds", "Sink", "write_ocel"]

Kinds = Mapping[str, Any]
"""A type as the standard writes it: `name`, and `attributes` that each have a `name` and a `type`."""

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
OBJECT_TYPES: Sequence[Kinds] = [
    {"name": "contact", "attributes": CONTACT},
    *({"name": name, "attributes": []} for name in ("customer", "agent", "queue", "team")),
]
UNDATED = "1970-01-01T00:00:00.000000+00:00"


class Sink(Protocol):
    """A form of a log: takes the objects, then the events, as JSON writes them, and the types where it needs them."""

    @property
    def types_first(self) -> bool:
        """Whether the types come before everything else, so that the activities have to be known beforehand."""

    def types(self, objects: Sequence[Kinds], events: Sequence[Kinds]) -> None:
        """Write the types of objects and of events, each with its attributes."""

    def begin(self, of: str) -> None:
        """Begin with the `objects`, or with the `events`."""

    def item(self, value: Mapping[str, Any]) -> None:
        """Write one of them."""

    def end(self) -> None:
        """Write what comes last."""


def write_ocel(cases: Callable[[], Iterable[LogCase]], sink: Sink, *, one_source: bool) -> tuple[int, int]:
    """Write a log; returns how many cases and events it has.

    Args:
        cases: Returns the same cases each time it is called: once for the objects, once for the events, and before
            both where the form begins with the types.
        sink: The form, such as `OcelJson`.
        one_source: Whether all cases come from one system, so that their names alone tell them apart.
    """
    if sink.types_first:
        sink.types(OBJECT_TYPES, _event_types(cases()))
    sink.begin("objects")
    things, activities, written = _Once(sink), set[str](), 0
    for case in cases():
        _write_objects(case, things, one_source=one_source)
        activities.update(plain(event.activity) for event in case.events)
        written += 1
    sink.begin("events")
    events = 0
    for case in cases():
        for event in case.events:
            sink.item(_event(event, case, one_source=one_source))
            events += 1
    if not sink.types_first:
        sink.types(OBJECT_TYPES, _kinds_of(activities))
    sink.end()
    return written, events


def _event_types(cases: Iterable[LogCase]) -> Sequence[Kinds]:
    return _kinds_of({plain(event.activity) for case in cases for event in case.events})


def _kinds_of(activities: Iterable[str]) -> Sequence[Kinds]:
    return [{"name": name, "attributes": [{"name": "event_no", "type": "string"}]} for name in sorted(activities)]


class _Once:
    """Writes objects; those that are no cases once each, though many cases name them."""

    def __init__(self, sink: Sink) -> None:
        self.item = sink.item
        self._named: set[bytes] = set()

    def __call__(self, name: str, kind: str) -> None:
        digest = blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()
        if digest not in self._named:
            self._named.add(digest)
            self.item({"id": name, "type": kind, "attributes": [], "relationships": []})


def _write_objects(case: LogCase, once: _Once, *, one_source: bool) -> None:
    if case.customer_id:
        once(case.customer_id, "customer")
    for event in case.events:
        for name, kind, _ in _related(event):
            once(name, kind)
    at = case.contact.get("offered_at")
    dated = stamp(at) if isinstance(at, datetime) else UNDATED
    said = {"source": case.source, **case.contact}
    customer = [{"objectId": case.customer_id, "qualifier": "customer"}] if case.customer_id else []
    attributes = [
        {"name": name, "time": dated, "value": _value(value)} for name, value in said.items() if value is not None
    ]
    name = _case_name(case, one_source=one_source)
    once.item({"id": name, "type": "contact", "attributes": attributes, "relationships": customer})


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
