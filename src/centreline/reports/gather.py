"""The numbers a review shows: which metrics, in every definition, and how they moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from centreline.blueprint.document import Blueprint
from centreline.blueprint.promised import measures_promised
from centreline.evidence.engine import Evidence
from centreline.journeys.recognise import recognise
from centreline.metrics.ask import measure_many
from centreline.metrics.book import metric_book
from centreline.metrics.compare import Comparison, compare
from centreline.metrics.control import ControlChart, control_chart
from centreline.reports.sections.agreements import Agreed, agreed_with_partners

__all__ = ["Gathered", "Grain", "Series", "gather", "headline_metrics", "main_variant", "nothing_gathered"]

Grain = Literal["day", "week"]

HEADLINES = (
    "contacts_offered",
    "service_level",
    "abandonment_rate",
    "average_speed_of_answer",
    "average_handle_time",
    "first_contact_resolution",
    "repeat_contact_rate",
    "transfer_rate",
    "reopen_rate",
    "customer_satisfaction",
    "quality_score",
    "cost_per_contact",
)
"""What a review shows where the blueprint promises too little."""

MOST = 14
"""How many metrics a review shows at most."""

WEEKS_ENOUGH = 12
"""From so many whole weeks on a chart runs by week, so that weekends are no signals."""


@dataclass(frozen=True, slots=True)
class Series:
    """How one metric moved, by day or by week."""

    grain: Grain
    chart: ControlChart


@dataclass(frozen=True, slots=True)
class Gathered:
    """The numbers of one review.

    Attributes:
        comparisons: Each metric in every definition, in the order they are shown.
        series: By metric, how its main variant moved.
        contacts: By touchpoint, the contacts recognised there.
        agreed: What was agreed with partners, with the answers.
    """

    comparisons: tuple[Comparison, ...]
    series: Mapping[str, Series]
    contacts: Mapping[str, int]
    agreed: tuple[Agreed, ...] = ()


def nothing_gathered() -> Gathered:
    """Return no numbers at all: for a review without evidence."""
    return Gathered((), {}, {})


def gather(blueprint: Blueprint, *, evidence: Evidence | None) -> Gathered:
    """Ask for every number a review shows.

    Args:
        blueprint: What is intended; its measures say which metrics matter, and in which variant.
        evidence: What happened; None when nothing was brought.
    """
    if evidence is None or not evidence.tables:
        return nothing_gathered()
    comparisons = tuple(compare(evidence, metric) for metric in headline_metrics(blueprint))
    return Gathered(
        comparisons=comparisons,
        series=_series(evidence, comparisons, blueprint),
        contacts=recognise(evidence, blueprint.touchpoints).by_touchpoint,
        agreed=agreed_with_partners(blueprint, evidence=evidence),
    )


def headline_metrics(blueprint: Blueprint) -> tuple[str, ...]:
    """Return the metrics a review shows: those the blueprint promises to watch, then those every centre has."""
    book = metric_book()
    promised = [measure.metric for measure in measures_promised(blueprint)]
    return tuple(metric for metric in dict.fromkeys((*promised, *HEADLINES)) if metric in book)[:MOST]


def main_variant(comparison: Comparison, *, blueprint: Blueprint) -> str:
    """Return the variant the centre agreed on, or the blueprint means, or else one that can be answered."""
    metric = metric_book()[comparison.metric]
    meant = [one.variant for one in measures_promised(blueprint) if one.metric == metric.id and one.variant]
    known = {variant.id for variant in metric.variants}
    answered = [name for name, answers in comparison.answers.items() if answers and answers[0].n]
    agreed = [metric.default.id] if metric.agreed else []  # What the centre agreed on later says what is meant.
    wanted = [name for name in (*agreed, *meant, metric.default.id) if name in known]
    return next((name for name in (*wanted, *answered) if name in answered), wanted[0])


def _series(evidence: Evidence, comparisons: tuple[Comparison, ...], blueprint: Blueprint) -> dict[str, Series]:
    span = _span(evidence)
    if span is None:
        return {}
    grain: Grain = "week" if len(_whole_weeks(*span)) >= WEEKS_ENOUGH else "day"
    asked = [
        (comparison.metric, main_variant(comparison, blueprint=blueprint))
        for comparison in comparisons
        if any(answers and answers[0].n for answers in comparison.answers.values())
    ]
    starts = _whole_weeks(*span) if grain == "week" else _days(*span)
    answers = measure_many(evidence, asked, by=(grain,)) if asked else {}
    return {
        metric: Series(
            grain, control_chart(_points(starts, {_day(answer.by[grain]): answer.value for answer in found}))
        )
        for (metric, _), found in answers.items()
    }


def _span(evidence: Evidence) -> tuple[date, date] | None:
    """Return the first and the last day of contacts and intervals: some sources count, and keep no contact."""
    spans = [span for table in ("contact", "interval_stat") if (span := evidence.span(table)) is not None]
    if not spans:
        return None
    return min(first for first, _ in spans), max(last for _, last in spans)


def _points(starts: list[date], values: Mapping[date, float | None]) -> list[tuple[date, float | None]]:
    return [(start, values.get(start)) for start in starts]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _whole_weeks(first: date, last: date) -> list[date]:
    """Return the Mondays of the weeks that lie wholly in the span: half a week is no point to compare."""
    monday = first + timedelta(days=-first.weekday() % 7)
    return [monday + timedelta(weeks=number) for number in range(((last - monday).days + 1) // 7)]


def _day(value: object) -> date:
    return date.fromisoformat(str(value)[:10])
