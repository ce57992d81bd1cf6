"""How sure a number is: intervals for many groups at once, from sums and counts alone."""

import numpy as np
from numpy.typing import NDArray

from centreline.kernel.said import said

__all__ = ["CONFIDENCE", "METHODS", "normal_mean", "ratio_of_sums", "wilson"]

Numbers = NDArray[np.float64]

CONFIDENCE = 0.95

Z = 1.959963984540054
"""Standard normal quantile of (1 + CONFIDENCE) / 2."""

METHODS: dict[str, str] = {
    "share": said("Wilson"),
    "distinct_share": said("Wilson"),
    "mean": said("normal, from the spread of rows"),
    "ratio": said("normal, ratio of sums by linearisation"),
    "median": said("none: a median is given without one"),
    "count": said("none: a census"),
    "distinct": said("none: a census"),
    "total": said("none: a census"),
    "rows_per_distinct": said("none: a ratio of two counts"),
    "distinct_per_row": said("none: a ratio of two counts"),
    "total_per_row": said("none: a sum over a count of another table"),
    "total_per_distinct": said("none: a sum over a count of another table"),
}
"""The method used for each kind of count, in words."""


def wilson(successes: Numbers, trials: Numbers) -> tuple[Numbers, Numbers]:
    """Return the ends of the Wilson score interval of a share; NaN where there were no trials.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.

    >>> low, high = wilson(np.array([8.0]), np.array([10.0]))
    >>> round(float(low[0]), 4), round(float(high[0]), 4)
    (0.4902, 0.9433)
    """
    n = np.where(trials > 0, trials, np.nan)
    share = successes / n
    shrink = 1 + Z**2 / n
    middle = (share + Z**2 / (2 * n)) / shrink
    half = Z * np.sqrt(np.maximum(share * (1 - share) / n + Z**2 / (4 * n**2), 0)) / shrink
    # Rounding may leave 1e-17 where the ends are exactly 0 or 1.
    low = np.where(successes == 0, 0.0 * n, np.maximum(middle - half, 0))
    high = np.where(successes == trials, 1.0 + 0.0 * n, np.minimum(middle + half, 1))
    return low, high


def normal_mean(total: Numbers, squares: Numbers, rows: Numbers) -> tuple[Numbers, Numbers]:
    """Return the ends of the normal interval of a mean, from the sum of rows and of their squares.

    Assumes rows that do not depend on each other; NaN below two rows, where no spread can be seen.

    >>> low, high = normal_mean(np.array([6.0]), np.array([14.0]), np.array([3.0]))  # 1, 2, 3
    >>> round(float(low[0]), 4), round(float(high[0]), 4)
    (0.8684, 3.1316)
    """
    n = np.where(rows > 1, rows, np.nan)
    mean = total / n
    variance = np.maximum(squares - n * mean**2, 0) / (n - 1)
    half = Z * np.sqrt(variance / n)
    return mean - half, mean + half


def ratio_of_sums(
    upper: Numbers, lower: Numbers, *, products: tuple[Numbers, Numbers, Numbers], rows: Numbers
) -> tuple[Numbers, Numbers]:
    """Return the ends of the interval of Σx ÷ Σy, by linearisation (the delta method).

    Args:
        upper: Σx.
        lower: Σy.
        products: Σx², Σxy and Σy².
        rows: How many pairs; NaN comes back below two, or where Σy is 0.

    Source: Cochran (1977), Sampling techniques, 6.3.
    """
    n = np.where((rows > 1) & (lower != 0), rows, np.nan)
    below = np.where(lower != 0, lower, np.nan)
    ratio = upper / below
    xx, xy, yy = products
    residuals = np.maximum(xx - 2 * ratio * xy + ratio**2 * yy, 0)
    half = Z * np.sqrt(n / (n - 1) * residuals) / np.abs(below)
    return ratio - half, ratio + half
