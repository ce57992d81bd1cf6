"""Rows from event logs, whatever the form of the log: what a case is called, and when it was a contact."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

from centreline.evidence.contract import Column, Kind
from centreline.evidence.contracts.contact import CONTACT
from centreline.evidence.vendors.values import Words, instant, number, text, whole

__all__ = ["CONTACT_COLUMNS", "contact_of", "name_of_event"]

LEFT_OUT = frozenset({"source", "contact_id", "customer_id"})
CONTACT_COLUMNS = tuple(column for column in CONTACT.columns if column.name not in LEFT_OUT and not column.derived)
"""What a case of a log may say of the contact it was, under the columns' own names."""

OUTCOMES = frozenset(CONTACT.column("outcome").choices)


def contact_of(  # noqa: PLR0913 - what a case says, what it is called, and where its words go
    attributes: Mapping[str, Any],
    *,
    case_id: str,
    customer_id: str | None,
    first_at: datetime | None,
    zone: str,
    words: Words,
) -> Mapping[str, Any] | None:
    """Return the row of `contact` for a case that says it was one; None for any other.

    A case was a contact where it carries `outcome` with one of the words of the table; its other columns are read
    from attributes of their names. That is how this program writes logs; a foreign log brings events alone. A word that
    none of the table is for, in another of its columns of choices, becomes "other" and is told to `words`.
    """
    if attributes.get("outcome") not in OUTCOMES:
        return None
    read = {
        column.name: _value(attributes.get(column.name), column, zone=zone, words=words) for column in CONTACT_COLUMNS
    }
    offered_at = read["offered_at"] or first_at
    if offered_at is None:
        return None
    return {**read, "contact_id": case_id, "customer_id": customer_id, "offered_at": offered_at}


def _value(value: Any, column: Column, *, zone: str, words: Words) -> Any:
    if column.kind is Kind.INSTANT:
        return instant(value, zone=zone)
    if column.kind in (Kind.MILLISECONDS, Kind.WHOLE):
        return whole(value)
    if column.kind in (Kind.NUMBER, Kind.SHARE):
        return number(value)
    if column.kind is Kind.FLAG:
        return {"true": True, "false": False}.get(str(value).lower())
    if column.kind is Kind.CHOICE:
        return words.choice(f"contact.{column.name}", value, {word: word for word in column.choices})
    return text(value)


def name_of_event(*parts: Any, seen: dict[int, int]) -> str:
    """Return a name for an event that has none: from what it says, and which of several that say the same it is.

    Args:
        parts: What tells it from others: when, what, who.
        seen: How often each was met in the case so far.

    >>> seen = {}
    >>> [name_of_event("2026-01-05", "called", seen=seen) for _ in range(2)]
    ['b03095585dc1-1', 'b03095585dc1-2']
    """
    digest = blake2b("\0".join(str(part) for part in parts).encode(), digest_size=6)
    place = int.from_bytes(digest.digest())
    seen[place] = seen.get(place, 0) + 1
    return f"{digest.hexdigest()}-{seen[place]}"
