"""Which of Chatwoot's records a JSON object is; messages inside of a conversation are records of their own."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from centreline.evidence.vendors.source import Record
from centreline.evidence.vendors.values import block, blocks, instant, text

__all__ = ["LISTS", "WRAPPERS", "is_customers", "kind_of", "records_of"]

LISTS = ("payload", "conversations", "reporting_events", "csat_survey_responses")
"""Under which names answers hold records. `messages` is none of them: a conversation has its own under that name."""

WRAPPERS = (*LISTS, "data")

KINDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "message": (
        frozenset({"id", "message_type", "conversation_id"}),
        frozenset({"content", "content_type", "inbox_id"}),
    ),
    "reporting_event": (
        frozenset({"id", "name", "value", "conversation_id"}),
        frozenset({"event_start_time", "event_end_time", "value_in_business_hours"}),
    ),
    "csat_survey_response": (
        frozenset({"id", "rating", "conversation_id"}),
        frozenset({"feedback_message", "message_id", "assigned_agent"}),
    ),
    "conversation": (
        frozenset({"id", "inbox_id", "status"}),
        frozenset({"meta", "messages", "contact_last_seen_at", "agent_last_seen_at", "can_reply"}),
    ),
    "contact": (
        frozenset({"id", "name", "email", "phone_number"}),
        frozenset({"additional_attributes", "custom_attributes", "contact_inboxes", "identifier"}),
    ),
}
"""Keys each kind always has, and keys of which it has one."""

INSIDE = ("messages", "last_non_activity_message")


def kind_of(body: Mapping[str, Any]) -> str | None:
    """Return which record a JSON object is by its keys; None where it is none of Chatwoot's."""
    keys = set(body)
    return next((kind for kind, (always, one_of) in KINDS.items() if always <= keys and one_of & keys), None)


def records_of(body: Mapping[str, Any]) -> Iterator[Record | str]:
    """Return the record a JSON object is, and the messages inside of it, or what is wrong with it."""
    kind = kind_of(body)
    if kind is None:
        yield "it is no conversation, message, reporting event, survey response or contact of Chatwoot"
        return
    if kind == "contact":
        yield _contact(body)
        return
    name, subject = text(body["id"]), text(body["id" if kind == "conversation" else "conversation_id"])
    if name is None or subject is None:
        yield f"the {kind} has no {'id' if name is None else 'conversation_id'}"
        return
    if kind == "conversation":
        yield from _conversation(body, name=name)
    elif kind == "message":
        yield _message(body, name=name, subject=subject)
    else:
        dated = instant(body.get("created_at")) or instant(body.get("event_end_time"))
        yield Record(kind, name, subject, dated, body)


def _conversation(body: Mapping[str, Any], *, name: str) -> Iterator[Record | str]:
    if instant(body.get("created_at")) is None and instant(body.get("timestamp")) is None:
        yield f"created_at of the conversation is no time: {str(body.get('created_at'))[:40]!r}"
        return
    whole = {key: value for key, value in body.items() if key not in INSIDE}
    # Numbers begin at 1 in every account: two accounts under one name would overwrite each other.
    account = text(body.get("account_id"))
    yield Record("conversation", f"{account}/{name}" if account else name, name, _newest(body), whole)
    for message in (*blocks(body.get("messages")), block(body.get("last_non_activity_message"))):
        number = text(message.get("id"))
        if number is not None:
            yield _message(message, name=number, subject=name)


def _contact(body: Mapping[str, Any]) -> Record | str:
    """Return a customer as the list of contacts has them; what hangs on them are other people's names for them."""
    name = text(body["id"])
    if name is None:
        return "the contact has no id"
    own = {key: value for key, value in body.items() if key != "contact_inboxes"}
    return Record("contact", name, name, _newest(body), {"contact": own}, is_customer=True)


def _newest(body: Mapping[str, Any]) -> datetime | None:
    times = [instant(body.get(key)) for key in ("updated_at", "last_activity_at", "timestamp", "created_at")]
    return max((at for at in times if at is not None), default=None)


def _message(body: Mapping[str, Any], *, name: str, subject: str) -> Record | str:
    at = instant(body.get("created_at"))
    if at is None:
        return f"created_at of a message is no time: {str(body.get('created_at'))[:40]!r}"
    if is_customers(body):
        body = {"customer" if key == "sender" else key: value for key, value in body.items()}
    return Record("message", name, subject, instant(body.get("updated_at")) or at, body)


def is_customers(message: Mapping[str, Any]) -> bool:
    """Say whether a customer sent a message."""
    said = block(message.get("sender")).get("type") or message.get("sender_type")
    return str(said).lower() == "contact" or message.get("message_type") in (0, "incoming")
