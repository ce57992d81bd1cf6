"""One touchpoint as one person may see it."""

from dataclasses import dataclass
from datetime import datetime

from centreline.blueprint.journey import Journey, Touchpoint
from centreline.findings.finding import Finding
from centreline.findings.gates import GateAnswer, gates_at
from centreline.governance.actor import Actor
from centreline.governance.reading import Reading, reading_of
from centreline.governance.rights import may
from centreline.kernel.errors import NotThere
from centreline.reports.names import Names
from centreline.web.frame.centre import workspace
from centreline.web.jobs.work.look import look_for

__all__ = ["Found", "Seen", "found_at", "seen_by"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A touchpoint, where it stands, and how the reader reads it."""

    touchpoint: Touchpoint
    journey: Journey
    stage: str
    reading: Reading
    names: Names


@dataclass(frozen=True, slots=True)
class Found:
    """What the newest look holds about a touchpoint.

    Attributes:
        made_at: When somebody looked.
        findings: What was found at it, at its queues and its handoffs, the heaviest first.
        contacts: Contacts recognised there; None where nobody could count.
        gates: How the gates before a machine stand; none for somebody of a partner, whose rows answer them in part.
    """

    made_at: datetime
    findings: tuple[Finding, ...]
    contacts: int | None
    gates: tuple[GateAnswer, ...]


def seen_by(actor: Actor, key: str) -> Seen:
    """Return a touchpoint as somebody may see it.

    Raises:
        NotThere: there is none of that key, or it is not theirs to read.
    """
    blueprint = workspace(actor.scope).blueprint
    reading = reading_of(blueprint, actor)
    for journey, stage, touchpoint in reading.shown.walk():
        if touchpoint.id == key and reading.touchpoint(touchpoint):
            title = next(one.title for one in journey.stages if one.id == stage)
            return Seen(touchpoint, journey, title, reading, Names(reading.shown))
    raise NotThere(f"there is no touchpoint {key!r}", where="the map", fix="choose one of those on the map")


def found_at(actor: Actor, seen: Seen) -> Found | None:
    """Return what was found last at a touchpoint; None where nobody looked, or the role reads no findings."""
    look = look_for(actor) if may(actor, "see_findings") else None
    if look is None:
        return None
    key, reading = seen.touchpoint.id, seen.reading
    here = [
        one
        for one in look.examination.findings
        if key in seen.names.touchpoints_of(one.element) and reading.finding(one)
    ]
    cards = (card for picture in look.review.journeys for card in picture.cards)
    contacts = next((card.contacts for card in cards if card.id == key), None)
    gates = gates_at(look.examination, _concerned(seen.touchpoint)) if reading.reads_all else ()
    return Found(look.made_at, tuple(sorted(here, key=lambda one: -one.weight)), contacts, gates)


def _concerned(one: Touchpoint) -> frozenset[str]:
    procedures, articles = (f"procedure:{key}" for key in one.procedures), (f"article:{key}" for key in one.knowledge)
    return frozenset({f"touchpoint:{one.id}", *procedures, *articles})
