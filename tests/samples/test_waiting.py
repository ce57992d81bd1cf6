"""Waits and abandonment of the settled queue, held against a queue that is played through call by call."""

import heapq

import numpy as np
import pytest

from centreline.samples.waiting import SettledQueue


def _queue(arrivals_per_s, agents, handle_s=300.0, patience_s=200.0):
    one = np.ones(1)
    return SettledQueue(
        arrivals_per_s=one * arrivals_per_s,
        agents=np.array([agents]),
        handle_s=one * handle_s,
        patience_s=one * patience_s,
    )


def _played(arrivals_per_s, agents, *, calls, rng, handle_s=300.0, patience_s=200.0):
    """Play first come, first served, call by call; whoever would wait longer than they can, leaves the line."""
    free_at = [0.0] * agents
    now, left, waited = 0.0, 0, 0
    for _ in range(calls):
        now += rng.exponential(1 / arrivals_per_s)
        starts = max(now, free_at[0])
        if starts - now > rng.exponential(patience_s):
            left += 1
            waited += 1
            continue
        waited += starts > now
        heapq.heapreplace(free_at, starts + rng.exponential(handle_s))
    return left / calls, waited / calls


@pytest.mark.parametrize(("arrivals_per_s", "agents"), [(0.02, 7), (0.02, 6), (0.1, 31), (0.01, 2)])
def test_agrees_with_a_queue_played_call_by_call(arrivals_per_s, agents):
    rng = np.random.default_rng(8)
    wait, gone = _queue(arrivals_per_s, agents).waits(np.zeros(40_000, np.int64), rng=rng)
    left, waited = _played(arrivals_per_s, agents, calls=40_000, rng=rng)

    # Calls of a queue resemble their neighbours, so the band is wider than that of independent draws.
    assert gone.mean() == pytest.approx(left, abs=0.012)
    assert (wait > 0).mean() == pytest.approx(waited, abs=0.03)


def test_fewer_agents_make_longer_waits_and_more_who_leave():
    rng = np.random.default_rng(8)
    many, few = (_queue(0.02, agents).waits(np.zeros(20_000, np.int64), rng=rng) for agents in (8, 5))

    assert few[0].mean() > 2 * many[0].mean()
    assert few[1].mean() > 2 * many[1].mean()


def test_an_overloaded_queue_settles_because_customers_leave():
    # Twice as many calls as the agents can take: in the long run every second caller has to leave.
    gone = _queue(0.04, 6).waits(np.zeros(40_000, np.int64), rng=np.random.default_rng(8))[1]

    assert gone.mean() == pytest.approx(0.5, abs=0.02)
