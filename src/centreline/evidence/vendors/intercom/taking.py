"""Conversations taken apart: each part is a record of its own, for lists of conversations come without them."""

from collections.abc import Iterator, Mapping
from typing import Any

from centreline.evidence.vendors.source import Record
from centreline.evidence.vendors.values import block, blocks, instant, text

__all__ = ["CUSTOMERS", "LISTS", "contacts_in", "is_conversation", "is_known", "records_of"]

LISTS = ("conversations", "conversation")
CUSTOMERS = frozenset({"user", "lead", "contact", "visitor", "customer"})
"""Types of authors who are customers; the others work here, or are programs."""

TELLING = frozenset({"conversation_parts", "statistics", "admin_assignee_id", "team_assignee_id", "ai_agent"})


def is_conversation(body: Mapping[str, Any]) -> bool:
    """Say whether a JSON object is a conversation of Intercom."""
    return {"id", "created_at", "state"} <= set(body) and bool(TELLING & set(body)) and "source" in body


def is_known(body: Mapping[str, Any]) -> bool:
    """Say whether a JSON object is a conversation or a contact of Intercom."""
    return is_conversation(body) or _is_contact(body)


def _is_contact(body: Mapping[str, Any]) -> bool:
    return body.get("type") == "contact" and {"id", "role", "email"} <= set(body)


def contacts_in(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the customers of a conversation, in the order it has them."""
    held = body.get("contacts")
    return blocks(held if isinstance(held, list) else block(held).get("contacts"))


def records_of(body: Mapping[str, Any]) -> Iterator[Record | str]:
    """Return the conversation and its parts as records, or what is wrong with it."""
    if not is_known(body):
        yield "it is no conversation and no contact of Intercom"
        return
    name = text(body["id"])
    if name is None:
        yield f"the {'contact' if _is_contact(body) else 'conversation'} has no id"
    elif _is_contact(body):
        yield Record("contact", name, name, instant(body.get("updated_at")), {"customer": body}, is_customer=True)
    elif instant(body["created_at"]) is None:
        yield f"created_at of the conversation is no time: {str(body['created_at'])[:40]!r}"
    else:
        yield Record("conversation", name, name, instant(body.get("updated_at")), _conversation(body))
        for part in _parts(body):
            yield _part(part, conversation=name)


def _conversation(body: Mapping[str, Any]) -> dict[str, Any]:
    whole = {key: value for key, value in body.items() if key != "conversation_parts"}
    if isinstance(body["source"], Mapping):
        whole["source"] = _customer_apart(body["source"])
    return whole


def _parts(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    held = body.get("conversation_parts")
    return blocks(held if isinstance(held, list) else block(held).get("conversation_parts"))


def _part(part: Mapping[str, Any], *, conversation: str) -> Record | str:
    name, at = text(part.get("id")), instant(part.get("created_at"))
    if name is None or at is None:
        return f"a part of conversation {conversation} has no {'id' if name is None else 'time'}"
    return Record("part", name, conversation, instant(part.get("updated_at")) or at, _customer_apart(part))


def _customer_apart(written: Mapping[str, Any]) -> dict[str, Any]:
    """Return a message whose author stands under `customer` where it is one: there it becomes a pseudonym."""
    author = block(written.get("author"))
    if author.get("type") not in CUSTOMERS:
        return dict(written)
    return {"customer" if key == "author" else key: value for key, value in written.items()}
