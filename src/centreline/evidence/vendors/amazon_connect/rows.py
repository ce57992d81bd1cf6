"""A chain of contact records as rows: one contact, its legs, what the routing did, and how it was judged."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from centreline.evidence.vendors.amazon_connect.chain import Leg
from centreline.evidence.vendors.amazon_connect.fields import at, last_part
from centreline.evidence.vendors.values import Words, block, text, whole

__all__ = ["contact_row", "evaluation_rows", "leg_row", "routing_rows"]

CHANNELS = {"voice": "voice", "chat": "chat", "task": "task", "email": "email"}
DIRECTIONS: Mapping[str, str | None] = {
    "inbound": "inbound",
    "webrtc_api": "inbound",
    "api": "inbound",
    "outbound": "outbound",
    "external_outbound": "outbound",
    "agent_reply": "outbound",
    "callback": "callback",
    "monitor": "internal",
    # These begin a later leg, and say nothing of who came first.
    "transfer": None,
    "queue_transfer": None,
    "disconnect": None,
    "flow": None,
}
PASSED_ON = {"TRANSFER", "QUEUE_TRANSFER"}
REASONS = ("reason", "contactreason", "contact_reason", "callreason", "call_reason")


def contact_row(subject: str, legs: Sequence[Leg], *, words: Words) -> Mapping[str, Any]:
    """Return the row of a chain."""
    first, last = legs[0], legs[-1]
    answered = next((leg for leg in legs if leg.is_answered), None)
    queued = next((leg for leg in legs if leg.enqueued_at is not None), None)
    direction = words.choice("contact.direction", first.body.get("InitiationMethod"), DIRECTIONS)
    outcome = _outcome(legs, direction=direction)
    before_answer = legs if answered is None else legs[: legs.index(answered) + 1]
    human = [leg for leg in legs if leg.is_answered]
    return {
        "contact_id": subject,
        "customer_id": _first(_customer(leg.body) for leg in legs),
        "previous_contact_id": text(first.body.get("RelatedContactId")),
        "channel": words.choice("contact.channel", first.body.get("Channel"), CHANNELS),
        "direction": direction,
        "queue": None if queued is None else queued.queue,
        "reason": _first(_reason(leg.body) for leg in legs),
        "partner": human[-1].partner if human else None,
        "team": human[-1].team if human else None,
        "agent": human[-1].agent if human else None,
        "opened_at": first.began_at,
        "offered_at": first.began_at if queued is None else queued.enqueued_at,
        "answered_at": None if answered is None else answered.answered_at,
        "closed_at": max((leg.disconnected_at for leg in legs if leg.disconnected_at), default=None),
        "wait_ms": _sum(leg.wait_ms for leg in before_answer),
        "talk_ms": _sum(leg.talk_ms for leg in legs),
        "hold_ms": _sum(leg.hold_ms for leg in legs),
        "wrap_ms": _sum(leg.wrap_ms for leg in legs),
        "outcome": outcome,
        "automated": True if outcome in {"self_served", "abandoned_before_queue"} else None,
        "transferred": None if answered is None else _passed_on(legs) is not None,
        "transferred_to": None if answered is None else _passed_on(legs),
        "reassign_count": sum(leg.body.get("InitiationMethod") in PASSED_ON for leg in legs[1:]),
        "disposition": text(last.body.get("DisconnectReason")),
    }


def _outcome(legs: Sequence[Leg], *, direction: str | None) -> str:
    if any(leg.is_answered for leg in legs):
        return "handled"
    last = legs[-1]
    if direction == "outbound" or all(leg.disconnected_at is None for leg in legs):
        return "other"
    if any(leg.enqueued_at is not None for leg in legs):
        return "abandoned"
    return "abandoned_before_queue" if last.disconnected_by == "customer" else "self_served"


def _passed_on(legs: Sequence[Leg]) -> str | None:
    """Return where a contact was passed after somebody had answered it; None where it was not."""
    place = next(place for place, leg in enumerate(legs) if leg.is_answered)
    for leg in legs[place + 1 :]:
        if leg.body.get("InitiationMethod") in PASSED_ON:
            return leg.queue or leg.agent or "unknown"
    outside = [leg for leg in legs[place:] if leg.transferred_at is not None]
    return _outside(outside[0]) if outside else None


def _outside(leg: Leg) -> str:
    kind = text(block(leg.body.get("TransferredToEndpoint")).get("Type"))
    return kind.lower() if kind else "unknown"


def leg_row(subject: str, leg: Leg, *, following: Leg | None, chain: Sequence[Leg]) -> Mapping[str, Any]:
    """Return the row of one record of a chain."""
    to = None
    if leg.transferred_at is not None:
        to = (following.queue or following.agent) if following is not None else _outside(leg)
    return {
        "contact_id": subject,
        "leg_no": leg.number,
        "kind": "ivr" if leg.is_automated else "human",
        "queue": leg.queue,
        "partner": leg.partner,
        "team": leg.team,
        "agent": leg.agent,
        "enqueued_at": leg.enqueued_at or leg.answered_at or leg.began_at,
        "answered_at": leg.answered_at,
        "ended_at": leg.ended_at,
        "wait_ms": leg.wait_ms,
        "talk_ms": leg.talk_ms,
        "hold_ms": leg.hold_ms,
        "wrap_ms": leg.wrap_ms,
        "transferred_to": to,
        "disconnected_by": leg.disconnected_by,
        "external_id": leg.contact_id,
        "parent_leg": next((one.number for one in chain if one.contact_id == leg.previous), None),
        "direction": Words().choice("leg.direction", leg.body.get("InitiationMethod"), DIRECTIONS),
        "holds": whole(block(leg.body.get("Agent")).get("NumberOfHolds")),
        "disposition": text(leg.body.get("DisconnectReason")),
        "abandoned": _is_abandoned(leg, following=following),
    }


def _is_abandoned(leg: Leg, *, following: Leg | None) -> bool | None:
    """Say whether the customer left the queue of a record; None where it saw none, or nobody knows yet."""
    if leg.is_answered or leg.enqueued_at is None:
        return False if leg.is_answered else None
    if following is not None and following.body.get("InitiationMethod") in PASSED_ON:
        return False
    return None if leg.disconnected_at is None else leg.disconnected_by not in {"transfer", "agent"}


def routing_rows(subject: str, leg: Leg) -> Iterator[Mapping[str, Any]]:
    """Return what the routing did with one record."""
    happened = (
        ("queued", leg.enqueued_at, None),
        ("accepted", leg.answered_at, leg.wait_ms),
        ("transferred", leg.transferred_at, None),
    )
    for kind, when, wait_ms in happened:
        if when is not None:
            yield {
                "contact_id": subject,
                "event_no": f"{leg.contact_id}:{kind}",
                "at": when,
                "kind": kind,
                "queue": leg.queue,
                "agent": None if kind == "queued" else leg.agent,
                "partner": leg.partner,
                "team": leg.team,
                "wait_ms": wait_ms,
            }


def evaluation_rows(subject: str, leg: Leg) -> Iterator[Mapping[str, Any]]:
    """Return the judgements of one record that are complete and not deleted; the record has no scores."""
    for form, said in sorted(block(leg.body.get("ContactEvaluations")).items()):
        judged = block(said)
        ended_at = at(judged.get("EndTimestamp"))
        if ended_at is not None and not judged.get("DeleteTimestamp"):
            yield {
                "evaluation_id": last_part(judged.get("EvaluationArn")) or f"{leg.contact_id}:{form}",
                "contact_id": subject,
                "agent": leg.agent,
                "team": leg.team,
                "partner": leg.partner,
                "queue": leg.queue,
                "form": text(judged.get("FormId")) or form,
                "evaluated_at": ended_at,
            }


def _customer(body: Mapping[str, Any]) -> str | None:
    endpoint = block(body.get("CustomerEndpoint"))
    return _first(text(endpoint.get(name)) for name in ("Address", "EmailAddress", "OtherAddress"))


def _reason(body: Mapping[str, Any]) -> str | None:
    attributes = block(body.get("Attributes"))
    # The same tenant may write one name in two ways: the plain one is heard first, then those in the order of letters.
    for name in ("reason", *sorted(attributes)):
        if name.lower() in REASONS and (said := text(attributes.get(name))):
            return said
    return None


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value is not None), None)


def _sum(values: Iterator[int | None]) -> int | None:
    held = [value for value in values if value is not None]
    return sum(held) if held else None
