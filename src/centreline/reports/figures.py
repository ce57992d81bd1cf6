"""From answers to what a page shows: values, intervals, targets and what a control chart says."""

from centreline.blueprint.document import Blueprint
from centreline.blueprint.measure import Measure
from centreline.blueprint.promised import measures_of_the_whole
from centreline.kernel.said import said
from centreline.kernel.units import Unit, format_value
from centreline.metrics.answer import Answer
from centreline.metrics.book import metric_book
from centreline.metrics.compare import Comparison
from centreline.metrics.control import RULES, ControlChart, possible_limits
from centreline.metrics.definition import Metric, Variant
from centreline.reports.gather import Gathered, Series, main_variant
from centreline.reports.names import Names
from centreline.reports.sections.numbers import Chart, Limits, Number, Point, VariantShown
from centreline.reports.targets import meets, target_in_words
from centreline.reports.words import amount, counted, day, interval, listed, sentence

__all__ = ["numbers_shown"]

SUMMED = {"mean", "median", "ratio", "total", "total_per_row", "total_per_distinct"}
"""Kinds of count whose numerator is a sum of a column, or its middle, and no count of rows."""

GRAINS = {"day": said("day"), "week": said("week"), "month": said("month")}
"""What one period of a series is called."""

NAMED = 3
"""How many points that break a rule a sentence names."""


def numbers_shown(gathered: Gathered, *, blueprint: Blueprint) -> tuple[Number, ...]:
    """Return the metrics of a review as a page shows them, in the order they were gathered.

    Args:
        gathered: The numbers.
        blueprint: What is aimed at, and in which currency.
    """
    return tuple(_number(comparison, gathered, blueprint) for comparison in gathered.comparisons)


def _number(comparison: Comparison, gathered: Gathered, blueprint: Blueprint) -> Number:
    metric = metric_book()[comparison.metric]
    currency = blueprint.organisation.currency
    main = main_variant(comparison, blueprint=blueprint)
    answer = _answer(comparison, main)
    unit = metric.variant(main).unit
    measure = _aim(metric, main, blueprint)
    series = gathered.series.get(metric.id)
    return Number(
        metric=metric.id,
        title=said(metric.title),
        question=metric.question,
        unit=str(unit),
        better=None if metric.better == "neither" else metric.better,
        value=format_value(answer.value if answer else None, unit, currency=currency),
        n=answer.n if answer else 0,
        interval=interval(answer.estimate, unit=unit, currency=currency) if answer else None,
        small=answer is not None and answer.estimate.is_small,
        target=target_in_words(measure, unit=unit, currency=currency) if measure else None,
        meets=meets(measure, answer.value) if measure and answer else None,
        variants=tuple(_variant(variant, comparison, main=main, currency=currency) for variant in metric.variants),
        differ=comparison.sentence,
        chart=_chart(series, unit=unit, currency=currency) if series else None,
        owner=_owner(metric, blueprint),
    )


def _owner(metric: Metric, blueprint: Blueprint) -> str:
    """Return the role a measure of the whole operation names for a metric, or the function that usually answers."""
    named = (one.owner for one in measures_of_the_whole(blueprint) if one.metric == metric.id and one.owner)
    return Names(blueprint).role(next(named, None)) or metric.owner


def _aim(metric: Metric, main: str, blueprint: Blueprint) -> Measure | None:
    """Return the measure whose target this number is held against: one of the whole operation, in this variant."""
    aims = (
        measure
        for measure in measures_of_the_whole(blueprint)
        if measure.metric == metric.id and (measure.variant or metric.default.id) == main
    )
    return next((one for one in aims if one.at_least is not None or one.at_most is not None), None)


def _answer(comparison: Comparison, variant: str) -> Answer | None:
    answers = comparison.answers.get(variant, ())
    return answers[0] if answers else None


def _variant(variant: Variant, comparison: Comparison, *, main: str, currency: str) -> VariantShown:
    answer = _answer(comparison, variant.id)
    estimate = answer.estimate if answer else None
    return VariantShown(
        variant=variant.id,
        title=said("{way:capital}").filled(way=said(variant.title)),
        value=format_value(answer.value if answer else None, variant.unit, currency=currency),
        amount=answer.value if answer else None,
        n=answer.n if answer else 0,
        numerator=answer.numerator if answer else None,
        denominator=answer.denominator if answer else None,
        counted=_part(answer.numerator if answer else None, variant.numerator, is_sum=variant.kind in SUMMED),
        out_of=_part(answer.denominator if answer else None, variant.denominator, is_sum=variant.kind == "ratio"),
        low=estimate.low if estimate else None,
        high=estimate.high if estimate else None,
        interval=_ends(answer, variant.unit, currency),
        method=estimate.method if estimate else None,
        left_out=answer.left_out_because if answer else "",
        ledger=answer.ledger if answer else None,
        why_not=comparison.why_not.get(variant.id),
        main=variant.id == main,
    )


def _part(value: float | None, expression: str | None, *, is_sum: bool) -> str:
    """Return one part of a fraction as a person reads it: a sum of milliseconds as time, everything else as it is."""
    if value is not None and is_sum and expression is not None and "_ms" in expression:
        return format_value(value, Unit.MILLISECONDS)
    return amount(value)


def _ends(answer: Answer | None, unit: Unit, currency: str) -> str | None:
    if answer is None or answer.estimate.low is None or answer.estimate.high is None:
        return None
    ends = (answer.estimate.low, answer.estimate.high)
    return " to ".join(format_value(end, unit, currency=currency) for end in ends)


def _chart(series: Series, *, unit: Unit, currency: str) -> Chart | None:
    chart = series.chart
    if sum(point.value is not None for point in chart.points) < 2:
        return None
    points = tuple(
        Point(
            on=point.on,
            value=point.value,
            shown=format_value(point.value, unit, currency=currency),
            rules=tuple(RULES[rule] for rule in point.signals),
        )
        for point in chart.points
    )
    limits = _possible(chart, unit=unit)
    return Chart(series.grain, _said(series, points, limits, unit=unit, currency=currency), points, limits)


def _possible(chart: ControlChart, *, unit: Unit) -> Limits | None:
    """Return the limits within what the unit can be."""
    if chart.mean is None or chart.low is None or chart.high is None:
        return None
    return Limits(chart.mean, *possible_limits(chart.low, chart.high, unit=unit))


def _said(series: Series, points: tuple[Point, ...], limits: Limits | None, *, unit: Unit, currency: str) -> str:
    if limits is None:
        return sentence(series.chart.note)
    centre, low, high = (format_value(end, unit, currency=currency) for end in (limits.centre, limits.low, limits.high))
    width = said("from {grain} to {grain} it moves between {low} and {high} around {centre} by itself").filled(
        grain=GRAINS[series.grain], low=low, high=high, centre=centre
    )
    marked = [point for point in points if point.rules]
    if not marked:
        return said("Steady: {width}, and no point breaks a rule.").filled(width=width)
    one = said("{day} ({value}, {rule})")
    shown = [one.filled(day=day(at.on), value=at.shown, rule=at.rules[0]) for at in marked[:NAMED]]
    more = [counted(len(marked) - NAMED, "more point")] if len(marked) > NAMED else []
    return said("Changed: {width}; look at {points}.").filled(width=width, points=listed((*shown, *more)))
