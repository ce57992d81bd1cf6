"""What a control chart says about a metric now: is it really moving, and will its target be met."""

from centreline.blueprint.document import Blueprint
from centreline.blueprint.measure import Measure
from centreline.blueprint.promised import measures_of_the_whole
from centreline.reports.review import Review
from centreline.reports.sections.numbers import Number, Point
from centreline.reports.targets import assured

__all__ = ["assurances", "moves_of", "variation_of"]


def variation_of(number: Number) -> str:
    """Return improving, worsening, steady, unclear or none, by the newest point that could be counted.

    Returns:
        `none` where there are too few points for limits; `unclear` for a signal of a metric without a better side.
    """
    newest = _newest(number)
    if newest is None:
        return "none"
    if not newest.rules:
        return "steady"
    if number.better is None:
        return "unclear"
    return "improving" if (moves_of(number) == "up") == (number.better == "higher") else "worsening"


def moves_of(number: Number) -> str:
    """Return up or down: on which side of the centre line the newest point lies; up where there is no line."""
    newest = _newest(number)
    if newest is None or newest.value is None or number.chart is None or number.chart.limits is None:
        return "up"
    return "up" if newest.value >= number.chart.limits.centre else "down"


def assurances(review: Review, *, blueprint: Blueprint) -> dict[str, str]:
    """Return for each metric whether its target would be met as things are.

    Args:
        review: The review with its charts.
        blueprint: The operating model that names the targets.

    Returns:
        reliable where the natural limits lie within the target, missed where they lie outside it, chance between,
        none without a target or limits.
    """
    return {number.metric: _assurance(number, _measure(number, blueprint=blueprint)) for number in review.numbers}


def _measure(number: Number, *, blueprint: Blueprint) -> Measure | None:
    main = next((variant.variant for variant in number.variants if variant.main), None)
    return next(
        (
            measure
            for measure in measures_of_the_whole(blueprint)
            if measure.metric == number.metric
            and measure.variant in (None, main)
            and (measure.at_least is not None or measure.at_most is not None)
        ),
        None,
    )


def _assurance(number: Number, measure: Measure | None) -> str:
    limits = number.chart.limits if number.chart else None
    if number.target is None or limits is None or measure is None:
        return "none"
    return assured(limits.low, limits.high, at_least=measure.at_least, at_most=measure.at_most)


def _newest(number: Number) -> Point | None:
    if number.chart is None or number.chart.limits is None:
        return None
    return next((point for point in reversed(number.chart.points) if point.value is not None), None)
