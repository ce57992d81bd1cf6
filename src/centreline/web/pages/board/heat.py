"""What evidence says of each touchpoint, laid over the board: a figure, a word and a pattern, never a colour alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from centreline.blueprint.claim import Question
from centreline.blueprint.journey import Journey
from centreline.evidence.engine import Evidence
from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.journeys.demand import Demand, demand_at
from centreline.metrics.ask import measure
from centreline.web.frame.centre import ServedWorkspace, workspace
from centreline.web.frame.narrowing import Narrowed
from centreline.web.frame.templatetags.centreline_format import money, number, share

__all__ = ["SEEN_WITH_EYES", "Overlay", "Read", "lay_over", "overlays"]

FEW = 30
"""Contacts below which a share is said to be of few."""

SEEN_WITH_EYES = frozenset({"document", "site_visit"})
"""How a question is answered by looking at the work itself."""

LEVELS = 5


@dataclass(frozen=True, slots=True)
class Overlay:
    """One thing evidence can say of a touchpoint.

    Attributes:
        key: As it stands in the address.
        label: What people call it.
        says: What the figure means, and what it does not.
    """

    key: str
    label: str | Promise
    says: str | Promise


@dataclass(frozen=True, slots=True)
class Read:
    """What one overlay reads of one touchpoint: how loud it is, and in which words; None is not examined."""

    value: float
    words: str


def overlays(actor: Actor) -> tuple[Overlay, ...]:
    """Return the overlays somebody may lay over a board."""
    return OVERLAYS if may(actor, "see_metrics") else ()


def lay_over(
    journey: Journey, cards: list[dict[str, Any]], *, asked: str, actor: Actor, rows: Narrowed
) -> dict[str, Any]:
    """Write on each card what evidence says of it, and return which overlay that is.

    Args:
        journey: The journey as it was published; by its rules contacts are recognised.
        cards: The cards as this person sees them.
        asked: Key of the overlay; none is laid where it is empty or unknown.
        actor: Who looks; only rows of theirs are counted.
        rows: Which of them are counted.
    """
    known = overlays(actor)
    chosen = next((one for one in known if one.key == asked), None)
    shown: dict[str, Any] = {"overlays": known, "overlay": chosen, "counted_in": ", ".join(rows.words)}
    if chosen is None:
        return shown
    found = READS[chosen.key](workspace(actor.scope), journey, rows)
    read = {card["fields"]["id"]: found.get(card["fields"]["id"]) for card in cards if card["open"]}
    most = max((one.value for one in read.values() if one), default=0.0)
    for card in cards:
        if card["open"]:
            one = read[card["fields"]["id"]]
            level = 0 if one is None else 1 + min(LEVELS - 1, int(LEVELS * one.value / most)) if most else 1
            card["heat"] = {"level": level or "none", "words": one.words if one else _("Not examined")}
    unread = sum(one is None for one in read.values())
    return shown | {"unread": unread}


def _volume(place: ServedWorkspace, journey: Journey, rows: Narrowed) -> Mapping[str, Read]:
    def read(one: Demand) -> Read:
        words = ngettext("%(n)s contact", "%(n)s contacts", one.contacts) % {"n": number(one.contacts)}
        return Read(one.contacts, words)

    return {key: read(one) for key, one in _demand(place, journey, rows).items()}


def _repeat(place: ServedWorkspace, journey: Journey, rows: Narrowed) -> Mapping[str, Read]:
    found = _demand(place, journey, rows).items()
    return {key: _of(one.again, one.watched, _("came again")) for key, one in found if one.watched}


def _failure(place: ServedWorkspace, journey: Journey, rows: Narrowed) -> Mapping[str, Read]:
    found = _demand(place, journey, rows).items()
    return {key: _of(one.before, one.known, _("had come before")) for key, one in found if one.known}


def _of(part: int, whole: int, did: str) -> Read:
    few = _(", few") if whole < FEW else ""
    told = {"share": share(part / whole), "did": did, "n": number(whole), "few": few}
    return Read(part / whole, _("%(share)s %(did)s, n = %(n)s%(few)s") % told)


def _cost(place: ServedWorkspace, journey: Journey, rows: Narrowed) -> Mapping[str, Read]:
    demand, evidence = _demand(place, journey, rows), place.evidence
    spent = _operating_cost(evidence) if evidence and demand else None
    if not spent:
        return {}
    parts = {key: one.share_of_time * spent for key, one in demand.items() if one.share_of_time}
    currency = place.blueprint.organisation.currency
    return {key: Read(part, _("about %(money)s") % {"money": money(part, currency)}) for key, part in parts.items()}


def _operating_cost(evidence: Evidence) -> float | None:
    """Return all operating cost in the records, as the metric counts it: per contact, times contacts."""
    if not evidence.has("cost"):
        return None
    [answer] = measure(evidence, "cost_per_contact")
    return answer.numerator


def _gap(place: ServedWorkspace, journey: Journey, rows: Narrowed) -> Mapping[str, Read]:  # noqa: ARG001 - claims
    """Return how many of the twelve questions nobody answered by looking at the work."""
    seen: dict[str, set[str]] = {}
    for claim in place.claims.claims:
        if claim.how in SEEN_WITH_EYES and claim.answer != "do_not_know":
            seen.setdefault(claim.touchpoint, set()).add(claim.question)
    asked = len(Question)
    missing = {one.id: asked - len(seen.get(one.id, ())) for stage in journey.stages for one in stage.touchpoints}
    words = _("%(n)d of %(of)d questions without evidence")
    return {key: Read(n, words % {"n": n, "of": asked}) for key, n in missing.items()}


def _demand(place: ServedWorkspace, journey: Journey, rows: Narrowed) -> Mapping[str, Demand]:
    if place.evidence is None or not place.evidence.has("contact"):
        return {}
    touchpoints = [one for stage in journey.stages for one in stage.touchpoints]
    return demand_at(place.evidence, touchpoints, period=rows.period, where=rows.where)


OVERLAYS = (
    Overlay(
        "volume",
        gettext_lazy("Volume"),
        gettext_lazy("Contacts recognised at each touchpoint, in all records."),
    ),
    Overlay(
        "repeat",
        gettext_lazy("Repeat"),
        gettext_lazy("Share of contacts whose customer came again within 7 days, for any reason."),
    ),
    Overlay(
        "failure",
        gettext_lazy("Failure demand"),
        gettext_lazy("Share of contacts whose customer had come for the same reason within 7 days before."),
    ),
    Overlay(
        "cost",
        gettext_lazy("Cost"),
        gettext_lazy("All operating cost in the records, shared out by handling time: an estimate, not a price."),
    ),
    Overlay(
        "gap",
        gettext_lazy("Evidence gap"),
        gettext_lazy("Questions of the twelve that nobody answered by looking at the work itself."),
    ),
)

READS: dict[str, Callable[[ServedWorkspace, Journey, Narrowed], Mapping[str, Read]]] = {
    "volume": _volume, "repeat": _repeat, "failure": _failure, "cost": _cost, "gap": _gap,
}  # fmt: skip
