"""The reader of XES event logs: one record for each event, and one for what a trace says of itself."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centreline.evidence.vendors.log_rows import contact_of, name_of_event
from centreline.evidence.vendors.source import Assembled, Identifier, Record, Sample, Source, Unreadable
from centreline.evidence.vendors.values import Words, instant, text
from centreline.evidence.vendors.xes.traces import Event, Trace, traces

__all__ = ["XES", "XesSource"]

CASE, ACTIVITY, TIME = "concept:name", "concept:name", "time:timestamp"
CUSTOMER = ("customer_id", "customer", "case:customer")
"""Attributes in which logs name the customer; XES has no word for it."""

ROOT = re.compile(rb"\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*<(\w+:)?log\b", re.DOTALL)


@dataclass(frozen=True, slots=True)
class XesSource:
    """Event logs of IEEE 1849: traces are cases, events are what happened in them.

    Events become `event`: `concept:name` is the activity (with `lifecycle:transition` where that is not complete),
    `org:resource` the person, `org:group` or `org:role` the team. An event is named by `identity:id`; one without is
    named by what it says, so the same log twice changes nothing. A trace is a `contact` only where it says so, as
    logs written by this program do.
    """

    @property
    def name(self) -> str:
        """Its id."""
        return "xes"

    @property
    def title(self) -> str:
        """What people call it."""
        return "XES event logs (IEEE 1849)"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables its rows go to."""
        return ("event", "contact")

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Where customers are named."""
        return tuple(Identifier(name, "customer") for name in CUSTOMER)

    def recognise(self, sample: Sample) -> float:
        """Go by the element `log` at the top, and `xes.version`, `trace` or the extensions of the standard in it."""
        if not ROOT.match(sample.head.removeprefix(b"\xef\xbb\xbf")) or b"<object-types" in sample.head:
            return 0.0
        known = (b"xes.version", b"xes-standard.org", b"<trace", b"concept:name")
        return 0.98 if any(word in sample.head for word in known) else 0.6

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:
        """Take a file apart, an event at a time."""
        case: Mapping[str, Any] | None = None
        seen: dict[int, int] = {}
        for each in traces(path):
            if isinstance(each, Trace):
                yield from _of_trace(each)
                continue
            if each.trace is not case:
                case, seen = each.trace, {}
            yield _of_event(each, seen=seen, zone=zone)

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:
        """Put the events of one case together."""
        said = next((record.body for record in records if record.kind == "trace"), {})
        customer_id = _customer(said)
        rows = [_event_row(subject, record.body, customer_id=customer_id, zone=zone) for record in _once(records)]
        rows.sort(key=lambda row: (row["at"], row["event_no"]))
        first_at = rows[0]["at"] if rows else None
        words = Words()
        contact = contact_of(said, case_id=subject, customer_id=customer_id, first_at=first_at, zone=zone, words=words)
        found: dict[str, Sequence[Mapping[str, Any]]] = {"event": rows, "contact": [contact] if contact else []}
        return Assembled({name: each for name, each in found.items() if each}, tuple(words.strange))


def _of_trace(trace: Trace) -> Iterator[Record]:
    case_id = _case_id(trace.attributes)
    if case_id is not None:
        yield Record("trace", case_id, case_id, None, dict(trace.attributes))


def _of_event(event: Event, *, seen: dict[int, int], zone: str) -> Record | Unreadable:
    case_id, activity = _case_id(event.trace), text(event.attributes.get(ACTIVITY))
    at = instant(event.attributes.get(TIME), zone=zone)
    wrong = (
        "its trace has no concept:name before it" if case_id is None
        else "it has no concept:name" if activity is None
        else "it has no time:timestamp that can be read" if at is None
        else None
    )  # fmt: skip
    if wrong is not None or case_id is None:
        return Unreadable(event.place, wrong or "", json.dumps(event.attributes, ensure_ascii=False)[:300])
    told = [event.attributes.get(name) for name in (TIME, ACTIVITY, "lifecycle:transition", "org:resource")]
    named = text(event.attributes.get("identity:id")) or text(event.attributes.get("event_no"))
    event_no = named or name_of_event(*told, seen=seen)
    return Record("event", f"{case_id} {event_no}", case_id, None, {**event.attributes, "event_no": event_no})


def _case_id(attributes: Mapping[str, Any]) -> str | None:
    return text(attributes.get("case_id")) or text(attributes.get(CASE))


def _once(records: Sequence[Record]) -> list[Record]:
    """Return the events, each name once."""
    return list({record.id: record for record in records if record.kind == "event"}.values())


def _event_row(case_id: str, body: Mapping[str, Any], *, customer_id: str | None, zone: str) -> dict[str, Any]:
    activity, transition = text(body.get(ACTIVITY)), (text(body.get("lifecycle:transition")) or "complete").lower()
    return {
        "case_id": case_id,
        "event_no": text(body.get("event_no")),
        "at": instant(body.get(TIME), zone=zone),
        "activity": activity if transition == "complete" else f"{activity} ({transition})",
        "team": text(body.get("org:group")) or text(body.get("org:role")),
        "person": text(body.get("org:resource")),
        "queue": text(body.get("queue")),
        "customer_id": _customer(body) or customer_id,
    }


def _customer(attributes: Mapping[str, Any]) -> str | None:
    return next((found for name in CUSTOMER if (found := text(attributes.get(name)))), None)


XES: Source = XesSource()
"""As it is listed in the book."""
