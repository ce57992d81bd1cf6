"""How many people a desk has in each half hour: what the forecast asks for, what was planned, who came."""

from dataclasses import dataclass

import numpy as np

from centreline.samples.cast import DESKS
from centreline.samples.columns import Real, Whole
from centreline.samples.hours import CELL_S, Cells

__all__ = ["Staff", "agents_required", "mean_handle_s", "planned_staff"]

_PROMISE = 0.86
"""Share of contacts the planners want answered in time; a little above what is promised."""


@dataclass(frozen=True, slots=True)
class Staff:
    """People of each cell.

    Attributes:
        required: What the forecast asks for.
        scheduled: What the schedule gives.
    """

    required: Whole
    scheduled: Whole


def agents_required(*, arrivals_per_s: Real, handle_s: Real, within_s: Real, answered_share: float) -> Whole:
    """Return the fewest agents who answer the share of contacts in time, by Erlang C.

    Args:
        arrivals_per_s: Contacts a second in each cell.
        handle_s: Mean handling in seconds.
        within_s: Seconds within which to answer.
        answered_share: Share to be answered within them, 0 to 1.

    Returns:
        At least 1 wherever somebody is expected, 0 elsewhere.

    Source: Erlang (1917), Solution of some problems in the theory of probabilities.

    >>> a = np.array
    >>> agents_required(arrivals_per_s=a([100/1800]), handle_s=a([180.0]), within_s=a([20.0]), answered_share=0.8)
    array([14])
    """
    offered = arrivals_per_s * handle_s
    agents = np.zeros(len(offered), np.int64)
    blocked = np.ones(len(offered))
    still = offered > 0
    while still.any():
        agents[still] += 1
        # Erlang B by its recurrence: factorials overflow beyond 170 agents, this does not.
        blocked[still] = _next_blocked(blocked[still], offered[still], agents[still])
        still &= _answered(blocked, offered, agents, handle_s, within_s) < answered_share
    return agents


def _next_blocked(blocked: Real, offered: Real, agents: Whole) -> Real:
    return offered * blocked / (agents + offered * blocked)


def _answered(blocked: Real, offered: Real, agents: Whole, handle_s: Real, within_s: Real) -> Real:
    spare = agents - offered
    usable = np.maximum(spare, 1e-9)
    waits = agents * blocked / np.maximum(agents - offered * (1 - blocked), 1e-9)
    answered: Real = 1 - np.minimum(waits, 1.0) * np.exp(-usable * within_s / np.maximum(handle_s, 1e-9))
    return np.where(spare > 0, answered, 0.0)


def planned_staff(forecast: Real, *, cells: Cells, rng: np.random.Generator) -> Staff:
    """Return the people required and scheduled for each cell.

    Args:
        forecast: Contacts forecast for each cell.
        cells: The cells.
        rng: Where chance comes from.
    """
    handle_s = np.array([mean_handle_s(number) for number in range(len(DESKS))])[cells.desk]
    within_s = np.array([min(desk.within_s, 60) for desk in DESKS], float)[cells.desk]
    written = np.array([desk.kind == "written" for desk in DESKS])[cells.desk]
    live = np.array([desk.kind == "live" for desk in DESKS])[cells.desk]
    load = agents_required(
        arrivals_per_s=np.where(live, forecast / CELL_S, 0.0),
        handle_s=handle_s, within_s=within_s, answered_share=_PROMISE,
    )  # fmt: skip
    letters = np.ceil(_worked_off(forecast, cells=cells) * handle_s / CELL_S / 0.8).astype(np.int64)
    required = np.where(written, np.maximum(letters, 1), np.where(live, np.maximum(load, 2), 0))
    spare = (rng.random(len(required)) < 0.3).astype(np.int64)
    return Staff(required, np.where(required > 0, required + spare, 0))


def mean_handle_s(desk: int) -> float:
    """Return the mean handling of a desk in seconds, over its reasons."""
    reasons = DESKS[desk].reasons
    return sum(reason.share * reason.handle_s for reason in reasons) / sum(reason.share for reason in reasons)


def _worked_off(forecast: Real, *, cells: Cells) -> Real:
    """Return the forecast spread evenly over the cells of each desk's day, as written work is."""
    day = cells.desk * (int(cells.day.max()) + 1) + cells.day
    spread: Real = (np.bincount(day, forecast) / np.maximum(np.bincount(day), 1))[day]
    return spread
