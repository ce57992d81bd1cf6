"""A Twilio event as a record: the envelope is read loosely, and what belongs to a task is put beside it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from centreline.evidence.vendors.source import Record
from centreline.evidence.vendors.values import block, instant, text

__all__ = ["ATTRIBUTES", "PREFIX", "kind_of_event", "payload_of", "record_of"]

PREFIX = "com.twilio.taskrouter."
ATTRIBUTES = "task_attributes"
CARRIERS = (ATTRIBUTES, "worker_attributes")
"""Fields that hold a JSON object written as text."""


def payload_of(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what an event says, wherever its envelope puts it."""
    data = block(body.get("data"))
    inside = data.get("payload")
    return inside if isinstance(inside, Mapping) else data


def kind_of_event(body: Mapping[str, Any]) -> str | None:
    """Return what happened: "reservation.accepted"; None where the object is no TaskRouter event."""
    named = text(body.get("type")) or ""
    if named.startswith(PREFIX):
        return named.removeprefix(PREFIX)
    return text(payload_of(body).get("eventtype")) if "specversion" in body else None


def record_of(body: Mapping[str, Any]) -> Record | str:
    """Return the record of an event, or what is wrong with it.

    Nothing is asked of the envelope but its id and its kind: the published example has a time in `datacontenttype`.
    """
    kind, payload = kind_of_event(body), payload_of(body)
    name = text(body.get("id")) or text(payload.get("sid"))
    if kind is None or name is None:
        return "it is no TaskRouter event: it has no id, or no type of TaskRouter"
    return Record("event", name, _subject(kind, payload), _happened_at(body, payload), _opened(body, payload))


def _subject(kind: str, payload: Mapping[str, Any]) -> str:
    task, worker = text(payload.get("task_sid")), text(payload.get("worker_sid"))
    if task is not None and not kind.startswith("worker."):
        return f"task:{task}"
    if worker is not None:
        return f"worker:{worker}"
    return f"other:{text(payload.get('workspace_sid')) or 'unknown'}"


def _happened_at(body: Mapping[str, Any], payload: Mapping[str, Any]) -> datetime | None:
    for value in (payload.get("timestamp_ms"), payload.get("timestamp"), body.get("time")):
        if (read := instant(value)) is not None:
            return read
    return None


def _opened(body: Mapping[str, Any], payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the event with objects where it has JSON in texts, so that each field in them passes the door by name."""
    found = {name: inside for name in CARRIERS if (inside := _object_in(payload.get(name))) is not None}
    if not found:
        return body
    data = block(body.get("data"))
    if isinstance(data.get("payload"), Mapping):
        return {**body, "data": {**data, "payload": {**payload, **found}}}
    return {**body, "data": {**data, **found}}


def _object_in(value: Any) -> Mapping[str, Any] | None:
    if not isinstance(value, str):
        return None
    try:
        inside = json.loads(value)
    except (ValueError, RecursionError):
        return None
    return inside if isinstance(inside, dict) else None
