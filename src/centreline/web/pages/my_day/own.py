"""An agent's own figures against their own past: never against anybody else, and never on too few rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from centreline.evidence.engine import Evidence
from centreline.metrics.book import metric_named
from centreline.metrics.control import RULES
from centreline.metrics.course import Course, Spot, course_of
from centreline.metrics.definition import Metric, Variant
from centreline.metrics.gap import gap_of
from centreline.metrics.views import base_table
from centreline.web.frame.centre import ServedWorkspace
from centreline.web.frame.kept import kept
from centreline.web.frame.spark import course_drawn
from centreline.web.frame.spoken import figure
from centreline.web.frame.templatetags.centreline_words import from_book

__all__ = ["FEWEST", "Own", "own_figures"]

SHOWN = ("average_handle_time", "transfer_rate", "quality_score", "customer_satisfaction", "adherence")
"""Metrics an agent can move. Whether customers came back is not among them: to others, their own rows do not tell."""

FEWEST = 30
"""Rows of a whole past below which a figure is too early to say anything."""


@dataclass(frozen=True, slots=True)
class Own:
    """One figure.

    Attributes:
        metric: Id of the metric.
        title: What it is called.
        says: The newest whole week in words; empty where none has a value.
        week: First day of that week; None where there is none.
        n: Rows of that week.
        usual: The mean of their own weeks in words; empty where there are too few.
        past: Rows of all weeks.
        state: early, usual, unlike, or not examined.
        because: What stands out, or what is missing, in words.
        drawing: Their weeks, drawn small.
        counted: How it is counted, in a sentence; empty where it is not.
        table: Table of the records it is counted from; empty where it is not.
    """

    metric: str
    title: str
    says: str
    week: object
    n: int
    usual: str
    past: int
    state: str
    because: str
    drawing: SafeString
    counted: str = ""
    table: str = ""


def own_figures(place: ServedWorkspace) -> Iterator[Own]:
    """Yield the figures of whoever's rows these are, in the order of `SHOWN`."""
    for name in SHOWN:
        metric = metric_named(name)
        variant = _answerable(place, metric)
        if place.evidence is None or variant is None:
            because = _("No record of you that it needs was brought")
            yield Own(name, from_book(metric.title), "", None, 0, "", 0, "not_examined", because, SafeString(""))
        else:
            yield _own(metric, _weeks(place.evidence, metric, variant), variant=variant)


def _weeks(evidence: Evidence, metric: Metric, variant: Variant) -> Course:
    def counted() -> Course:
        return course_of(evidence, metric.id, variant=variant, grain="week")

    return kept(evidence, "own weeks", metric.id, variant.model_dump_json(), make=counted)


def _answerable(place: ServedWorkspace, metric: Metric) -> Variant | None:
    evidence = place.evidence
    if evidence is None:
        return None
    return next((variant for variant in metric.variants if gap_of(evidence, variant) is None), None)


def _own(metric: Metric, course: Course, *, variant: Variant) -> Own:
    unit = variant.unit
    seen = [spot for spot in course.spots if spot.value is not None]
    past = sum(spot.n for spot in seen)
    newest = seen[-1] if seen else None
    mean = course.stretches[-1].mean if course.stretches else None
    state, because = _state(newest, past=past, mean=mean)
    return Own(
        metric.id,
        from_book(metric.title),
        figure(newest.value, unit) if newest and newest.value is not None else "",
        newest.on if newest else None,
        newest.n if newest else 0,
        figure(mean, unit) if mean is not None and state != "early" else "",
        past,
        state,
        because,
        course_drawn(course, label=_("%(metric)s, your own weeks") % {"metric": from_book(metric.title)}, spots=seen),
        from_book(variant.sentence),
        base_table(variant.table),
    )


def _state(newest: Spot | None, *, past: int, mean: float | None) -> tuple[str, str]:
    if newest is None:
        return "not_examined", _("Nothing of you was counted in a whole week")
    if past < FEWEST:
        return "early", _("n = %(n)d in all your weeks, and at least %(few)d are needed") % {"n": past, "few": FEWEST}
    if mean is None:
        return "early", _("too few weeks with enough records to know what is usual")
    if newest.state != "tested":
        return "early", _("n = %(n)d in this week is too few to compare") % {"n": newest.n}
    if newest.signals:
        return "unlike", "; ".join(_(RULES[rule]) for rule in newest.signals)
    return "usual", ""
