"""What is aimed at in a metric: by the operating model, or where it names no target, by whoever set one here."""

from collections.abc import Iterator
from dataclasses import dataclass

from centreline.actions.set_target import target_key
from centreline.blueprint.document import Blueprint
from centreline.blueprint.measure import Measure
from centreline.blueprint.promised import measures_of_the_whole
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.kernel.units import Unit
from centreline.metrics.course import Course
from centreline.reports.targets import assured, meets, target_in_words
from centreline.web.frame.centre import ServedWorkspace
from centreline.web.frame.spoken import spoken
from centreline.web.pages.metrics.asked import Asked
from centreline.web.reading.histories import leads_to_history
from centreline.web.records.store import DjangoState

__all__ = ["Aim", "aim_of", "assurance_of"]


@dataclass(frozen=True, slots=True)
class Aim:
    """A target.

    Attributes:
        measure: What is aimed at.
        words: The same, as a person reads it.
        entry: What somebody set here; None where the operating model says it.
        followed: Whether the reader may read the history of what was set here.
    """

    measure: Measure
    words: str
    entry: Entry | None
    followed: bool = False

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """Least and most; None where it is open."""
        return self.measure.at_least, self.measure.at_most

    def met_by(self, value: float | None) -> bool | None:
        """Say whether a value meets it; None without a value."""
        return meets(self.measure, value)


def aim_of(actor: Actor, asked: Asked, *, place: ServedWorkspace) -> Aim | None:
    """Return what is aimed at in a variant of a metric; None where nobody said.

    Args:
        actor: Who reads: somebody of a partner is held to what was agreed with the partner.
        asked: What is asked; rows of one partner are held to what was agreed with it, other choices to no target.
        place: The centre as they may see it.
    """
    partner = actor.partner or asked.chosen.get("partner")
    currency, unit = place.blueprint.organisation.currency, asked.variant.unit
    if set(asked.chosen) - {"partner"}:
        return None
    for one in _measures(place.blueprint, partner):
        if (one.metric, one.variant or asked.metric.default.id) == (asked.metric.id, asked.variant.id):
            return Aim(one, _said(one, unit=unit, currency=currency), None)
    entry = DjangoState().entry("target", target_key(asked.metric.id, asked.variant.id))
    if partner or entry is None or not entry.stands:
        return None
    said = entry.fields
    measure = Measure(
        metric=asked.metric.id, variant=asked.variant.id, at_least=said["at_least"], at_most=said["at_most"]
    )
    return Aim(measure, _said(measure, unit=unit, currency=currency), entry, leads_to_history(actor, entry))


def _said(measure: Measure, *, unit: Unit, currency: str) -> str:
    return spoken(target_in_words(measure, unit=unit, currency=currency) or "")


def _measures(blueprint: Blueprint, partner: str | None) -> Iterator[Measure]:
    if partner is None:
        yield from (one for one in measures_of_the_whole(blueprint) if one.has_target)
    for party in blueprint.partners:
        if partner is not None and partner in (party.id, *party.recorded_as):
            yield from (one for one in party.service_levels if one.has_target)


def assurance_of(course: Course, aim: Aim | None) -> str:
    """Return whether the target is met as things are now: reliable, missed, chance, or none where it cannot be said."""
    newest = course.stretches[-1] if course.stretches else None
    if aim is None or newest is None or newest.low is None or newest.high is None:
        return "none"
    return assured(newest.low, newest.high, at_least=aim.measure.at_least, at_most=aim.measure.at_most)
