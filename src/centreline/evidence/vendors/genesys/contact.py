"""The contact that a conversation was."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from centreline.evidence.vendors.genesys.legs import Leg
from centreline.evidence.vendors.genesys.sessions import Stretch
from centreline.evidence.vendors.genesys.words import CHANNELS
from centreline.evidence.vendors.values import Words, instant, text

__all__ = ["CUSTOMERS", "address_names", "contact_row", "customer_of", "first_of"]

NOT_CHOSEN = "ININ-WRAP-UP-TIMEOUT"
"""What Genesys writes when the agent chose no code in time."""

DIRECTIONS: dict[str, str | None] = {"inbound": "inbound", "outbound": "outbound", "unknown": None}
CUSTOMERS = frozenset({"customer", "external"})


def contact_row(
    conversation: Mapping[str, Any], *, found: Sequence[Stretch], legs: Sequence[Leg], zone: str, words: Words
) -> Mapping[str, Any] | str:
    """Return the row of `contact`, or why there is none yet.

    Handle time is never computed from start and end: it is the sum of what Genesys counted for each agent.
    """
    opened_at = instant(conversation.get("conversationStart"), zone=zone)
    closed_at = instant(conversation.get("conversationEnd"), zone=zone)
    outcome = _outcome(conversation, found=found, legs=legs)
    if opened_at is None:
        return "The conversation does not say when it began."
    if outcome is None:
        return "The conversation has not ended and nobody has answered it."
    human = [leg for leg in legs if leg.kind == "human"]
    served = [leg for leg in human if leg.answered_at is not None]
    queued = [leg for leg in human if leg.queued is not None]
    codes = [code for stretch in found if (code := stretch.wrap_up_code) and code != NOT_CHOSEN]
    passed_to = next((after.queue for leg, after in pairwise(human) if leg.is_transferred), None)
    return {
        "contact_id": text(conversation.get("conversationId")),
        "customer_id": customer_of(conversation, found=found),
        "channel": _channel(found, words=words),
        "direction": _direction(conversation, found=found, words=words),
        "queue": next((leg.queue for leg in human if leg.queue), None),
        "reason": codes[0] if codes else None,
        "team": text((served[-1].served or found[0]).participant.get("teamId")) if served else None,
        "agent": served[-1].agent if served else None,
        "opened_at": opened_at,
        "offered_at": queued[0].starts_at if queued else opened_at,
        "answered_at": served[0].answered_at if served else None,
        "closed_at": closed_at,
        "wait_ms": _wait_ms(queued, answered_at=served[0].answered_at if served else None),
        "talk_ms": _sum(served, "tTalk", "tTalkComplete"),
        "hold_ms": _sum(served, "tHeld", "tHeldComplete"),
        "wrap_ms": _sum(served, "tAcw"),
        "outcome": outcome,
        "automated": any(leg.kind != "human" for leg in legs),
        "transferred": any(leg.is_transferred for leg in served) if served else None,
        "transferred_to": passed_to,
        "disposition": codes[-1] if codes else None,
    }


def _outcome(conversation: Mapping[str, Any], *, found: Sequence[Stretch], legs: Sequence[Leg]) -> str | None:
    if any(leg.answered_at is not None for leg in legs):
        return "handled"
    if not conversation.get("conversationEnd"):
        return None
    if any(stretch.purpose == "voicemail" or _has_voicemail(stretch) for stretch in found):
        return "voicemail"
    if not legs or any(leg.kind == "human" for leg in legs):
        return "abandoned" if legs else "other"
    return _automated_outcome(conversation, last=legs[-1])


def _automated_outcome(conversation: Mapping[str, Any], *, last: Leg) -> str:
    if conversation.get("selfServed") is True:
        return "self_served"
    left = (last.served.disconnected or "").lower() if last.served else ""
    return "abandoned_before_queue" if left == "peer" else "self_served"


def _has_voicemail(stretch: Stretch) -> bool:
    return any(segment.kind == "voicemail" for segment in stretch.segments)


def _wait_ms(queued: Sequence[Leg], *, answered_at: datetime | None) -> int | None:
    """Return the time in queues until somebody answered, or until the last of them ended."""
    until = [leg for leg in queued if answered_at is None or leg.starts_at <= answered_at]
    waits = [leg.wait_ms for leg in until if leg.wait_ms is not None]
    return sum(waits) if waits else None


def _sum(served: Sequence[Leg], *metrics: str) -> int | None:
    counted = [leg.served.duration_ms(*metrics) for leg in served if leg.served]
    return sum(value or 0 for value in counted) if any(value is not None for value in counted) else None


def _channel(found: Sequence[Stretch], *, words: Words) -> str | None:
    of_customer = [stretch for stretch in found if stretch.purpose in CUSTOMERS]
    said = [stretch.session.get("mediaType") for stretch in (*of_customer, *found)]
    return words.choice("contact.channel", next((word for word in said if text(word)), None), CHANNELS)


def _direction(conversation: Mapping[str, Any], *, found: Sequence[Stretch], words: Words) -> str | None:
    if any(text(stretch.session.get("mediaType")) == "callback" for stretch in found):
        return "callback"
    return words.choice("contact.direction", conversation.get("originatingDirection"), DIRECTIONS)


def customer_of(conversation: Mapping[str, Any], *, found: Sequence[Stretch]) -> str | None:
    """Return who the customer is: the external contact; else the number or address of the customer's own session."""
    of_customer = [stretch for stretch in found if stretch.purpose in CUSTOMERS]
    ids = [text(stretch.participant.get("externalContactId")) for stretch in of_customer]
    addresses = [first_of(of_customer, name) for name in address_names(conversation)]
    return next((value for value in (*ids, *addresses) if value), None)


def address_names(conversation: Mapping[str, Any]) -> tuple[str, str]:
    """Return which fields of the customer's session hold their own number and address: it depends on who called."""
    is_outbound = conversation.get("originatingDirection") == "outbound"
    return ("dnis", "addressTo") if is_outbound else ("ani", "addressFrom")


def first_of(found: Sequence[Stretch], name: str) -> str | None:
    """Return the first value the sessions have in a field."""
    return next((value for stretch in found if (value := text(stretch.session.get(name)))), None)
