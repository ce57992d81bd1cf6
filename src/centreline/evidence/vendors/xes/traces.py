"""The traces of an XES file, one event at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from centreline.evidence.vendors.large_xml import elements

__all__ = ["TYPES", "Event", "Trace", "traces"]

TYPES = frozenset({"string", "date", "int", "float", "boolean", "id", "list", "container"})
"""Elements that are attributes."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A case: the attributes that stood before its events, and later all of them."""

    place: int
    attributes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the trace that began before it."""

    place: int
    trace: Mapping[str, Any]
    attributes: Mapping[str, Any]


@dataclass(slots=True)
class _Reading:
    """Where in a file we are.

    Attributes:
        path: Names of the open elements that are no attributes: log, trace, event.
        keys: Keys of the open attributes, the outer ones first.
    """

    path: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    trace: dict[str, Any] = field(default_factory=dict)
    event: dict[str, Any] = field(default_factory=dict)
    traces: int = 0
    events: int = 0


def traces(path: Path) -> Iterator[Event | Trace]:
    """Return the events of a file, and each trace after its events; attributes inside attributes are joined by "/".

    Raises:
        FileUnreadable: it cannot be read to its end.
    """
    reading = _Reading()
    for name, attributes, _ in elements(path):
        if attributes is None:
            yield from _ended(reading, name)
        elif name in TYPES:
            _attribute(reading, name, attributes)
        else:
            _began(reading, name)


def _began(reading: _Reading, name: str) -> None:
    reading.path.append(name)
    if reading.path == ["log", "trace"]:
        reading.trace, reading.traces = {}, reading.traces + 1
    elif reading.path == ["log", "trace", "event"]:
        reading.event, reading.events = {}, reading.events + 1


def _attribute(reading: _Reading, kind: str, attributes: Mapping[str, str]) -> None:
    reading.keys.append(attributes.get("key", ""))
    within = {2: reading.trace, 3: reading.event}.get(len(reading.path))
    if within is not None and "value" in attributes and reading.path[:2] == ["log", "trace"]:
        within.setdefault("/".join(reading.keys), _value(kind, attributes["value"]))


def _value(kind: str, written: str) -> Any:
    try:
        if kind == "int":
            return int(written[:20])
        if kind == "float":
            return float(written) if abs(float(written)) < float("inf") else written
    except ValueError:
        return written
    return written == "true" if kind == "boolean" and written in ("true", "false") else written


def _ended(reading: _Reading, name: str) -> Iterator[Event | Trace]:
    if name in TYPES:
        reading.keys.pop()
        return
    if reading.path == ["log", "trace", "event"]:
        yield Event(reading.events, reading.trace, reading.event)
    elif reading.path == ["log", "trace"]:
        yield Trace(reading.traces, reading.trace)
    reading.path.pop()
