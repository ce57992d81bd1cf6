import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta

import pytest

from centreline.reports.charts import draw_chart
from centreline.reports.sections.numbers import Chart, Limits, Number, Point


def number(
    values: list[float | None], *, unit: str = "share", title: str = "Service level", limits: bool = True
) -> Number:
    points = tuple(
        Point(date(2026, 3, 27) + timedelta(days=day), value, "", ("outside the limits",) if day == 3 else ())
        for day, value in enumerate(values)
    )
    chart = Chart("day", "Day by day.", points, Limits(0.8, 0.7, 0.9) if limits else None)
    return Number("service_level", title, "", unit, None, "", 1, None, False, None, None, (), "", chart)


def labels(drawn: str) -> set[str]:
    return {node.text or "" for node in ET.fromstring(drawn).iter("text")}


def test_a_chart_names_its_limits_and_its_mean():
    assert {"upper limit", "mean", "lower limit"} <= labels(draw_chart(number([0.8, 0.81, 0.79, 0.6, 0.8])))


def test_a_chart_of_many_years_says_which_they_are():
    points = tuple(Point(date(2019, 1, 6) + timedelta(weeks=week), 0.8, "", ()) for week in range(250))
    drawn = draw_chart(replace(number([0.8]), chart=Chart("week", "", points, Limits(0.8, 0.7, 0.9))))

    assert {"2020", "2021", "2022", "2023"} <= labels(drawn)
    assert "1 Jan" not in labels(drawn)


def test_a_point_that_breaks_a_rule_has_another_shape_and_another_colour():
    calm = draw_chart(number([0.8, 0.81, 0.79]))
    signal = draw_chart(number([0.8, 0.81, 0.79, 0.6]))

    assert "var(--critical)" not in calm
    assert signal.count("var(--critical)") == 1


def test_every_colour_comes_from_the_style_sheet():
    drawn = draw_chart(number([0.8, 0.81, 0.79, 0.6]))

    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', drawn)) <= {
        *(f"var(--{name})" for name in ("ink", "muted", "line", "accent", "critical", "accent-soft")),
        "none", "transparent",
    }  # fmt: skip


def test_shares_are_drawn_in_percent_and_long_times_in_minutes():
    assert "80%" in labels(draw_chart(number([0.8, 0.81, 0.79])))
    assert "minutes" in labels(draw_chart(number([280_000, 300_000, 290_000], unit="milliseconds", limits=False)))
    assert "seconds" in labels(draw_chart(number([12_000, 13_000, 9_000], unit="milliseconds", limits=False)))


def test_a_day_without_an_answer_is_left_out_of_the_line():
    drawn = draw_chart(number([0.8, None, 0.79]))

    assert "NaN" not in drawn
    assert drawn != ""


def test_nothing_is_drawn_where_there_is_nothing_to_draw():
    assert draw_chart(number([None, None])) == ""


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Auckland"])
def test_the_machines_own_zone_moves_no_day(zone, monkeypatch):
    monkeypatch.setenv("TZ", zone)

    assert {"27 Mar", "28 Mar"} <= labels(draw_chart(number([0.8, 0.81])))


def test_a_title_cannot_break_out_of_the_chart():
    drawn = draw_chart(number([0.8, 0.81], title="<script>alert(1)</script>"))

    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn
