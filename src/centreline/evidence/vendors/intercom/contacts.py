"""A conversation as one contact, and its rating as an answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from centreline.evidence.vendors.intercom.taking import contacts_in
from centreline.evidence.vendors.values import Words, block, blocks, instant, milliseconds, number, text, whole

__all__ = ["contact_row", "customer_of", "survey_rows"]

CHANNELS: Mapping[str, str | None] = {
    **dict.fromkeys(("conversation", "messenger", "inapp", "chat"), "chat"),
    "email": "email",
    **dict.fromkeys(("facebook", "instagram", "twitter"), "social"),
    **dict.fromkeys(("whatsapp", "sms", "push"), "message"),
    **dict.fromkeys(("phone_call", "phone_switch"), "voice"),
}
DIRECTIONS: Mapping[str, str | None] = {
    "customer_initiated": "inbound",
    **dict.fromkeys(("admin_initiated", "operator_initiated", "automated"), "outbound"),
}
SAYS_OF_BOT: Mapping[str, str | None] = {
    "assumed_resolution": "assumed",
    "confirmed_resolution": "confirmed",
    **dict.fromkeys(
        ("escalated", "routed_to_team", "procedure_handoff", "negative_feedback", "abandoned"), "not_resolved"
    ),
}
"""What the source says of a contact its program ended. Assumed and confirmed are two words, and stay two."""

SAYS_OF_STATE: Mapping[str, str | None] = {"closed": "assumed", "open": "not_resolved", "snoozed": "not_resolved"}
TARGETS = {"hit": True, "missed": False, "active": None, "cancelled": None}


def customer_of(conversation: Mapping[str, Any]) -> str | None:
    """Return the customer: the first contact of the conversation."""
    first = next(iter(contacts_in(conversation)), {})
    return text(first.get("id")) or text(block(block(conversation.get("source")).get("customer")).get("id"))


def contact_row(
    conversation: Mapping[str, Any], *, teams: Sequence[str], replied_at: datetime | None, words: Words
) -> dict[str, Any]:
    """Return the contact a conversation is.

    Waits are read from instants, nights included: Intercom's own durations leave out the hours outside office time,
    and stay in the records.

    Args:
        conversation: The conversation.
        teams: The teams that held it, as its parts tell.
        replied_at: When a person first wrote, as its parts tell.
        words: Takes words nobody foresaw.
    """
    told, bot = block(conversation.get("statistics")), block(conversation.get("ai_agent"))
    source = block(conversation.get("source"))
    opened_at = instant(conversation["created_at"])
    had_bot = conversation.get("ai_agent_participated")
    answered_at = instant(told.get("first_admin_reply_at")) or replied_at
    offered_at = _offered(opened_at, told, had_bot=bool(had_bot), answered_at=answered_at)
    state = text(conversation["state"])
    team = text(conversation.get("team_assignee_id"))
    ended_by_bot = bool(had_bot) and answered_at is None and state == "closed"
    said = text(bot.get("resolution_state")) if ended_by_bot else None
    return {
        "contact_id": text(conversation["id"]),
        "customer_id": customer_of(conversation),
        "channel": words.choice("contact.channel", source.get("type"), CHANNELS),
        "direction": words.choice("contact.direction", source.get("delivered_as"), DIRECTIONS),
        "queue": teams[0] if teams else team,
        "reason": _topic(conversation),
        "team": team,
        "agent": _nobody_is_empty(conversation.get("admin_assignee_id")),
        "opened_at": opened_at,
        "offered_at": offered_at,
        "answered_at": answered_at,
        "closed_at": instant(told.get("last_close_at")) if state == "closed" else None,
        "wait_ms": _between(offered_at, answered_at),
        "talk_ms": milliseconds(told.get("handling_time"), unit="s"),
        "outcome": _outcome(said, answered_at=answered_at, ended_by_bot=ended_by_bot),
        "automated": had_bot if isinstance(had_bot, bool) else None,
        "transferred": len(teams) > 1 if teams else None,
        "transferred_to": teams[-1] if len(teams) > 1 else None,
        "resolution": words.choice("contact.resolution", said, SAYS_OF_BOT)
        or words.choice("contact.resolution", state, SAYS_OF_STATE),
        "reopen_count": whole(told.get("count_reopens")),
        "reassign_count": len(teams) - 1 if teams else None,
        "target_met": _target_met(block(conversation.get("sla_applied")), words=words),
        "priority": text(conversation.get("priority")),
        "disposition": text(bot.get("resolution_state")) or state,
    }


def _offered(
    opened_at: datetime | None, told: Mapping[str, Any], *, had_bot: bool, answered_at: datetime | None
) -> datetime | None:
    """Return when the conversation came to people: at once, or where a program began, when it was first assigned."""
    assigned_at = instant(told.get("first_assignment_at")) if had_bot else None
    if opened_at is None or assigned_at is None or assigned_at < opened_at:
        return opened_at
    return min(assigned_at, answered_at) if answered_at is not None else assigned_at


def _outcome(said: str | None, *, answered_at: datetime | None, ended_by_bot: bool) -> str:
    if answered_at is not None:
        return "handled"
    handed_on = SAYS_OF_BOT.get(said or "") == "not_resolved" and said != "abandoned"
    return "self_served" if ended_by_bot and not handed_on else "other"


def _between(earlier: datetime | None, later: datetime | None) -> int | None:
    if earlier is None or later is None or later < earlier:
        return None
    return round((later - earlier).total_seconds() * 1_000)


def _topic(conversation: Mapping[str, Any]) -> str | None:
    held = block(conversation.get("topics")).get("topics")
    return next((name for topic in blocks(held) if (name := text(topic.get("name")))), None)


def _nobody_is_empty(name: Any) -> str | None:
    said = text(name)
    return None if said in ("0", "nobody") else said


def _target_met(target: Mapping[str, Any], *, words: Words) -> bool | None:
    said = text(target.get("sla_status"))
    if said is not None and said not in TARGETS:
        words.note("contact.target_met", said)
    return TARGETS.get(said or "")


def survey_rows(conversation: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rating of a conversation, or of the program where only that was rated; 1 to 5."""
    name = text(conversation["id"])
    rating, bot = block(conversation.get("conversation_rating")), block(conversation.get("ai_agent"))
    asked_at = instant(rating.get("created_at"))
    answered_at = instant(rating.get("updated_at")) or asked_at
    if asked_at is not None:
        score, agent, comment = rating.get("rating"), block(rating.get("teammate")).get("id"), rating.get("remark")
        response = f"{name}.rating"
    elif number(bot.get("rating")) is not None:
        score, agent, comment = bot["rating"], None, bot.get("rating_remark")
        answered_at = instant(bot.get("updated_at")) or instant(conversation.get("updated_at"))  # the latest it can be
        response = f"{name}.ai_agent_rating"
    else:
        return []
    return [
        {
            "response_id": response,
            "contact_id": name,
            "customer_id": customer_of(conversation),
            "instrument": "satisfaction",
            "score": number(score),
            "scale_min": 1.0,
            "scale_max": 5.0,
            "high_is_good": True,
            "asked_at": asked_at,
            "answered_at": answered_at,
            "queue": text(conversation.get("team_assignee_id")),
            "agent": _nobody_is_empty(agent),
            "comment": text(comment),
        }
    ]
