"""How a metric moved, as its page shows it: the chart, the table of points, and what changed meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from centreline.evidence.engine import Evidence
from centreline.governance.actor import Actor
from centreline.metrics.course import Course, Spot, course_of
from centreline.metrics.periods import Grain, next_period, usual_grain
from centreline.reports.canvas import Marked, Size
from centreline.web.frame.centre import ServedWorkspace
from centreline.web.frame.kept import kept
from centreline.web.frame.spoken import figure
from centreline.web.frame.templatetags.centreline_format import number
from centreline.web.pages.metrics.asked import Asked
from centreline.web.pages.metrics.marks import Mark, baselines, marks_between, selected_events
from centreline.web.pages.metrics.said import rule_words, says_of

__all__ = ["Moving", "Row", "moving"]

SIZES = (Size("wide", 760, 250), Size("narrow", 300, 220, right=58))

Ends = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One period of the table of points, written for a reader."""

    on: date
    value: str
    numerator: str
    denominator: str
    n: str
    mean: str
    limits: str
    signals: tuple[str, ...]
    state: str
    marks: tuple[Mark, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Moving:
    """How a metric moved.

    Attributes:
        course: The values and limits.
        says: What the chart shows, in a sentence.
        drawings: The chart, wide and narrow; empty where there is nothing to draw.
        rows: Its points, the newest first.
        marks: What changed, by number.
    """

    course: Course
    says: str
    drawings: tuple[tuple[str, SafeString], ...]
    rows: tuple[Row, ...]
    marks: tuple[Mark, ...]

    @property
    def small(self) -> int:
        """How many points are of too few rows to be tested."""
        return sum(spot.state == "small" for spot in self.course.spots)

    @property
    def signals(self) -> int:
        """How many points meet a rule."""
        return sum(bool(spot.signals) for spot in self.course.spots)


def moving(actor: Actor, asked: Asked, *, place: ServedWorkspace, evidence: Evidence, target: Ends) -> Moving:
    """Return how a metric moved in the rows somebody may see.

    Args:
        actor: Who reads.
        asked: What is asked.
        place: The centre as they may see it.
        evidence: Its records.
        target: Least and most that is aimed at; None where it is open.
    """
    course = _course(actor, asked, evidence)
    marks = _marks(actor, asked, place=place, evidence=evidence, course=course)
    currency = place.blueprint.organisation.currency
    says = says_of(course, currency=currency)

    def drawn() -> tuple[tuple[str, str], ...]:
        return _drawn(course, marks, target=target, title=asked.metric.title, says=says)

    named = (*_named(asked), course, target, says, [(one.number, one.on) for one in marks])
    drawings = kept(evidence, "drawn", *named, make=drawn)
    rows = tuple(_row(spot, course, marks=marks, currency=currency) for spot in reversed(course.spots))
    # What is drawn is Vega's own text: titles and names in it are escaped where it is written.
    return Moving(course, says, tuple((name, mark_safe(svg)) for name, svg in drawings), rows, marks)


def _named(asked: Asked) -> tuple[Any, ...]:
    return asked.metric.id, asked.variant.model_dump_json(), asked.period, asked.where


def _course(actor: Actor, asked: Asked, evidence: Evidence) -> Course:
    if asked.grain is not None:
        return _by(asked.grain, actor, asked, evidence)
    course = _by(usual_grain(evidence, asked.variant), actor, asked, evidence)
    seen = [spot.state for spot in course.spots if spot.value is not None]
    if course.grain == "day" and 2 * seen.count("small") > len(seen):  # Days that are too few to test say little.
        return _by("week", actor, asked, evidence)
    return course


def _by(grain: Grain, actor: Actor, asked: Asked, evidence: Evidence) -> Course:
    anew = sorted(date.fromisoformat(one.fields["on"]) for one in baselines(actor, asked))

    def counted() -> Course:
        return course_of(
            evidence,
            asked.metric.id,
            variant=asked.variant,
            grain=grain,
            period=asked.period,
            where=asked.where,
            anew=anew,
        )

    return kept(evidence, "course", *_named(asked), grain, anew, make=counted)


def _marks(
    actor: Actor, asked: Asked, *, place: ServedWorkspace, evidence: Evidence, course: Course
) -> tuple[Mark, ...]:
    if not course.spots:
        return ()
    names = {one.id: one.title for one in place.blueprint.systems}

    def happened() -> tuple[tuple[date, str, str], ...]:
        return selected_events(evidence, chosen=asked.chosen, names=names)

    events = kept(evidence, "events", asked.selection, sorted(names.items()), make=happened)
    last = next_period(course.spots[-1].on, course.grain) - timedelta(days=1)
    return marks_between(actor, asked, place=place, first=course.spots[0].on, last=last, events=events)


def _drawn(
    course: Course, marks: Sequence[Mark], *, target: Ends, title: str, says: str
) -> tuple[tuple[str, str], ...]:
    from centreline.reports.course_chart import draw_course

    marked = [Marked(one.number, one.on) for one in marks]
    drawn = (
        (size.name, str(draw_course(course, marks=marked, target=target, title=title, says=says, size=size)))
        for size in SIZES
    )
    return tuple((name, svg) for name, svg in drawn if svg)


def _row(spot: Spot, course: Course, *, marks: Sequence[Mark], currency: str) -> Row:
    def written(value: float | None) -> str:
        return "" if value is None else figure(value, course.unit, currency=currency)

    stretch, after = course.stretches[spot.stretch], next_period(spot.on, course.grain)
    return Row(
        on=spot.on,
        value=written(spot.value),
        numerator=_part(spot.numerator),
        denominator=_part(spot.denominator),
        n=number(spot.n),
        mean=written(stretch.mean),
        limits="" if stretch.low is None else f"{written(stretch.low)} – {written(stretch.high)}",
        signals=tuple(rule_words()[rule] for rule in spot.signals),
        state=spot.state,
        marks=tuple(one for one in marks if spot.on <= one.on < after),
        spot=spot,
    )


def _part(value: float | None) -> str:
    return "" if value is None else number(round(value) if abs(value) >= 1_000 else round(value, 2))
