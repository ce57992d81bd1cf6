"""The headline metrics as tiles: value, how it moved, and whether the target will be met."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from centreline.reports.review import Review
from centreline.reports.sections.numbers import Number
from centreline.reports.signals import moves_of, variation_of
from centreline.web.frame.addresses import element_address
from centreline.web.frame.on_pages import on_pages
from centreline.web.frame.spark import sparkline

__all__ = ["Tile", "tiles_of"]


@dataclass(frozen=True, slots=True)
class Tile:
    """One metric as its tile shows it.

    Attributes:
        number: The metric.
        url: Page of the metric.
        why_not: Why it has no value; empty where it has one.
        variation: What its control chart says of the newest point.
        moves: up or down.
        assurance: Whether its target will be met as things are.
        spark: The chart, drawn; empty where there is nothing to draw.
    """

    number: Number
    url: str
    why_not: str
    variation: str
    moves: str
    assurance: str
    spark: SafeString


def tiles_of(review: Review, *, assurance: Mapping[str, str]) -> tuple[Tile, ...]:
    """Return a tile for each headline metric, in the order of the review."""
    return tuple(
        Tile(
            number=number,
            url=element_address("metric", number.metric),
            why_not=_why_not(number),
            variation=variation_of(number),
            moves=moves_of(number),
            assurance=assurance.get(number.metric, "none"),
            spark=_spark(number),
        )
        for number in review.numbers
    )


def _why_not(number: Number) -> str:
    return next((on_pages(variant.why_not or "") for variant in number.variants if variant.main), "")


def _spark(number: Number) -> SafeString:
    if number.chart is None:
        return SafeString("")
    limits = number.chart.limits
    return sparkline(
        [(point.value, bool(point.rules)) for point in number.chart.points if point.value is not None],
        limits=None if limits is None else (limits.low, limits.centre, limits.high),
        label=_("%(title)s: %(says)s") % {"title": number.title, "says": number.chart.says},
    )
