"""How a figure of a touchpoint moved: a small control chart, the sentence it shows, and its points as a table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from ibis.expr.types import Table

from centreline.blueprint.journey import Recognition
from centreline.evidence.engine import Evidence
from centreline.metrics.book import metric_book
from centreline.metrics.course import Course, Spot, course_of
from centreline.metrics.periods import usual_grain
from centreline.web.frame.kept import kept
from centreline.web.frame.spark import course_drawn
from centreline.web.frame.spoken import figure
from centreline.web.pages.metrics.said import rule_words, says_of

__all__ = ["Moved", "Point", "moved"]

Where = Callable[[Table], Any]


@dataclass(frozen=True, slots=True)
class Point:
    """One period as the table shows it, with the number as files hold it; without one `signal` says why."""

    on: date
    value: str
    counted: float | None
    n: int
    signal: str


@dataclass(frozen=True, slots=True)
class Moved:
    """How a figure moved.

    Attributes:
        drawing: The chart: values, mean and limits; points that meet a rule are marked.
        says: What it shows, in a sentence.
        points: What is drawn, the newest first.
    """

    drawing: SafeString
    says: str
    points: tuple[Point, ...]


def moved(evidence: Evidence, name: str, *, told: Recognition, where: Where, currency: str) -> Moved:
    """Return how a metric moved over the contacts of a touchpoint, by weeks where there are enough, else by days.

    Args:
        evidence: What happened, as the reader may see it: what is about few people has no value.
        name: Id of the metric, which is counted in its default way.
        told: How the touchpoint's contacts are recognised; names what is kept.
        where: Says of a row whether it is about such a contact.
        currency: Of amounts.

    Raises:
        EvidenceMissing: a table or column it needs was never brought.
    """
    variant = metric_book()[name].default
    grain = usual_grain(evidence, variant)
    course = kept(
        evidence,
        "touchpoint course",
        name,
        told.model_dump_json(),
        make=lambda: course_of(evidence, name, variant=variant, grain=grain, where=where),
    )
    says = says_of(course, currency=currency)
    points = tuple(_point(one, course, currency=currency) for one in reversed(course.spots))
    return Moved(course_drawn(course, label=says), says, points)


def _point(spot: Spot, course: Course, *, currency: str) -> Point:
    if spot.value is None:
        why = _("not shown: it would be about few people") if spot.state == "hidden" else _("no records")
        return Point(spot.on, "", None, 0, why)
    words = rule_words()
    signal = _("few rows, not tested") if spot.state == "small" else "; ".join(words[one] for one in spot.signals)
    return Point(spot.on, figure(spot.value, course.unit, currency=currency), spot.value, spot.n, signal)
