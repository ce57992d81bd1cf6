"""Metrics somebody follows: which of them stand out now, as far as the records they may see say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from centreline.actions.follow_metric import followed_by
from centreline.governance.actor import Actor
from centreline.metrics.book import metric_book
from centreline.metrics.control import RULES
from centreline.metrics.course import Course, Spot, course_of
from centreline.metrics.definition import Metric, Variant
from centreline.metrics.gap import gap_of
from centreline.metrics.periods import usual_grain
from centreline.web.frame.centre import ServedWorkspace, workspace
from centreline.web.frame.kept import kept
from centreline.web.frame.spoken import figure, spoken
from centreline.web.reading.meant import variant_meant
from centreline.web.records.store import DjangoState

__all__ = ["RECENT", "Followed", "followed_now"]

RECENT = 3
"""Whole periods at the end of the records in which a signal is news."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A metric somebody follows, as it stands.

    Attributes:
        metric: The metric.
        state: signal (a point of late meets a rule), quiet (points were tested and none does), or unknown (nothing of
            late could be tested: that is no pass).
        value: Of the point that stands out, in words; empty where none does.
        on: First day of its period.
        rule: What it meets, in words.
    """

    metric: Metric
    state: Literal["signal", "quiet", "unknown"]
    value: str = ""
    on: date | None = None
    rule: str = ""


def followed_now(actor: Actor) -> tuple[Followed, ...]:
    """Return the metrics somebody follows, those that stand out first."""
    own = followed_by(DjangoState(), actor)
    if not own:
        return ()
    place, book = workspace(actor.scope), metric_book()
    order = ("signal", "unknown", "quiet")
    found = [_followed(book[one], place, actor) for one in own if one in book]
    return tuple(sorted(found, key=lambda one: (order.index(one.state), one.metric.title)))


def _followed(metric: Metric, place: ServedWorkspace, actor: Actor) -> Followed:
    course = _course(metric, place, actor)
    late = list(_of_late(course)) if course else []
    if course is None or not late:
        return Followed(metric, "unknown")
    newest = next((spot for spot in late if spot.signals), None)
    if newest is None:
        return Followed(metric, "quiet")
    currency = place.blueprint.organisation.currency
    value = "" if newest.value is None else figure(newest.value, course.unit, currency=currency)
    return Followed(metric, "signal", value, newest.on, spoken(RULES[newest.signals[0]]))


def _of_late(course: Course) -> Iterator[Spot]:
    """Yield the points of late that could be tested against limits, the newest first."""
    if course.stretches and course.stretches[-1].mean is not None:
        yield from (spot for spot in reversed(course.spots[-RECENT:]) if spot.state == "tested")


def _course(metric: Metric, place: ServedWorkspace, actor: Actor) -> Course | None:
    evidence, variant = place.evidence, variant_meant(metric, place=place)
    if evidence is None or gap_of(evidence, variant) is not None:
        return None
    anew = sorted(_begun_anew(metric, variant, actor))

    def counted() -> Course:
        return course_of(evidence, metric.id, variant=variant, grain=usual_grain(evidence, variant), anew=anew)

    return kept(evidence, "followed", metric.id, variant.model_dump_json(), anew, make=counted)


def _begun_anew(metric: Metric, variant: Variant, actor: Actor) -> list[date]:
    """Return the days from which limits begin anew, as on the page of the metric; a partner's rows are others."""
    if actor.scope.partners is not None:
        return []
    every = [one.fields for one in DjangoState().entries("baseline", within=metric.id)]
    return [date.fromisoformat(one["on"]) for one in every if (one["variant"], one["selection"]) == (variant.id, "")]
