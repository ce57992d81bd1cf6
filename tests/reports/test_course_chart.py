"""The chart of a metric over time: what is drawn, what it is called, and that a strict page may hold it."""

import re
from datetime import date, timedelta
from typing import Literal

from centreline.kernel.units import Unit
from centreline.metrics.course import Course, Spot, Stretch
from centreline.reports.canvas import Marked, Size
from centreline.reports.course_chart import draw_course

FIRST = date(2026, 1, 5)
SIZE = Size("wide", 400, 200)


def spot(place: int, value: float | None, *, signals: tuple[str, ...] = (), few: bool = False) -> Spot:
    state: Literal["tested", "small", "empty"] = "empty" if value is None else "small" if few else "tested"
    return Spot(FIRST + timedelta(weeks=place), value, None, None, 40, state, signals, 0)


def drawn(
    *spots: Spot, marks: tuple[Marked, ...] = (), target: tuple[float | None, float | None] = (None, None)
) -> str:
    stretch = Stretch(spots[0].on, spots[-1].on, 0.8, 0.7, 0.9, "")
    course = Course("service_level", "over_offered", Unit.SHARE, "week", spots, (stretch,))
    return str(
        draw_course(course, marks=marks, target=target, title="Service <level>", says="Steady & calm.", size=SIZE)
    )


def test_it_says_what_it_is_and_shows_to_those_who_hear_it() -> None:
    svg = drawn(spot(0, 0.8), spot(1, 0.82))

    assert 'role="img"' in svg
    assert ">Service &lt;level&gt;</title>" in svg
    assert ">Steady &amp; calm.</desc>" in svg


def test_nothing_in_it_is_forbidden_by_a_strict_page_and_every_colour_is_the_pages() -> None:
    svg = drawn(spot(0, 0.8), spot(1, 0.95, signals=("beyond_limits",)), spot(2, 0.4, few=True), target=(0.85, None))

    assert "style=" not in svg
    assert "<script" not in svg
    assert "#0000" not in svg
    assert {"var(--critical)", "var(--good)", "var(--accent)"} <= set(re.findall(r"var\(--[a-z-]+\)", svg))


def test_a_point_that_meets_a_rule_is_filled_and_the_others_are_not() -> None:
    calm, signal = drawn(spot(0, 0.8), spot(1, 0.8)), drawn(spot(0, 0.8), spot(1, 0.95, signals=("beyond_limits",)))

    assert 'fill="var(--critical)"' not in calm
    assert signal.count('fill="var(--critical)"') == 1


def test_changes_are_numbered_and_numbers_that_would_touch_stand_together() -> None:
    marks = (Marked(1, FIRST), Marked(2, FIRST + timedelta(days=1)), Marked(3, FIRST + timedelta(weeks=9)))

    svg = drawn(*(spot(place, 0.8) for place in range(12)), marks=marks)

    assert ">1–2<" in svg
    assert ">3<" in svg


def test_without_a_value_there_is_no_drawing() -> None:
    assert drawn(spot(0, None)) == ""
