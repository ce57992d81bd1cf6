"""The events of a task, and of a worker, as rows."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from centreline.evidence.vendors.activities import category_of
from centreline.evidence.vendors.twilio.task import ENDS, Event, Offer, known_of, queue_of
from centreline.evidence.vendors.values import Words, block, milliseconds, number, text

__all__ = ["DIRECTIONS", "contact_row", "customer_of", "leg_rows", "phone_of", "routing_rows", "state_rows"]

CHANNELS: Mapping[str, str | None] = {
    "voice": "voice",
    "chat": "chat",
    "web": "chat",
    "sms": "message",
    "whatsapp": "message",
    "messenger": "message",
    "facebook": "message",
    "video": "other",
    "email": "email",
    "default": None,
}
DIRECTIONS = {
    "inbound": "inbound", "outbound": "outbound", "outbound-api": "outbound", "outbound-dial": "outbound",
    "internal": "internal", "callback": "callback",
}  # fmt: skip
ARRIVED = ("task-queue.entered", "task_queue.entered")


def contact_row(events: Sequence[Event], offers: Sequence[Offer], *, words: Words) -> Mapping[str, Any] | None:
    """Return the row of a task; None where no event of it has a time."""
    if not events:
        return None
    first, known = events[0], known_of(events)
    answered = [offer for offer in offers if offer.at("accepted")]
    direction = words.choice("contact.direction", known.get("direction"), DIRECTIONS)
    queued = next((event for event in events if event.happened in ARRIVED), None)
    offered_at = first.at if queued is None else queued.at
    answered_at = answered[0].at("accepted") if answered else None
    left = _left(events)
    ended_at = answered_at or (left.at if left else None)
    return {
        "contact_id": _last(events, "task_sid"),
        "customer_id": customer_of(known, direction=direction),
        "channel": words.choice("contact.channel", _channel(events, known), CHANNELS),
        "direction": direction,
        "queue": next((queue for event in events if (queue := queue_of(event))), None),
        "reason": text(known.get("reason")) or text(block(known.get("conversations")).get("reason")),
        "agent": answered[-1].worker if answered else None,
        "opened_at": first.at,
        "offered_at": offered_at,
        "answered_at": answered_at,
        "closed_at": _closed_at(events),
        "wait_ms": None if ended_at is None else _between(offered_at, ended_at),
        "talk_ms": _sum(_talk_ms(offer) for offer in answered),
        "wrap_ms": _sum(_wrap_ms(offer) for offer in answered),
        "outcome": "handled" if answered else "abandoned" if left is not None else "other",
        "transferred": len(answered) > 1 or _is_passed_on(events) if answered else None,
        "transferred_to": (answered[-1].queue or answered[-1].worker) if len(answered) > 1 else None,
        "reassign_count": max(len(answered) - 1, 0),
        "priority": _last(events, "task_priority"),
        "disposition": _last(events, "task_completed_reason", "task_canceled_reason"),
    }


def leg_rows(events: Sequence[Event], offers: Sequence[Offer]) -> Iterator[Mapping[str, Any]]:
    """Yield a leg for each reservation, refused ones too; one for the queue where nobody was asked."""
    if not events:
        return
    task = _last(events, "task_sid")
    direction = Words().choice("leg.direction", known_of(events).get("direction"), DIRECTIONS)
    passed_by: int | None = None
    if not offers:
        yield {
            "contact_id": task,
            "leg_no": 1,
            "kind": "human",
            "queue": next((queue for event in events if (queue := queue_of(event))), None),
            "enqueued_at": _waits_since(events, before=None),
            "ended_at": _closed_at(events),
            "disconnected_by": None,
            "direction": direction,
            "disposition": _last(events, "task_completed_reason", "task_canceled_reason"),
            "abandoned": True if _left(events) is not None else None,
        }
    for place, offer in enumerate(offers):
        accepted_at = offer.at("accepted")
        since = _waits_since(events, before=offer.events[0].at)
        following = next((after for after in offers[place + 1 :] if after.at("accepted")), None)
        passed_on = accepted_at is not None and following is not None
        yield {
            "contact_id": task,
            "leg_no": place + 1,
            "kind": "human",
            "queue": offer.queue,
            "agent": offer.worker,
            "enqueued_at": since,
            "answered_at": accepted_at,
            "ended_at": offer.at("wrapped") or offer.at(*ENDS),
            "wait_ms": _between(since, accepted_at) if accepted_at is not None else None,
            "talk_ms": _talk_ms(offer),
            "wrap_ms": _wrap_ms(offer),
            "transferred_to": (following.queue or following.worker) if passed_on and following else None,
            "disconnected_by": "transfer" if passed_on else None,
            "external_id": offer.name,
            "parent_leg": passed_by,
            "direction": direction if passed_by is None else None,
            "disposition": None if passed_on else _closed_as(events, offer),
            "abandoned": False if accepted_at is not None else None,
        }
        passed_by = place + 1 if passed_on else passed_by


def _left(events: Sequence[Event]) -> Event | None:
    """Return the event by which a task was given up."""
    return next((event for event in events if event.happened in {"task.canceled", "task.system-deleted"}), None)


def _closed_as(events: Sequence[Event], offer: Offer) -> str | None:
    """Return what a task was closed as, where this offer was taken."""
    return _last(events, "task_completed_reason", "task_canceled_reason") if offer.at("accepted") else None


def routing_rows(events: Sequence[Event]) -> Iterator[Mapping[str, Any]]:
    """Yield what the routing did with a task."""
    for event in events:
        if event.kind is not None:
            yield {
                "contact_id": event.text("task_sid"),
                "event_no": event.name,
                "at": event.at,
                "kind": event.kind,
                "queue": queue_of(event),
                "agent": event.text("worker_name", "worker_sid"),
                "priority": number(event.said.get("task_priority")),
                "wait_ms": milliseconds(event.said.get("task_age"), unit="s"),
            }


def state_rows(events: Sequence[Event], *, words: Words) -> Iterator[Mapping[str, Any]]:
    """Yield the stretches of a worker: each activity lasts until the next one begins."""
    began: dict[datetime, tuple[str, Event]] = {}
    for event in events:
        before, lasted_ms = event.text("worker_previous_activity_name"), _lasted_ms(event)
        if before is not None and lasted_ms is not None:
            began.setdefault(event.at - timedelta(milliseconds=lasted_ms), (before, event))
        if (name := event.text("worker_activity_name")) is not None:
            began[event.at] = (name, event)
    ordered = sorted(began.items(), key=lambda each: each[0])
    ends = [*(at for at, _ in ordered), None][1:]
    for (started_at, (name, event)), ended_at in zip(ordered, ends, strict=True):
        if name.lower() != "offline":
            yield {
                "agent": event.text("worker_name", "worker_sid"),
                "state": name,
                "category": _category(name, words=words),
                "started_at": started_at,
                "ended_at": ended_at,
            }


def _lasted_ms(event: Event) -> int | None:
    exact = milliseconds(event.said.get("worker_time_in_previous_activity_ms"), unit="ms")
    if exact is not None:
        return exact
    return milliseconds(event.said.get("worker_time_in_previous_activity"), unit="s")


def _category(name: str, *, words: Words) -> str:
    if name.lower() in {"available", "idle", "ready", "online"}:
        return "available"
    if (category := category_of(name)) is None:
        words.note("agent_state.category", name)
    return category or "other"


def customer_of(known: Mapping[str, Any], *, direction: str | None) -> str | None:
    """Return who the customer is: by their number, their address, or their name in another system."""
    ids = block(known.get("customers"))
    places = (phone_of(known, direction=direction), ids.get("email"), ids.get("external_id"))
    return next((found for each in places if (found := text(each))), None)


def phone_of(known: Mapping[str, Any], *, direction: str | None) -> str | None:
    """Return the customer's number: it depends on who called which field it stands in."""
    ids = block(known.get("customers"))
    named = ("to", "called", "outbound_to") if direction == "outbound" else ("from", "caller", "customerAddress")
    places = [ids.get("phone"), *(known.get(name) for name in named)]
    return next((found for each in places if (found := text(each))), None)


