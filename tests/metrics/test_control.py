"""Control charts: limits by hand, and each rule alone."""

from datetime import date, timedelta

import numpy as np
import pytest

from centreline.metrics.control import ControlChart, control_chart

QUIET = [5.0, 6.0, 5.0, 4.0, 5.0, 6.0, 5.0, 4.0]


def chart(values: list[float | None]) -> ControlChart:
    return control_chart([(date(2026, 1, 1) + timedelta(days=place), value) for place, value in enumerate(values)])


def signals(values: list[float | None]) -> dict[int, tuple[str, ...]]:
    return {place: point.signals for place, point in enumerate(chart(values).points) if point.signals}


def test_limits_follow_from_the_mean_moving_range() -> None:
    # Moving ranges of 10, 12, 11, 13, 10, 12: 2, 1, 2, 3, 2, of mean 2.
    found = chart([10, 12, 11, 13, 10, 12])

    assert found.mean == pytest.approx(68 / 6)
    assert found.sigma == pytest.approx(2 / 1.128)
    assert found.high - found.mean == pytest.approx(3 * 2 / 1.128)
    assert found.mean - found.low == pytest.approx(3 * 2 / 1.128)


def test_ordinary_variation_is_not_marked() -> None:
    assert signals(QUIET * 2) == {}


def test_a_point_outside_the_limits_is_marked() -> None:
    assert signals([*QUIET, 20.0])[8] == ("beyond_limits",)


def test_the_eighth_on_one_side_is_marked() -> None:
    low, high = [4.0, 5.0] * 4, [6.0, 7.0] * 4

    marked = signals(low + high)

    assert marked == {7: ("eight_on_one_side",), 15: ("eight_on_one_side",)}


def test_the_sixth_in_one_direction_is_marked() -> None:
    marked = signals([5.0, 3.0, 5.0, 3.0, 5.0, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5, 3.0, 5.0])

    assert marked == {10: ("six_in_one_direction",)}


def test_the_second_of_three_near_one_limit_is_marked() -> None:
    values = [5.0, 6.0] * 6 + [8.4, 6.0, 8.4] + [5.0, 6.0] * 6

    marked = signals(values)

    assert marked == {14: ("two_of_three_near_a_limit",)}


def test_days_without_a_value_interrupt_nothing() -> None:
    gaps: list[float | None] = [4.0, 5.0, None, 4.0, 5.0, None, 4.0, 5.0, 4.0, 5.0, *([6.0, 7.0] * 4)]

    assert list(signals(gaps)) == [9, 17]


def test_points_may_come_in_any_order() -> None:
    points = [(date(2026, 1, day), float(day % 3)) for day in range(1, 20)]

    assert control_chart(points) == control_chart(points[::-1])


def test_too_few_values_have_no_limits_and_say_so() -> None:
    found = chart([1.0, 2.0, None])

    assert (found.mean, found.low, found.high) == (None, None, None)
    assert found.note == "2 values are too few for limits: at least 6 are needed"


def test_a_series_that_never_moves_marks_nothing() -> None:
    assert signals([5.0] * 20) == {}


def test_noise_is_marked_about_once_in_a_hundred_points() -> None:
    # Seed 1, 400 series of 52 weeks of pure noise: 20,800 points, of which some 1 in 100 are marked.
    numbers = np.random.default_rng(1)

    marked = sum(len(chart(list(numbers.normal(size=52))).signals) for _ in range(400))

    assert 0.005 < marked / (400 * 52) < 0.02
