"""What every chart drawn here shares: stand-in colours, axes, and the way from Vega-Lite's SVG to ours.

Every colour in a specification is a stand-in that becomes a CSS variable afterwards, so that one picture serves
light, dark and paper. Days are drawn in UTC, so the machine's own zone changes nothing.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt
from markupsafe import escape

from centreline.kernel.units import Unit

__all__ = [
    "ACCENT", "BAND", "GOOD", "INK", "LINE", "MUTED", "PAPER", "SIGNAL",
    "configured", "days_axis", "instant", "over", "restyled", "value_axis",
]  # fmt: skip

_COLOURS = {
    "#000001": "ink",
    "#000002": "muted",
    "#000003": "line",
    "#000004": "accent",
    "#000005": "critical",
    "#000006": "accent-soft",
    "#000007": "good",
    "#000008": "raised",
}
INK, MUTED, LINE, ACCENT, SIGNAL, BAND, GOOD, PAPER = _COLOURS

_FONT = "Liberation Sans"
_TIMES = ((172_800_000, 86_400_000, "days"), (7_200_000, 3_600_000, "hours"), (120_000, 60_000, "minutes"))


def configured(drawn: Any) -> Any:
    """Return a chart in the house's lettering and lines."""
    return (
        drawn.configure(font=_FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=MUTED,
            titleColor=MUTED,
            domainColor=LINE,
            tickColor=LINE,
            gridColor=LINE,
            gridOpacity=0.55,
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
            labelPadding=6,
        )
    )


def over(rows: list[dict[str, Any]], *, axis: alt.Y) -> alt.Chart:
    """Return a layer over rows with `on` and `value`: days across, values up."""
    return alt.Chart(alt.InlineData(values=rows)).encode(x=days_axis(), y=axis)


_DAY_OR_YEAR = "utcFormat(datum.value, utcmonth(datum.value) == 0 && utcdate(datum.value) == 1 ? '%Y' : '%-d %b')"
"""New Year's Day is labelled with its year, so that a chart of many years says which they are."""


def days_axis(ticks: int = 7) -> alt.X:
    """Return the axis of days."""
    return alt.X(
        "on:T",
        title=None,
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(labelExpr=_DAY_OR_YEAR, grid=False, tickCount=ticks, labelOverlap="greedy", labelSeparation=14),
    )


def value_axis(values: Sequence[float], *, unit: Unit) -> tuple[float, alt.Y]:
    """Return by what values are divided, and the axis that writes them.

    Args:
        values: Everything that is drawn, in the unit.
        unit: Of the values.
    """
    scale, title, form = _scale(values, unit=unit)
    return scale, alt.Y(
        "value:Q", title=title, scale=alt.Scale(zero=False, nice=True), axis=alt.Axis(format=form, tickCount=5)
    )


def _scale(values: Sequence[float], *, unit: Unit) -> tuple[float, str | None, str]:
    """Return by what values are divided, what that is called, and how the axis writes them."""
    if unit is Unit.SHARE:
        return 1.0, None, ".1~%" if max(values) - min(values) < 0.05 else ".0%"
    if unit is not Unit.MILLISECONDS:
        return 1.0, None, ",.4~f"
    for above, scale, name in _TIMES:
        if max(values) >= above:
            return float(scale), name, ",.4~f"
    return 1000.0, "seconds", ",.4~f"


def instant(day: date) -> str:
    """Return the midnight that begins a day, as Vega reads it."""
    return f"{day.isoformat()}T00:00:00Z"


def restyled(svg: str, *, key: str, title: str, says: str) -> str:
    """Return an SVG of Vega's as a page may hold it: named, coloured by the page, without what its policy forbids.

    Args:
        svg: As vl-convert wrote it.
        key: Tells its title from others on the page.
        title: What it is called.
        says: What it shows, in a sentence.
    """
    for stand_in, name in _COLOURS.items():
        svg = svg.replace(f'"{stand_in}"', f'"var(--{name})"')
    svg = re.sub(r' (?:role|aria-[a-z]+|xmlns(?::\w+)?|font-family|pointer-events|version)="[^"]*"', "", svg)
    opening = re.match(r'<svg class="marks" width="(\d+)" height="(\d+)" viewBox="([^"]*)">', svg)
    if opening is None:
        raise ValueError(f"the drawing does not begin as expected: {svg[:120]!r}")
    head = (
        f'<svg class="chart" role="img" aria-labelledby="{escape(key)}-t {escape(key)}-d" viewBox="{opening[3]}">'
        f'<title id="{escape(key)}-t">{escape(title)}</title><desc id="{escape(key)}-d">{escape(says)}</desc>'
    )
    return head + svg[opening.end() :]
