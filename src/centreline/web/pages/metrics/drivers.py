"""What a metric is said to be driven by, as the operating model says it, and whether the records show both moving."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from centreline.blueprint.measure import Measure
from centreline.evidence.engine import Evidence
from centreline.metrics.book import metric_book
from centreline.metrics.course import Course, course_of
from centreline.metrics.definition import Metric, Variant
from centreline.metrics.gap import gap_of
from centreline.metrics.periods import Grain
from centreline.metrics.together import FEWEST, Together, moved_together
from centreline.web.frame.kept import kept
from centreline.web.frame.templatetags.centreline_format import number, share
from centreline.web.pages.metrics.opened import Opened

__all__ = ["Driver", "drivers_of"]


@dataclass(frozen=True, slots=True)
class Driver:
    """A metric that the operating model puts before or after another one.

    Attributes:
        metric: The other metric.
        intent: What leaders want to change, where both stand.
        moves_first: Whether the other is said to move before the one that is opened; else after it.
        state: together, opposed, chance, few or not_examined.
        says: What the records show, in a sentence.
    """

    metric: Metric
    intent: str
    moves_first: bool
    state: str
    says: str


def drivers_of(seen: Opened) -> list[Driver]:
    """Return what the operating model says a metric is driven by, and what it is said to drive."""
    own = seen.asked.metric.id
    found = []
    for intent in seen.place.blueprint.intents:
        for moves_first, near, far in ((True, intent.lagging, intent.leading), (False, intent.leading, intent.lagging)):
            if any(one.metric == own for one in near):
                found += [_driver(seen, one, intent.title, moves_first) for one in _known(far, own)]
    return found


def _known(measures: tuple[Measure, ...], own: str) -> Iterator[Measure]:
    book = metric_book()
    yield from {one.metric: one for one in measures if one.metric in book and one.metric != own}.values()


def _driver(seen: Opened, other: Measure, intent: str, moves_first: bool) -> Driver:
    metric, evidence = metric_book()[other.metric], seen.place.evidence
    known = {variant.id: variant for variant in metric.variants}
    variant = known.get(other.variant or "", metric.default)
    gap = _("nothing was brought yet") if evidence is None else gap_of(evidence, variant)
    if evidence is None or gap is not None or seen.gap:
        because = _("Not examined: %(why)s. That is no pass.") % {"why": str(gap or seen.gap).rstrip(".")}
        return Driver(metric, intent, moves_first, "not_examined", because)
    together, grain = _together(evidence, (seen.asked.metric, seen.asked.variant), (metric, variant))
    state, says = _said(together, grain)
    return Driver(metric, intent, moves_first, state, says)


def _together(evidence: Evidence, one: tuple[Metric, Variant], other: tuple[Metric, Variant]) -> tuple[Together, Grain]:
    """Return how both moved day by day; week by week where too few days have enough rows."""

    def counted() -> tuple[Together, Grain]:
        by_day = moved_together(_course(evidence, *one, "day"), _course(evidence, *other, "day"))
        if by_day.n >= FEWEST:
            return by_day, "day"
        return moved_together(_course(evidence, *one, "week"), _course(evidence, *other, "week")), "week"

    named = (variant.model_dump_json() for _metric, variant in (one, other))
    return kept(evidence, "together", one[0].id, other[0].id, *named, make=counted)


def _course(evidence: Evidence, metric: Metric, variant: Variant, grain: Grain) -> Course:
    return course_of(evidence, metric.id, variant=variant, grain=grain)


def _said(together: Together, grain: Grain) -> tuple[str, str]:
    periods = {"day": _("from one day to the next"), "week": _("from one week to the next")}[grain]
    words = {"n": number(together.n), "few": number(FEWEST), "periods": periods}
    if together.value is None:
        few = _("Too few to say: n = %(n)s changes %(periods)s that both have, and at least %(few)s are needed.")
        return "few", few % words
    words |= {"sure": share(0.95, 0)} | {
        name: number(value, 2).replace("-", "−")
        for name, value in (("value", together.value), ("low", together.low), ("high", together.high))
    }
    counted = (
        _("rank correlation %(value)s (%(sure)s interval %(low)s to %(high)s), n = %(n)s changes %(periods)s") % words
    )
    if not together.is_beyond_chance:
        return "chance", _("Nothing that chance would not give: %(counted)s.") % {"counted": counted}
    if together.value > 0:
        return "together", _("They rose and fell together: %(counted)s.") % {"counted": counted}
    return "opposed", _("One rose where the other fell: %(counted)s.") % {"counted": counted}
