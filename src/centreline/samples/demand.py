"""How many customers come: a week's and a day's shape, days that differ, and chance."""

import numpy as np

from centreline.samples.cast import DESKS
from centreline.samples.columns import Real, Whole
from centreline.samples.hours import Cells

__all__ = ["arrivals", "expected_share", "realised_share"]

_WEEK = np.array([1.25, 1.08, 1.0, 0.98, 1.02, 0.55, 0.35])
"""How busy each day of the week is, Monday first, against a usual day."""

_HOURS = np.array([
    0.05, 0.03, 0.02, 0.02, 0.03, 0.08, 0.2, 0.45, 0.8, 1.2, 1.45, 1.4,
    1.15, 1.1, 1.25, 1.2, 1.1, 1.0, 0.8, 0.6, 0.45, 0.35, 0.2, 0.1,
])  # fmt: skip
"""How busy each hour of the day is: a morning peak at ten and a flatter one at two."""


def expected_share(cells: Cells) -> Real:
    """Return the share of all contacts expected in each cell: what a good forecaster would know. Sums to 1."""
    within_hour = cells.hour - np.floor(cells.hour)
    here = np.floor(cells.hour).astype(np.int64)
    shape = (1 - within_hour) * _HOURS[here] + within_hour * _HOURS[(here + 1) % 24]
    winter = 1.12 - 0.24 * cells.day / max(1, int(cells.day.max()))  # energy: more questions in January than in March
    weight = _WEEK[cells.weekday] * shape * winter
    of_desk = np.array([sum(reason.share for reason in desk.reasons) for desk in DESKS])
    totals = np.bincount(cells.desk, weight, minlength=len(DESKS))
    share: Real = weight / totals[cells.desk] * of_desk[cells.desk]
    share /= share.sum()
    return share


def realised_share(expected: Real, *, cells: Cells, rng: np.random.Generator) -> Real:
    """Return the shares of a centre whose days differ from what was expected: some days busy, some quiet."""
    days = int(cells.day.max()) + 1
    whole_day = rng.gamma(800.0, 1 / 800.0, days)
    desk_day = rng.gamma(600.0, 1 / 600.0, (len(DESKS), days))
    realised: Real = expected * whole_day[cells.day] * desk_day[cells.desk, cells.day]
    realised /= realised.sum()
    return realised


def arrivals(share: Real, *, contacts: int, rng: np.random.Generator) -> Whole:
    """Return how many come in each cell: Poisson arrivals, given how many come in all."""
    return rng.multinomial(contacts, share).astype(np.int64)
