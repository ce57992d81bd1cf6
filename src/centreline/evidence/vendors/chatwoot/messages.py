"""Messages as turns, and what customers answered when they were asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from centreline.evidence.vendors.chatwoot.contacts import customer_of
from centreline.evidence.vendors.source import Record
from centreline.evidence.vendors.values import Words, block, instant, number, text

__all__ = ["event_rows", "in_order", "survey_rows", "turn_rows"]

KINDS = {"0": "incoming", "1": "outgoing", "2": "activity", "3": "template"}
BOTS = frozenset({"agent_bot", "agentbot", "captain_assistant", "captain::assistant"})


def in_order(messages: Sequence[Record]) -> list[Mapping[str, Any]]:
    """Return messages as they were sent."""
    dated = [(instant(message.body["created_at"]), message) for message in messages]
    return [message.body for _, message in sorted(dated, key=lambda each: (each[0], len(each[1].id), each[1].id))]


def _kind(message: Mapping[str, Any]) -> str:
    said = str(message.get("message_type"))
    return KINDS.get(said, said)


def turn_rows(name: str, messages: Sequence[Mapping[str, Any]], *, words: Words) -> list[dict[str, Any]]:
    """Return what was said; private notes, and what the system wrote of itself (activity), are left out."""
    said = [
        message
        for message in messages
        if text(message.get("content")) and not message.get("private") and _kind(message) != "activity"
    ]
    return [
        {
            "contact_id": name,
            "turn_no": place,
            "speaker": _speaker(message, words=words),
            "person": text(block(message.get("sender")).get("id")) if _is_agents(message) else None,
            "at": instant(message["created_at"]),
            "text": text(message["content"]),
        }
        for place, message in enumerate(said, start=1)
    ]


def _sender(message: Mapping[str, Any]) -> str:
    return str(block(message.get("sender")).get("type") or message.get("sender_type") or "").lower()


def _is_agents(message: Mapping[str, Any]) -> bool:
    return _kind(message) == "outgoing" and _sender(message) not in BOTS


def _speaker(message: Mapping[str, Any], *, words: Words) -> str | None:
    if _sender(message) in BOTS:
        return "bot"
    meanings: Mapping[str, str | None] = {"incoming": "customer", "outgoing": "agent", "template": "system"}
    return words.choice("turn.speaker", _kind(message), meanings)


def event_rows(name: str, events: Sequence[Mapping[str, Any]], *, customer_id: str | None) -> list[dict[str, Any]]:
    """Return reporting events as events of the case, each at the end of what it measured."""
    return [
        {
            "case_id": name,
            "event_no": text(event["id"]),
            "at": instant(event.get("event_end_time")) or instant(event.get("created_at")),
            "activity": text(event["name"]),
            "person": text(event.get("user_id")),
            "queue": text(event.get("inbox_id")),
            "customer_id": customer_id,
        }
        for event in events
    ]


def survey_rows(
    conversation: Mapping[str, Any],
    *,
    name: str,
    responses: Sequence[Mapping[str, Any]],
    messages: Sequence[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """Return what the customer answered, 1 to 5; a message that asked is an answer, or an invitation, of its own.

    An answer comes as a response and inside the message that asked for it: the response stands.
    """
    rows = {row["response_id"]: row for message in messages if (row := _asked(message)) is not None}
    rows |= {row["response_id"]: {**rows.get(row["response_id"], {}), **row} for row in map(_answered, responses)}
    agent = text(block(block(conversation.get("meta")).get("assignee")).get("id"))
    known = {
        "contact_id": name,
        "customer_id": customer_of(conversation),
        "queue": text(conversation.get("inbox_id")),
        "agent": agent,
        "instrument": "satisfaction",
        "scale_min": 1.0,
        "scale_max": 5.0,
        "high_is_good": True,
    }
    return [known | {key: value for key, value in rows[one].items() if value is not None} for one in sorted(rows)]


def _asked(message: Mapping[str, Any]) -> dict[str, Any] | None:
    if message.get("content_type") != "input_csat":
        return None
    submitted = block(block(message.get("content_attributes")).get("submitted_values"))
    answer = block(submitted.get("csat_survey_response"))
    asked_at = instant(message["created_at"])
    return {
        "response_id": f"message {text(message['id'])}",
        "score": number(answer.get("rating")),
        "asked_at": asked_at,
        "answered_at": instant(message.get("updated_at")) or asked_at,
        "comment": text(answer.get("feedback_message")),
    }


def _answered(response: Mapping[str, Any]) -> dict[str, Any]:
    asking = text(response.get("message_id"))
    return {
        "response_id": f"message {asking}" if asking else f"response {text(response['id'])}",
        "customer_id": text(block(response.get("contact")).get("id")) or text(response.get("contact_id")),
        "agent": text(block(response.get("assigned_agent")).get("id")) or text(response.get("assigned_agent_id")),
        "score": number(response["rating"]),
        "answered_at": instant(response.get("created_at")),
        "comment": text(response.get("feedback_message")),
    }
