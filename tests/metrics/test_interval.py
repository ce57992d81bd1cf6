"""Intervals against other people's arithmetic, and against what they promise."""

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from centreline.metrics.interval import Z, normal_mean, ratio_of_sums, wilson


def one(*values: float) -> list[np.ndarray]:
    return [np.array([value]) for value in values]


@given(trials=st.integers(1, 5_000), share=st.floats(0, 1))
def test_wilson_agrees_with_scipy(trials: int, share: float) -> None:
    successes = round(share * trials)

    low, high = wilson(*one(successes, trials))

    expected = binomtest(successes, trials).proportion_ci(method="wilson")
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_no_trials_give_no_interval() -> None:
    low, high = wilson(*one(0, 0))

    assert np.isnan([low[0], high[0]]).all()


@given(rows=st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=50))
def test_the_interval_of_a_mean_follows_from_its_sums(rows: list[float]) -> None:
    low, high = normal_mean(*one(sum(rows), sum(row**2 for row in rows), len(rows)))

    half = Z * statistics.stdev(rows) / len(rows) ** 0.5
    assert (low[0] + high[0]) / 2 == pytest.approx(statistics.fmean(rows), abs=1e-6)
    assert (high[0] - low[0]) / 2 == pytest.approx(half, rel=1e-3, abs=0.2)


def test_one_row_shows_no_spread() -> None:
    low, _ = normal_mean(*one(5, 25, 1))
    lower, _ = ratio_of_sums(*one(5, 10), products=(*one(25, 50, 100),), rows=np.array([1.0]))

    assert np.isnan([low[0], lower[0]]).all()


def test_a_ratio_over_a_constant_is_a_mean() -> None:
    rows = [3.0, 5.0, 10.0]
    sums = one(sum(rows), 3.0)

    products = tuple(one(sum(row**2 for row in rows), sum(rows), 3.0))

    assert np.allclose(
        ratio_of_sums(*sums, products=products, rows=np.array([3.0])),
        normal_mean(sums[0], products[0], np.array([3.0])),
    )


def test_a_ratio_of_sums_is_covered_as_often_as_it_promises() -> None:
    # Seed 7, 2,000 samples of 200 pairs: the true ratio is 0.3. Coverage of 0.95 scatters by 0.005.
    numbers = np.random.default_rng(7)
    lower = numbers.gamma(2.0, 50.0, (2_000, 200))
    upper = lower * numbers.beta(3.0, 7.0, lower.shape)

    products = ((upper**2).sum(1), (upper * lower).sum(1), (lower**2).sum(1))
    low, high = ratio_of_sums(upper.sum(1), lower.sum(1), products=products, rows=np.full(2_000, 200.0))

    assert np.mean((low <= 0.3) & (high >= 0.3)) == pytest.approx(0.95, abs=0.02)


def test_nothing_below_the_line_gives_no_interval() -> None:
    low, _ = ratio_of_sums(*one(5, 0), products=(*one(25, 0, 0),), rows=np.array([3.0]))

    assert np.isnan(low[0])