def _channel(events: Sequence[Event], known: Mapping[str, Any]) -> str | None:
    return text(known.get("channelType")) or _last(events, "task_channel_unique_name")


def _waits_since(events: Sequence[Event], *, before: datetime | None) -> datetime:
    """Return when the task came into the queue it was offered from."""
    earlier = [event for event in events if before is None or event.at <= before]
    arrived = [event.at for event in earlier if event.happened in ARRIVED]
    return arrived[-1] if arrived else events[0].at


def _closed_at(events: Sequence[Event]) -> datetime | None:
    ended = [
        event.at for event in events if event.happened in {"task.completed", "task.canceled", "task.system-deleted"}
    ]
    done = [event.at for event in events if event.kind in {"wrapped", "completed"}]
    return ended[-1] if ended else done[-1] if done else None


def _is_passed_on(events: Sequence[Event]) -> bool:
    return any(event.happened == "task.transfer-completed" for event in events)


def _talk_ms(offer: Offer) -> int | None:
    began, ended = offer.at("accepted"), offer.at("wrapped") or offer.at("completed")
    return None if began is None or ended is None else _between(began, ended)


def _wrap_ms(offer: Offer) -> int | None:
    began, ended = offer.at("wrapped"), offer.at("completed")
    return None if began is None or ended is None else _between(began, ended)


def _between(earlier: datetime, later: datetime) -> int:
    return max(round((later - earlier).total_seconds() * 1000), 0)


def _last(events: Sequence[Event], *names: str) -> str | None:
    return next((found for event in reversed(events) if (found := event.text(*names))), None)


def _sum(values: Iterator[int | None]) -> int | None:
    held = [value for value in values if value is not None]
    return sum(held) if held else None
