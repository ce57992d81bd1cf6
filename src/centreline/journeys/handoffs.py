"""How work really changed hands: between whom, how often, how long until the receiver took over, and what came back."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import ibis
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence

__all__ = ["ObservedHandoff", "moves", "observed_handoffs"]


@dataclass(frozen=True, slots=True)
class ObservedHandoff:
    """Work that went from one holder to another, counted.

    Attributes:
        sender: Queue or team that had the work.
        receiver: Queue or team that got it.
        seen_in: Table it was seen in: leg, event or contact.
        moves: How often it happened.
        cases: Contacts or cases it happened to.
        returned: How many of the moves gave the work back to whom it had come from: A to B to A.
        timed: How many of the moves say when the receiver took over.
        median_ms: Median time until the receiver took over; None when no move says so.
    """

    sender: str
    receiver: str
    seen_in: str
    moves: int
    cases: int
    returned: int
    timed: int
    median_ms: float | None


_MOVES: WeakKeyDictionary[Evidence, Table] = WeakKeyDictionary()
"""Moves already worked out: several questions are asked of them, and ordering a million legs takes its time."""


def moves(evidence: Evidence) -> Table | None:
    """Return each time work changed hands, or None when no table tells.

    Legs tell it by their queues, events by their teams (queues where no team is named); `transferred_to` of the
    contact counts only where there are no legs, because the legs tell the same story with times.

    Returns:
        One row for each move: `seen_in`, `case_id`, `sender`, `receiver`, `returned` (the receiver had it right
        before the sender), `at`, and `took_ms` until the receiver answered or first acted, empty when it never did.
    """
    if evidence in _MOVES:
        return _MOVES[evidence]
    told = []
    if evidence.has("leg", "queue"):
        told.append(_moves_between(_held_legs(evidence), seen_in="leg"))
    elif evidence.has("contact", "transferred_to"):
        told.append(_transferred_contacts(evidence))
    if evidence.has("event", "team") or evidence.has("event", "queue"):
        told.append(_moves_between(_held_events(evidence), seen_in="event"))
    if not told:
        return None
    _MOVES[evidence] = evidence.keep(told[0] if len(told) == 1 else ibis.union(*told))
    return _MOVES[evidence]


def observed_handoffs(evidence: Evidence) -> tuple[ObservedHandoff, ...]:
    """Return who handed work to whom, the most frequent first; empty when no table tells or nothing moved."""
    told = moves(evidence)
    if told is None:
        return ()
    counted = told.aggregate(
        moves=told.count(),
        cases=told.case_id.nunique(),
        returned=told.returned.sum(),
        timed=told.took_ms.count(),
        median_ms=told.took_ms.median(),
        by=["sender", "receiver", "seen_in"],
    )
    found = [ObservedHandoff(**{**row, "returned": int(row["returned"])}) for row in evidence.rows(counted)]
    return tuple(sorted(found, key=lambda handoff: (-handoff.moves, handoff.sender, handoff.receiver, handoff.seen_in)))


def _held_legs(evidence: Evidence) -> Table:
    legs = evidence.table("leg")
    return legs.filter(legs.queue.notnull()).select(
        source=legs.source,
        case_id=legs.contact_id,
        holder=legs.queue,
        at=legs.enqueued_at,
        taken_at=legs.answered_at,
        place=legs.leg_no.cast("string"),
    )


def _held_events(evidence: Evidence) -> Table:
    events = evidence.table("event")
    held = events.select(
        source=events.source,
        case_id=events.case_id,
        holder=ibis.coalesce(events.team, events.queue),
        at=events.at,
        place=events.event_no,
    )
    held = held.filter(held.holder.notnull())
    # The receiver has taken over when the next thing that happens to the case is the receiver's own.
    order = _in_order(held)
    return held.mutate(
        taken_at=(held.holder.lead().over(order) == held.holder).ifelse(held.at.lead().over(order), ibis.null())
    )


def _moves_between(held: Table, *, seen_in: str) -> Table:
    """Drop what stayed with its holder, then set each holder beside the one before and the one before that."""
    held = held.mutate(before=held.holder.lag().over(_in_order(held)))
    stretches = held.filter(held.before.isnull() | (held.before != held.holder))
    earlier = stretches.mutate(earlier=stretches.holder.lag(2).over(_in_order(stretches)))
    found = earlier.filter(earlier.before.notnull())
    return found.select(
        seen_in=ibis.literal(seen_in),
        case_id=found.case_id,
        sender=found.before,
        receiver=found.holder,
        returned=(found.earlier == found.holder).fill_null(False),
        at=found.at,
        took_ms=found.taken_at.delta(found.at, unit="millisecond"),
    )


def _transferred_contacts(evidence: Evidence) -> Table:
    contacts = evidence.table("contact")
    found = contacts.filter(contacts.transferred_to.notnull(), contacts.queue != contacts.transferred_to)
    return found.select(
        seen_in=ibis.literal("contact"),
        case_id=found.contact_id,
        sender=found.queue,
        receiver=found.transferred_to,
        returned=ibis.literal(False),
        at=found.offered_at,
        took_ms=ibis.null("int64"),
    )


def _in_order(held: Table) -> ibis.expr.builders.WindowBuilder:
    # The length first: event numbers are text, and "10" comes after "9".
    return ibis.window(group_by=[held.source, held.case_id], order_by=[held.at, held.place.length(), held.place])
