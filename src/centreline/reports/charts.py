"""Control charts as SVG: drawn by Vega-Lite on this machine, coloured by the page's style sheet.

Every colour in the specification is a stand-in that becomes a CSS variable afterwards, so that one picture serves
light, dark and paper. Days are drawn in UTC, so the machine's own zone changes nothing.
"""

import re
from datetime import date
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup, escape

from centreline.kernel.units import Unit
from centreline.reports.sections.numbers import Chart, Limits, Number

__all__ = ["draw_chart"]

_COLOURS = {
    "#000001": "ink",
    "#000002": "muted",
    "#000003": "line",
    "#000004": "accent",
    "#000005": "critical",
    "#000006": "accent-soft",
}
_INK, _MUTED, _LINE, _ACCENT, _SIGNAL, _BAND = _COLOURS
_FONT = "Liberation Sans"
_WIDTH, _HEIGHT = 660, 190
_TIMES = ((172_800_000, 86_400_000, "days"), (7_200_000, 3_600_000, "hours"), (120_000, 60_000, "minutes"))


def draw_chart(number: Number) -> Markup:
    """Return the control chart of a metric as an SVG, or nothing when it has none.

    Args:
        number: A metric; its chart's values are in the metric's unit.
    """
    if number.chart is None or not any(point.value is not None for point in number.chart.points):
        return Markup("")
    svg = vl_convert.vegalite_to_svg(_specification(number.chart, unit=Unit(number.unit)))
    return Markup(
        _restyled(
            svg, key=f"chart-{number.metric}", title=f"{number.title} by {number.chart.grain}", says=number.chart.says
        )
    )


def _specification(chart: Chart, *, unit: Unit) -> dict[str, Any]:
    scale, axis = _axis(chart, unit=unit)
    rows = [
        {"on": _instant(point.on), "value": point.value / scale, "kind": "breaks a rule" if point.rules else "within"}
        for point in chart.points
        if point.value is not None
    ]
    seen = [point.on for point in chart.points if point.value is not None]
    ends = (_instant(seen[0]), _instant(seen[-1]))
    under = [] if chart.limits is None else _limits(chart.limits, ends=ends, scale=scale, axis=axis)
    drawn = alt.layer(*under, *_series(rows, axis=axis)).properties(
        width=_WIDTH, height=_HEIGHT, background="transparent", padding={"left": 4, "right": 70, "top": 8, "bottom": 4}
    )
    specification: dict[str, Any] = _configured(drawn).to_dict()
    return specification


def _configured(drawn: Any) -> Any:
    return (
        drawn.configure(font=_FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=_MUTED,
            titleColor=_MUTED,
            domainColor=_LINE,
            tickColor=_LINE,
            gridColor=_LINE,
            gridOpacity=0.55,
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
            labelPadding=6,
        )
    )


def _series(rows: list[dict[str, Any]], *, axis: alt.Y) -> list[alt.Chart]:
    base = _over(rows, axis=axis)
    calm, signal = alt.datum.kind == "within", alt.datum.kind != "within"
    return [
        base.mark_line(color=_ACCENT, strokeWidth=1.6),
        base.transform_filter(calm).mark_point(color=_ACCENT, filled=True, size=26, opacity=1),
        base.transform_filter(signal).mark_point(color=_SIGNAL, filled=True, size=120, shape="diamond", opacity=1),
    ]


def _limits(limits: Limits, *, ends: tuple[str, str], scale: float, axis: alt.Y) -> list[alt.Chart]:
    centre, low, high = (value / scale for value in (limits.centre, limits.low, limits.high))
    band = _over([{"on": on, "value": low, "high": high} for on in ends], axis=axis)
    layers = [band.mark_area(color=_BAND, opacity=1).encode(y2=alt.Y2("high:Q"))]
    for name, value in (("upper limit", high), ("mean", centre), ("lower limit", low)):
        colour, dash = (_INK, [1, 0]) if name == "mean" else (_MUTED, [5, 4])
        line = _over([{"on": on, "value": value, "name": name} for on in ends], axis=axis)
        label = _over([{"on": ends[-1], "value": value, "name": name}], axis=axis)
        layers.append(line.mark_line(color=colour, strokeDash=dash, strokeWidth=1))
        layers.append(label.mark_text(align="left", dx=8, color=colour, fontSize=11).encode(text="name:N"))
    return layers


def _over(rows: list[dict[str, Any]], *, axis: alt.Y) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows)).encode(x=_days(), y=axis)


_DAY_OR_YEAR = "utcFormat(datum.value, utcmonth(datum.value) == 0 && utcdate(datum.value) == 1 ? '%Y' : '%-d %b')"
"""New Year's Day is labelled with its year, so that a chart of many years says which they are."""


def _days() -> alt.X:
    return alt.X(
        "on:T",
        title=None,
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(labelExpr=_DAY_OR_YEAR, grid=False, tickCount=7, labelOverlap="greedy", labelSeparation=14),
    )


def _axis(chart: Chart, *, unit: Unit) -> tuple[float, alt.Y]:
    scale, title, form = _scale(chart, unit=unit)
    return scale, alt.Y(
        "value:Q", title=title, scale=alt.Scale(zero=False, nice=True), axis=alt.Axis(format=form, tickCount=5)
    )


def _scale(chart: Chart, *, unit: Unit) -> tuple[float, str | None, str]:
    """Return by what values are divided, what that is called, and how the axis writes them."""
    values = [point.value for point in chart.points if point.value is not None]
    values += [chart.limits.low, chart.limits.high] if chart.limits else []
    if unit is Unit.SHARE:
        return 1.0, None, ".1~%" if max(values) - min(values) < 0.05 else ".0%"
    if unit is not Unit.MILLISECONDS:
        return 1.0, None, ",.4~f"
    for above, scale, name in _TIMES:
        if max(values) >= above:
            return float(scale), name, ",.4~f"
    return 1000.0, "seconds", ",.4~f"


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _restyled(svg: str, *, key: str, title: str, says: str) -> str:
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
