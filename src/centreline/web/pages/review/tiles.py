"""The headline metrics as tiles: value, how it moved, and whether the target will be met."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from centreline.reports.review import Review
from centreline.reports.sections.numbers import Chart, Number
from centreline.reports.signals import moves_of, variation_of

__all__ = ["Tile", "tiles_of"]

POINTS = 24
"""Points a sparkline shows, the newest last."""

WIDTH, HEIGHT = 240.0, 40.0


@dataclass(frozen=True, slots=True)
class Tile:
    """One metric as its tile shows it.

    Attributes:
        number: The metric.
        why_not: Why it has no value; empty where it has one.
        variation: What its control chart says of the newest point.
        moves: up or down.
        assurance: Whether its target will be met as things are.
        spark: The chart, drawn; empty where there is nothing to draw.
    """

    number: Number
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
            why_not=_why_not(number),
            variation=variation_of(number),
            moves=moves_of(number),
            assurance=assurance.get(number.metric, "none"),
            spark=_spark(number),
        )
        for number in review.numbers
    )


def _why_not(number: Number) -> str:
    return next((variant.why_not or "" for variant in number.variants if variant.main), "")


def _spark(number: Number) -> SafeString:
    if number.chart is None:
        return SafeString("")
    seen = [(point.value, bool(point.rules)) for point in number.chart.points if point.value is not None][-POINTS:]
    if len(seen) < 2:
        return SafeString("")
    down = _scale(number.chart, values=[value for value, _signal in seen])
    places = [(WIDTH * at / (len(seen) - 1), down(value), signal) for at, (value, signal) in enumerate(seen)]
    line = " ".join(f"{across:.1f},{below:.1f}" for across, below, _signal in places)
    label = _("%(title)s: %(says)s") % {"title": number.title, "says": number.chart.says}
    return format_html(
        '<svg class="sparkline" viewBox="0 0 240 40" preserveAspectRatio="none" role="img" aria-label="{}">'
        '{}<polyline class="line" points="{}"/>{}</svg>',
        label,
        _limits(number.chart, down=down),
        line,
        format_html_join(
            "",
            '<circle class="signal" cx="{}" cy="{}" r="3"/>',
            ((f"{across:.1f}", f"{below:.1f}") for across, below, signal in places if signal),
        ),
    )


def _scale(chart: Chart, *, values: list[float]) -> "_Down":
    ends = values + ([chart.limits.low, chart.limits.high] if chart.limits else [])
    return _Down(min(ends), max(ends))


@dataclass(frozen=True, slots=True)
class _Down:
    """Where a value lies, counted from the top of the drawing."""

    low: float
    high: float

    def __call__(self, value: float) -> float:
        """Return the distance from the top."""
        span = self.high - self.low
        return HEIGHT / 2 if span == 0 else 2 + (HEIGHT - 4) * (self.high - value) / span


def _limits(chart: Chart, *, down: _Down) -> SafeString:
    if chart.limits is None:
        return SafeString("")
    lines = (("limit", chart.limits.high), ("mean", chart.limits.centre), ("limit", chart.limits.low))
    return format_html_join(
        "",
        '<line class="{}" x1="0" x2="240" y1="{}" y2="{}"/>',
        ((kind, f"{down(value):.1f}", f"{down(value):.1f}") for kind, value in lines),
    )
