"""A conversation and its reporting events as one contact."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from centreline.evidence.vendors.values import Words, block, instant, milliseconds, text

__all__ = ["belongs", "contact_row", "customer_of", "opened_at_of"]

CHANNELS: Mapping[str, str | None] = {
    "channel::webwidget": "chat",
    "channel::email": "email",
    **dict.fromkeys(
        ("channel::whatsapp", "channel::sms", "channel::twiliosms", "channel::telegram", "channel::line"), "message"
    ),
    **dict.fromkeys(
        ("channel::facebookpage", "channel::twitterprofile", "channel::instagram", "channel::tiktok"), "social"
    ),
    "channel::voice": "voice",
    "channel::api": None,
}
RESOLUTIONS: Mapping[str, str | None] = {
    "resolved": "assumed",
    **dict.fromkeys(("open", "pending", "snoozed"), "not_resolved"),
}
TARGETS = {"hit": True, "missed": False, "active_with_misses": False, "active": None}
A_SECOND = timedelta(seconds=1)


def customer_of(conversation: Mapping[str, Any]) -> str | None:
    """Return the customer a conversation is with."""
    return text(block(block(conversation.get("meta")).get("sender")).get("id"))


def opened_at_of(conversation: Mapping[str, Any]) -> datetime | None:
    """Return when a conversation began; older exports know only when it was last active."""
    return instant(conversation.get("created_at")) or instant(conversation.get("timestamp"))


def belongs(event: Mapping[str, Any], conversation: Mapping[str, Any]) -> bool:
    """Say whether a reporting event can be about a conversation: its inbox, and not before the conversation began.

    Reporting events name conversations by their number in the database, exports by their number in the account; where
    several accounts share a database these are two numbers.
    """
    if not conversation:
        return True
    began_at, opened_at = instant(event.get("event_start_time")), opened_at_of(conversation)
    same_inbox = event.get("inbox_id") in (None, conversation.get("inbox_id"))
    return same_inbox and (began_at is None or opened_at is None or began_at >= opened_at - A_SECOND)


def contact_row(
    conversation: Mapping[str, Any],
    *,
    events: Sequence[Mapping[str, Any]],
    messages: Sequence[Mapping[str, Any]],
    words: Words,
) -> dict[str, Any]:
    """Return the contact a conversation is.

    Waits run by the calendar; the value in business hours stays in the records.

    Args:
        conversation: The conversation.
        events: Its reporting events, the earliest first.
        messages: Its messages, in order.
        words: Takes words nobody foresaw.
    """
    meta, status = block(conversation.get("meta")), text(conversation["status"])
    opened_at = opened_at_of(conversation)
    handed_at = _ends(events, "conversation_bot_handoff")[:1]
    offered_at = handed_at[0] if handed_at else opened_at
    replied_at = instant(conversation.get("first_reply_created_at")) or _first_reply(messages)
    answered_at = next(iter(_ends(events, "first_response")), replied_at)
    if answered_at is not None and offered_at is not None:
        offered_at = min(offered_at, answered_at)
    by_bot = bool(_ends(events, "conversation_bot_resolved")) and answered_at is None
    resolved = _ends(events, "conversation_resolved")
    is_resolved = status == "resolved"
    ended = [*resolved, *_ends(events, "conversation_bot_resolved")]
    return {
        "contact_id": text(conversation["id"]),
        "customer_id": customer_of(conversation),
        "channel": words.choice("contact.channel", meta.get("channel"), CHANNELS),
        "direction": _direction(messages),
        "queue": text(conversation.get("inbox_id")),
        "reason": _first_label(conversation),
        "team": text(block(meta.get("team")).get("name")),
        "agent": text(block(meta.get("assignee")).get("id")),
        "opened_at": opened_at,
        "offered_at": offered_at,
        "answered_at": answered_at,
        "closed_at": max(ended) if ended and is_resolved else None,
        "wait_ms": _wait(events, offered_at=offered_at, answered_at=answered_at),
        "outcome": "handled" if answered_at is not None else ("self_served" if by_bot else "other"),
        "automated": True if handed_at or _ends(events, "conversation_bot_resolved") else None,
        "resolution": words.choice("contact.resolution", status, RESOLUTIONS),
        "reopen_count": max(len(resolved) - is_resolved, 0) if resolved else None,
        "target_met": _target_met(block(conversation.get("applied_sla")), words=words),
        "priority": text(conversation.get("priority")),
        "disposition": status,
    }


def _ends(events: Sequence[Mapping[str, Any]], name: str) -> list[datetime]:
    ends = (instant(event.get("event_end_time")) for event in events if event.get("name") == name)
    return sorted(at for at in ends if at is not None)


def _first_reply(messages: Sequence[Mapping[str, Any]]) -> datetime | None:
    """Return when a person of the centre first wrote to the customer."""
    return next(
        (
            instant(message["created_at"])
            for message in messages
            if message.get("message_type") in (1, "outgoing")
            and not message.get("private")
            and str(block(message.get("sender")).get("type")).lower() == "user"
        ),
        None,
    )


def _wait(
    events: Sequence[Mapping[str, Any]], *, offered_at: datetime | None, answered_at: datetime | None
) -> int | None:
    told = next((event.get("value") for event in events if event.get("name") == "first_response"), None)
    if told is not None:
        return milliseconds(told, unit="s")
    if offered_at is None or answered_at is None:
        return None
    return milliseconds((answered_at - offered_at).total_seconds(), unit="s")


def _direction(messages: Sequence[Mapping[str, Any]]) -> str | None:
    kinds = (message.get("message_type") for message in messages if not message.get("private"))
    first = next((kind for kind in kinds if kind in (0, 1, "incoming", "outgoing")), None)
    return None if first is None else ("inbound" if first in (0, "incoming") else "outbound")


def _first_label(conversation: Mapping[str, Any]) -> str | None:
    labels = conversation.get("labels")
    return next((text(label) for label in labels if text(label)), None) if isinstance(labels, list) else None


def _target_met(target: Mapping[str, Any], *, words: Words) -> bool | None:
    said = text(target.get("sla_status"))
    if said is not None and said not in TARGETS:
        words.note("contact.target_met", said)
    return TARGETS.get(said or "")
