"""A metric over time as SVG: its values, the mean and limits of each stretch, what changed when, and the target."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt
from markupsafe import Markup

from centreline.metrics.course import Course, Spot, Stretch
from centreline.reports.canvas import Marked, Size
from centreline.reports.drawing import (
    ACCENT,
    BAND,
    GOOD,
    INK,
    MUTED,
    PAPER,
    SIGNAL,
    configured,
    instant,
    over,
    restyled,
    value_axis,
)

__all__ = ["draw_course"]


LABEL_PIXELS = 30
"""How far apart two numbers stand at least."""


def draw_course(  # noqa: PLR0913 - what is drawn, what it is called, and how large
    course: Course,
    *,
    marks: Sequence[Marked] = (),
    target: tuple[float | None, float | None] = (None, None),
    title: str,
    says: str,
    size: Size,
) -> Markup:
    """Return the control chart of a course as an SVG, or nothing where it has no value.

    Args:
        course: What is drawn; points that meet a rule are filled, the others hollow, those of few rows small.
        marks: Changes, each a vertical line with its number.
        target: Least and most that is aimed at, in the metric's unit; None where it is open.
        title: What the picture is called, for those who hear it.
        says: What it shows, in a sentence.
        size: How large.
    """
    seen = [spot for spot in course.spots if spot.value is not None]
    if not seen:
        return Markup("")
    values = [spot.value for spot in seen if spot.value is not None]
    values += [end for one in course.stretches for end in (one.low, one.mean, one.high) if end is not None]
    values += [end for end in target if end is not None]
    scale, axis = value_axis(values, unit=course.unit)
    ends = (course.spots[0].on, course.spots[-1].on)
    layers: list[Any] = [layer for one in course.stretches for layer in _limits(one, scale=scale, axis=axis)]
    layers += _named(course.stretches[-1], scale=scale, axis=axis)
    layers += [_target(end, ends=ends, scale=scale, axis=axis) for end in target if end is not None]
    inside = [one for one in marks if ends[0] <= one.on <= ends[1]]
    layers += _marks(inside, days=(ends[1] - ends[0]).days, width=size.width, axis=axis)
    layers += _values(course.spots, scale=scale, axis=axis)
    drawn = alt.layer(*layers).properties(
        width=size.width,
        height=size.height,
        background="transparent",
        padding={"left": 2, "right": size.right, "top": 18, "bottom": 4},
    )
    import vl_convert

    svg = vl_convert.vegalite_to_svg(configured(drawn).to_dict())
    return Markup(restyled(svg, key=f"course-{course.metric}-{size.name}", title=title, says=says))


def _limits(stretch: Stretch, *, scale: float, axis: alt.Y) -> list[Any]:
    if stretch.mean is None or stretch.low is None or stretch.high is None:
        return []
    days = [instant(day) for day in (stretch.starts_on, stretch.ends_on)]
    low, mean, high = (end / scale for end in (stretch.low, stretch.mean, stretch.high))
    band = over([{"on": on, "value": low, "high": high} for on in days], axis=axis)
    lines = (
        over([{"on": on, "value": value} for on in days], axis=axis).mark_line(
            color=colour, strokeDash=dash, strokeWidth=1
        )
        for value, colour, dash in ((high, MUTED, [5, 4]), (mean, INK, [1, 0]), (low, MUTED, [5, 4]))
    )
    return [band.mark_area(color=BAND, opacity=1).encode(y2=alt.Y2("high:Q")), *lines]


def _named(stretch: Stretch, *, scale: float, axis: alt.Y) -> list[Any]:
    """Return the names beside the lines of the newest stretch."""
    if stretch.mean is None or stretch.low is None or stretch.high is None:
        return []
    named = (("upper limit", stretch.high, MUTED), ("mean", stretch.mean, INK), ("lower limit", stretch.low, MUTED))
    return [
        over([{"on": instant(stretch.ends_on), "value": value / scale, "name": name}], axis=axis)
        .mark_text(align="left", dx=8, color=colour, fontSize=11)
        .encode(text="name:N")
        for name, value, colour in named
    ]


def _target(value: float, *, ends: tuple[date, date], scale: float, axis: alt.Y) -> Any:
    line = over([{"on": instant(on), "value": value / scale} for on in ends], axis=axis)
    label = over([{"on": instant(ends[0]), "value": value / scale, "name": "target"}], axis=axis)
    return alt.layer(
        line.mark_line(color=GOOD, strokeDash=[2, 3], strokeWidth=1.5),
        label.mark_text(align="left", dx=4, dy=-7, color=GOOD, fontSize=11).encode(text="name:N"),
    )


def _marks(marks: Sequence[Marked], *, days: int, width: int, axis: alt.Y) -> list[Any]:
    if not marks:
        return []
    lines = over([{"on": instant(one.on), "value": 0} for one in marks], axis=axis)
    named = [{"on": instant(on), "value": 0, "name": name} for on, name in _labels(marks, days=days, width=width)]
    return [
        lines.mark_rule(color=MUTED, strokeWidth=1, strokeDash=[1, 2]).encode(y=alt.value(0), y2=alt.value("height")),
        over(named, axis=axis)
        .mark_text(color=INK, fontSize=11, fontWeight="bold", dy=-8)
        .encode(y=alt.value(0), text="name:N"),
    ]


def _labels(marks: Sequence[Marked], *, days: int, width: int) -> list[tuple[date, str]]:
    """Return where numbers stand: those that would touch stand together, as 3–5."""
    groups: list[list[Marked]] = []
    for one in marks:
        near = groups and (one.on - groups[-1][0].on).days * width / max(days, 1) < LABEL_PIXELS
        if near:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [
        (group[0].on, str(group[0].number) if len(group) == 1 else f"{group[0].number}–{group[-1].number}")
        for group in groups
    ]


def _values(spots: Sequence[Spot], *, scale: float, axis: alt.Y) -> list[Any]:
    rows = [
        {"on": instant(spot.on), "value": None if spot.value is None else spot.value / scale, "kind": _kind(spot)}
        for spot in spots
    ]
    base = over(rows, axis=axis)
    there = base.transform_filter(alt.datum.value != None)  # noqa: E711 - an expression of Vega, not of Python
    shapes: tuple[tuple[str, dict[str, Any]], ...] = (
        ("calm", {"color": PAPER, "stroke": ACCENT, "strokeWidth": 1.4, "size": 26}),
        ("small", {"color": PAPER, "stroke": MUTED, "strokeWidth": 1.2, "size": 22, "shape": "square"}),
        ("signal", {"color": SIGNAL, "size": 110, "shape": "diamond"}),
    )
    points = [
        there.transform_filter(alt.datum.kind == kind).mark_point(filled=True, opacity=1, **look)
        for kind, look in shapes
        if any(row["kind"] == kind and row["value"] is not None for row in rows)
    ]
    return [base.mark_line(color=ACCENT, strokeWidth=1.5), *points]


def _kind(spot: Spot) -> str:
    return "signal" if spot.signals else "small" if spot.state == "small" else "calm"
