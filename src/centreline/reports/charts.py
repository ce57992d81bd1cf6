"""Control charts of a review as SVG: drawn by Vega-Lite on this machine, coloured by the page's style sheet."""

from typing import Any

import altair as alt
from markupsafe import Markup

from centreline.kernel.units import Unit
from centreline.reports.drawing import (
    ACCENT,
    BAND,
    INK,
    MUTED,
    SIGNAL,
    configured,
    instant,
    over,
    restyled,
    value_axis,
)
from centreline.reports.sections.numbers import Chart, Limits, Number

__all__ = ["draw_chart"]

_WIDTH, _HEIGHT = 660, 190


def draw_chart(number: Number) -> Markup:
    """Return the control chart of a metric as an SVG, or nothing when it has none.

    Args:
        number: A metric; its chart's values are in the metric's unit.
    """
    if number.chart is None or not any(point.value is not None for point in number.chart.points):
        return Markup("")
    import vl_convert

    svg = vl_convert.vegalite_to_svg(_specification(number.chart, unit=Unit(number.unit)))
    return Markup(
        restyled(
            svg, key=f"chart-{number.metric}", title=f"{number.title} by {number.chart.grain}", says=number.chart.says
        )
    )


def _specification(chart: Chart, *, unit: Unit) -> dict[str, Any]:
    scale, axis = _axis(chart, unit=unit)
    rows = [
        {"on": instant(point.on), "value": point.value / scale, "kind": "breaks a rule" if point.rules else "within"}
        for point in chart.points
        if point.value is not None
    ]
    seen = [point.on for point in chart.points if point.value is not None]
    ends = (instant(seen[0]), instant(seen[-1]))
    under = [] if chart.limits is None else _limits(chart.limits, ends=ends, scale=scale, axis=axis)
    drawn = alt.layer(*under, *_series(rows, axis=axis)).properties(
        width=_WIDTH, height=_HEIGHT, background="transparent", padding={"left": 4, "right": 70, "top": 8, "bottom": 4}
    )
    specification: dict[str, Any] = configured(drawn).to_dict()
    return specification


def _series(rows: list[dict[str, Any]], *, axis: alt.Y) -> list[alt.Chart]:
    base = over(rows, axis=axis)
    calm, signal = alt.datum.kind == "within", alt.datum.kind != "within"
    return [
        base.mark_line(color=ACCENT, strokeWidth=1.6),
        base.transform_filter(calm).mark_point(color=ACCENT, filled=True, size=26, opacity=1),
        base.transform_filter(signal).mark_point(color=SIGNAL, filled=True, size=120, shape="diamond", opacity=1),
    ]


def _limits(limits: Limits, *, ends: tuple[str, str], scale: float, axis: alt.Y) -> list[alt.Chart]:
    centre, low, high = (value / scale for value in (limits.centre, limits.low, limits.high))
    band = over([{"on": on, "value": low, "high": high} for on in ends], axis=axis)
    layers = [band.mark_area(color=BAND, opacity=1).encode(y2=alt.Y2("high:Q"))]
    for name, value in (("upper limit", high), ("mean", centre), ("lower limit", low)):
        colour, dash = (INK, [1, 0]) if name == "mean" else (MUTED, [5, 4])
        line = over([{"on": on, "value": value, "name": name} for on in ends], axis=axis)
        label = over([{"on": ends[-1], "value": value, "name": name}], axis=axis)
        layers.append(line.mark_line(color=colour, strokeDash=dash, strokeWidth=1))
        layers.append(label.mark_text(align="left", dx=8, color=colour, fontSize=11).encode(text="name:N"))
    return layers


def _axis(chart: Chart, *, unit: Unit) -> tuple[float, alt.Y]:
    values = [point.value for point in chart.points if point.value is not None]
    values += [chart.limits.low, chart.limits.high] if chart.limits else []
    return value_axis(values, unit=unit)
