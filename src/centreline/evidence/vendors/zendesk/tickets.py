"""A ticket and its metrics as one contact."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from centreline.evidence.vendors.values import Words, block, instant, milliseconds, text, whole
from centreline.evidence.vendors.zendesk.audits import Change, teams_of

__all__ = ["contact_row"]

CHANNELS: Mapping[str, str | None] = {
    **dict.fromkeys(("web", "web form", "help_center", "mobile", "mobile_sdk", "web_widget", "closed_ticket"), "web"),
    **dict.fromkeys(("email", "mail"), "email"),
    **dict.fromkeys(("voice", "phone", "voicemail", "phone_call_inbound", "phone_call_outbound"), "voice"),
    **dict.fromkeys(("chat", "chat_transcript", "chat_conversation", "chat_offline_message"), "chat"),
    **dict.fromkeys(
        ("sms", "text", "messaging", "native_messaging", "web_messaging", "whatsapp", "line", "telegram", "wechat",
         "viber", "sunshine_conversations_api", "apple_business_chat", "facebook_messenger", "business_messaging"),
        "message",
    ),
    **dict.fromkeys(
        ("facebook", "twitter", "twitter_dm", "instagram_dm", "twitter_favorite", "twitter_like", "any_channel"),
        "social",
    ),
    **dict.fromkeys(("api", "system", "rule", "sample_ticket", "import", "logmein"), None),
}  # fmt: skip
"""Ours by Zendesk's; a ticket that a program made came by no channel a customer uses."""

SOLVED = ("solved", "closed")
RESOLUTIONS: Mapping[str, str | None] = {
    **dict.fromkeys(SOLVED, "assumed"),
    **dict.fromkeys(("new", "open", "pending", "hold"), "not_resolved"),
}
MINUTE = timedelta(minutes=1)


def contact_row(
    ticket: Mapping[str, Any],
    *,
    metrics: Mapping[str, Any],
    metric_events: Sequence[Mapping[str, Any]],
    changes: Sequence[Change],
    words: Words,
) -> dict[str, Any]:
    """Return the contact a ticket is.

    Durations are read from the calendar clock, which always runs; those of the business clock stay in the records.

    Args:
        ticket: The ticket.
        metrics: Its metrics, empty where they have not come.
        metric_events: Its metric events.
        changes: What its audits say, in order.
        words: Takes words nobody foresaw.
    """
    opened_at = instant(ticket["created_at"])
    status = text(ticket["status"])
    is_solved = status in SOLVED
    closed_at = instant(metrics.get("solved_at")) if is_solved else None
    answered_at = _first_reply(metrics, metric_events, opened_at=opened_at, closed_at=closed_at)
    was_taken = answered_at is not None or is_solved or ticket.get("assignee_id") is not None
    stations = whole(metrics.get("group_stations"))
    teams = teams_of(changes)
    team = text(ticket.get("group_id"))
    moves = max(stations - 1, 0) if stations is not None else (len(teams) - 1 if teams else None)
    return {
        "contact_id": text(ticket["id"]),
        "customer_id": text(ticket.get("requester_id")),
        "issue_id": _parent(ticket) or text(ticket["id"]),
        "previous_contact_id": _parent(ticket),
        "channel": words.choice("contact.channel", block(ticket.get("via")).get("channel"), CHANNELS),
        "direction": _direction(ticket),
        "queue": teams[0] if teams else team,
        "team": team,
        "agent": text(ticket.get("assignee_id")),
        "opened_at": opened_at,
        "offered_at": opened_at,
        "answered_at": answered_at,
        "closed_at": closed_at,
        "wait_ms": milliseconds(block(metrics.get("reply_time_in_minutes")).get("calendar"), unit="min"),
        "outcome": "handled" if was_taken else "other",
        "transferred": None if moves is None else moves > 0,
        "transferred_to": team if moves else None,
        "resolution": words.choice("contact.resolution", status, RESOLUTIONS),
        "reopen_count": whole(metrics.get("reopens")),
        "reassign_count": moves,
        "target_met": _target_met(metric_events, is_solved=is_solved),
        "priority": text(ticket.get("priority")),
        "disposition": status,
    }


def _first_reply(
    metrics: Mapping[str, Any],
    events: Sequence[Mapping[str, Any]],
    *,
    opened_at: datetime | None,
    closed_at: datetime | None,
) -> datetime | None:
    """Return when somebody first replied: to the second where metric events say so, else to the minute."""
    replies = [
        at
        for event in events
        if event.get("metric") == "reply_time" and event.get("type") == "fulfill" and event.get("instance_id") == 1
        if (at := instant(event.get("time"))) is not None
    ]
    if replies:
        return min(replies)
    minutes = whole(block(metrics.get("reply_time_in_minutes")).get("calendar"))
    if minutes is None or opened_at is None:
        return None
    replied_at = opened_at + minutes * MINUTE
    # Minutes are rounded: a reply that solved the ticket would come after its end.
    return closed_at if closed_at is not None and closed_at < replied_at <= closed_at + MINUTE else replied_at


def _direction(ticket: Mapping[str, Any]) -> str | None:
    requester, submitter = text(ticket.get("requester_id")), text(ticket.get("submitter_id"))
    return "inbound" if requester is not None and requester == submitter else None


def _parent(ticket: Mapping[str, Any]) -> str | None:
    """Return the closed ticket that this one follows up, where it does."""
    source = block(block(ticket.get("via")).get("source"))
    return text(block(source.get("from")).get("ticket_id")) if source.get("rel") == "follow_up" else None


def _target_met(events: Sequence[Mapping[str, Any]], *, is_solved: bool) -> bool | None:
    kinds = {event.get("type") for event in events}
    if "breach" in kinds:
        return False
    return True if "apply_sla" in kinds and is_solved else None
