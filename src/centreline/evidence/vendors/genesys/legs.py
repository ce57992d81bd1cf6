"""Legs of a conversation: a queue and the agent who took the contact from it are one stretch of the contact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from centreline.evidence.vendors.genesys.sessions import Stretch
from centreline.evidence.vendors.genesys.words import DISCONNECTS, TRANSFERS, WORKERS
from centreline.evidence.vendors.values import Words, text

__all__ = ["Leg", "leg_rows", "legs"]

MACHINES = {"ivr": "ivr", "botflow": "bot"}


@dataclass(frozen=True, slots=True)
class Leg:
    """One stretch of a contact.

    Attributes:
        kind: human, ivr or bot.
        queued: Time in a queue; None where the agent came without one.
        served: Time with an agent or a machine; None where nobody answered.
    """

    kind: str
    queued: Stretch | None
    served: Stretch | None

    @property
    def starts_at(self) -> datetime:
        """When it entered the queue, or began where there was none."""
        first = self.queued or self.served
        assert first is not None, "a leg has one of the two"
        return first.starts_at

    @property
    def ends_at(self) -> datetime | None:
        """When it ended; None while it lasts."""
        last = self.served or self.queued
        return last.ends_at if last else None

    @property
    def answered_at(self) -> datetime | None:
        """When an agent answered; None where nobody did, and for machines."""
        return self.served.answered_at if self.served and self.kind == "human" else None

    @property
    def queue(self) -> str | None:
        """The queue's id."""
        return (self.queued.queue if self.queued else None) or (self.served.queue if self.served else None)

    @property
    def agent(self) -> str | None:
        """The agent's id."""
        return text(self.served.participant.get("userId")) if self.served and self.kind == "human" else None

    @property
    def wait_ms(self) -> int | None:
        """Time in the queue: as Genesys counted it, else from its segments."""
        if self.queued is None:
            return None
        counted = self.queued.duration_ms("tAcd", "tAbandon", "tFlowOut")
        if counted is not None or self.queued.ends_at is None:
            return counted
        return round((self.queued.ends_at - self.queued.starts_at).total_seconds() * 1000)

    @property
    def is_transferred(self) -> bool:
        """Whether the agent passed it on."""
        if self.served is None or self.kind != "human":
            return False
        return self.served.has("nTransferred") or (self.served.disconnected or "").lower() in TRANSFERS

    @property
    def passes_on(self) -> bool:
        """Whether what follows comes from it: an agent passed it on, or a machine is through."""
        return self.is_transferred or self.kind != "human"

    @property
    def name(self) -> str | None:
        """The id of the session in which it was served, else of the one in which it waited."""
        held = self.served or self.queued
        return text(held.session.get("sessionId")) if held else None

    @property
    def direction(self) -> str | None:
        """Who began it, where its session says so."""
        first = self.served or self.queued
        said = (text(first.session.get("direction")) or "").lower() if first else ""
        return said if said in {"inbound", "outbound"} else None

    @property
    def is_abandoned(self) -> bool | None:
        """Whether the customer left the queue; None where there was none, or it was left otherwise."""
        if self.kind != "human" or self.served is not None:
            return False if self.answered_at else None
        return True if self.queued and self.queued.has("tAbandon") else None


def legs(found: Sequence[Stretch]) -> list[Leg]:
    """Return the legs of a conversation, in order.

    An agent's session belongs to the latest unclaimed stay in the same queue that began before it; an agent who was
    offered the contact and did not answer has no leg.
    """
    waiting = [stretch for stretch in found if stretch.purpose == "acd"]
    made = []
    for stretch in found:
        if stretch.purpose in WORKERS and stretch.answered_at is not None:
            queued = _claimed(waiting, stretch)
            made.append(Leg("human", queued, stretch))
        elif stretch.purpose in MACHINES:
            made.append(Leg(MACHINES[stretch.purpose], None, stretch))
    made.extend(Leg("human", stretch, None) for stretch in waiting)
    return sorted(made, key=lambda leg: (leg.starts_at, leg.kind, leg.agent or ""))


def _claimed(waiting: list[Stretch], served: Stretch) -> Stretch | None:
    fitting = [one for one in waiting if one.starts_at <= served.starts_at and served.queue in (None, one.queue)]
    if not fitting:
        return None
    waiting.remove(fitting[-1])
    return fitting[-1]


def leg_rows(found: Sequence[Leg], *, contact_id: str, words: Words) -> list[Mapping[str, Any]]:
    """Return the rows of `leg`."""
    rows: list[Mapping[str, Any]] = []
    for number, leg in enumerate(found, start=1):
        following = found[number].queue if number < len(found) else None
        served = leg.served if leg.kind == "human" else None
        rows.append(
            {
                "contact_id": contact_id,
                "leg_no": number,
                "kind": leg.kind,
                "queue": leg.queue,
                "team": text(served.participant.get("teamId")) if served else None,
                "agent": leg.agent,
                "enqueued_at": leg.starts_at,
                "answered_at": leg.answered_at,
                "ended_at": leg.ends_at,
                "wait_ms": leg.wait_ms,
                "talk_ms": served.duration_ms("tTalk", "tTalkComplete") if served else None,
                "hold_ms": served.duration_ms("tHeld", "tHeldComplete") if served else None,
                "wrap_ms": served.duration_ms("tAcw") if served else None,
                "transferred_to": following if leg.is_transferred else None,
                "disconnected_by": _disconnected_by(leg, words=words),
                "external_id": leg.name,
                "parent_leg": number - 1 if number > 1 and found[number - 2].passes_on else None,
                "direction": leg.direction,
                "holds": _holds(served) if served else None,
                "disposition": served.wrap_up_code if served else None,
                "abandoned": leg.is_abandoned,
            }
        )
    return rows


def _holds(served: Stretch) -> int | None:
    """Return how many times an agent put the customer on hold; None where only the time on hold is told."""
    count = sum(segment.kind == "hold" for segment in served.segments)
    return count if count or not (served.has("tHeld") or served.has("tHeldComplete")) else None


def _disconnected_by(leg: Leg, *, words: Words) -> str | None:
    if leg.served is None:
        assert leg.queued is not None, "a leg has one of the two"
        if leg.queued.has("tAbandon"):
            return "customer"
        return "transfer" if (leg.queued.disconnected or "").lower() in TRANSFERS else "system"
    who = words.choice("leg.disconnected_by", leg.served.disconnected, DISCONNECTS)
    return "system" if who == "agent" and leg.kind != "human" else who
