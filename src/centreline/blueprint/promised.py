"""Which metrics an operating model promises to watch."""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.blueprint.measure import Measure

__all__ = ["measures_of_the_whole", "measures_promised"]


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
