"""How two metrics moved together: ranks as counted elsewhere, intervals, and silence where there is too little."""

import random
from datetime import date, timedelta

import pytest
from scipy.stats import spearmanr

from centreline.kernel.units import Unit
from centreline.metrics.course import Course, Spot, Stretch
from centreline.metrics.together import FEWEST, moved_together, rank_correlation


def course(values: list[float | None], grain: str = "day") -> Course:
    first = date(2026, 1, 1)
    spots = tuple(
        Spot(first + timedelta(days=at), value, None, None, 100, "empty" if value is None else "tested", (), 0)
        for at, value in enumerate(values)
    )
    return Course("m", "v", Unit.SHARE, grain, spots, (Stretch(first, first, None, None, None, ""),))  # type: ignore[arg-type]


def test_ranks_go_together_as_scipy_counts_it_ties_too() -> None:
    draw = random.Random(7)
    one = [float(draw.randrange(12)) for _ in range(60)]
    other = [value + draw.gauss(0, 4) for value in one]

    assert rank_correlation(one, other) == pytest.approx(spearmanr(one, other).statistic)


def test_values_that_both_grow_without_moving_together_are_not_said_to() -> None:
    draw = random.Random(11)
    one, other = ([at + draw.gauss(0, 1) for at in range(90)] for _ in range(2))

    found = moved_together(course(one), course(other))

    assert spearmanr(one, other).statistic > 0.9
    assert found.value is not None
    assert abs(found.value) < 0.3
    assert not found.is_beyond_chance


def test_what_moves_the_other_way_is_beyond_chance_and_its_interval_holds_it() -> None:
    draw = random.Random(3)
    one = [draw.gauss(0, 1) for _ in range(60)]
    found = moved_together(course(one), course([-value + draw.gauss(0, 0.3) for value in one]))

    assert found.low is not None
    assert found.high is not None
    assert found.low < (found.value or 0) < found.high < 0
    assert found.is_beyond_chance


def test_too_few_changes_that_both_have_give_no_value() -> None:
    some = [float(at % 5) for at in range(FEWEST + 1)]
    holes: list[float | None] = [value if at != 4 else None for at, value in enumerate(some)]

    assert moved_together(course(some), course(some)).value == pytest.approx(1.0)
    assert moved_together(course(some), course(list(holes))).n == FEWEST - 2
    assert moved_together(course(some), course(list(holes))).value is None
    assert moved_together(course(some), course([1.0] * len(some))).value is None


def test_periods_of_different_length_are_not_compared() -> None:
    with pytest.raises(ValueError, match="one moves by day, the other by week"):
        moved_together(course([1.0, 2.0]), course([1.0, 2.0], "week"))
