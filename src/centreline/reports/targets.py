"""Which metrics the blueprint promises to watch, in which variant, and what it aims at."""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.blueprint.measure import Measure
from centreline.kernel.units import Unit, format_value

__all__ = ["measures_of_the_whole", "measures_promised", "meets", "target_in_words"]


def measures_of_the_whole(blueprint: Blueprint) -> Iterator[Measure]:
    """Yield the measures that are about the whole operation: those of intents, then those of reports."""
    for intent in blueprint.intents:
        yield from (*intent.lagging, *intent.leading)
    for report in blueprint.reports:
        yield from report.measures


def measures_promised(blueprint: Blueprint) -> Iterator[Measure]:
    """Yield every measure somebody promised to watch, those of the whole operation first."""
    yield from measures_of_the_whole(blueprint)
    for partner in blueprint.partners:
        yield from partner.service_levels
    for touchpoint in blueprint.touchpoints:
        yield from touchpoint.measures


def meets(measure: Measure, value: float | None) -> bool | None:
    """Say whether a value meets the target of a measure; None without a target or a value."""
    if value is None or (measure.at_least is None and measure.at_most is None):
        return None
    enough = measure.at_least is None or value >= measure.at_least
    return enough and (measure.at_most is None or value <= measure.at_most)


def target_in_words(measure: Measure, *, unit: Unit, currency: str) -> str | None:
    """Return the target of a measure as a person reads it, or None where it has none."""
    ends = (("at least", measure.at_least), ("at most", measure.at_most))
    said = [f"{word} {format_value(end, unit, currency=currency)}" for word, end in ends if end is not None]
    return " and ".join(said) or None
