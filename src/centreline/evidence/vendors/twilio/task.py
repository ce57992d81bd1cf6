"""The events of one task: when it was queued, to whom it was offered, and what became of each offer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from centreline.evidence.vendors.source import Record
from centreline.evidence.vendors.twilio.taking import ATTRIBUTES, kind_of_event, payload_of
from centreline.evidence.vendors.values import Words, block, text

__all__ = ["ENDS", "Event", "Offer", "events_of", "known_of", "offers_of", "queue_of"]

ROUTING = {
    "task-queue.entered": "queued",
    "task_queue.entered": "queued",
    "task-queue.timeout": "overflowed",
    "task_queue.timeout": "overflowed",
    "task-queue.moved": "requeued",
    "task_queue.moved": "requeued",
    "workflow.timeout": "overflowed",
    "reservation.created": "offered",
    "reservation.accepted": "accepted",
    "reservation.rejected": "refused",
    "reservation.timeout": "timed_out",
    "reservation.canceled": "cancelled",
    "reservation.rescinded": "cancelled",
    "reservation.wrapup": "wrapped",
    "reservation.completed": "completed",
    "reservation.failed": "cancelled",
    "task.canceled": "cancelled",
    "task.system-deleted": "cancelled",
    "task.transfer-initiated": "transferred",
}
SILENT = frozenset(
    {
        "task.created", "task.updated", "task.completed", "task.wrapup", "task.deleted", "task.transfer-completed",
        "task.transfer-failed", "task.transfer-canceled", "task.transfer-attempt-failed", "workflow.entered",
        "workflow.target-matched", "workflow.skipped", "task-queue.deleted",
    }
)  # fmt: skip
"""Events that say nothing of the routing which others do not."""

ENDS = {"completed", "refused", "timed_out", "cancelled"}


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a task.

    Attributes:
        name: Its id.
        happened: The system's word: "reservation.accepted".
        kind: Ours, as `routing_event.kind` has it; None where it is not about the routing.
        at: When.
        said: The rest of it.
    """

    name: str
    happened: str
    kind: str | None
    at: datetime
    said: Mapping[str, Any]

    def text(self, *names: str) -> str | None:
        """Return the first of these fields that has a text."""
        return next((found for name in names if (found := text(self.said.get(name)))), None)


@dataclass(frozen=True, slots=True)
class Offer:
    """One reservation: what became of offering the task to one worker."""

    name: str
    events: tuple[Event, ...]

    def at(self, *kinds: str) -> datetime | None:
        """Return when the first event of these kinds happened."""
        return next((event.at for event in self.events if event.kind in kinds), None)

    @property
    def worker(self) -> str | None:
        """Whom it was offered to."""
        return next((found for event in self.events if (found := event.text("worker_name", "worker_sid"))), None)

    @property
    def queue(self) -> str | None:
        """From which queue."""
        return next((found for event in self.events if (found := queue_of(event))), None)


def events_of(records: Sequence[Record], *, words: Words) -> list[Event]:
    """Return the events of a task in the order they happened; those without a time are left out."""
    dated = [(record.changed_at, record) for record in records]
    found = [_event(record, at, words=words) for at, record in dated if at is not None]
    return sorted(found, key=lambda event: (event.at, _rank(event), event.name))


def _event(record: Record, at: datetime, *, words: Words) -> Event:
    happened = kind_of_event(record.body) or ""
    kind = ROUTING.get(happened)
    if kind is None and happened not in SILENT:
        words.note("routing_event.kind", happened)
        kind = "other"
    return Event(record.id, happened, kind, at, payload_of(record.body))


ORDER = ("queued", "requeued", "overflowed", "offered", "accepted", "transferred", "wrapped", "completed")


def _rank(event: Event) -> int:
    """Order events of one instant as they have to have happened."""
    return ORDER.index(event.kind) if event.kind in ORDER else len(ORDER)


def offers_of(events: Sequence[Event]) -> list[Offer]:
    """Return the reservations of a task in the order they were made."""
    held: dict[str, list[Event]] = {}
    for event in events:
        name = event.text("reservation_sid")
        if name is not None:
            held.setdefault(name, []).append(event)
    return [Offer(name, tuple(each)) for name, each in held.items()]


def queue_of(event: Event) -> str | None:
    """Return the queue an event names."""
    return event.text("task_queue_name", "task_queue_sid", "taskqueue_name", "taskqueue_sid")


def known_of(events: Sequence[Event]) -> Mapping[str, Any]:
    """Return the attributes of a task; what a later event says of one of them stands."""
    known: dict[str, Any] = {}
    for event in events:
        known |= block(event.said.get(ATTRIBUTES))
    return known
