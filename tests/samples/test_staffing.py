"""How many agents a half hour needs: Erlang C, counted a second way."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.samples.staffing import agents_required


def _required(arrivals_per_s, handle_s, within_s, share):
    [agents] = agents_required(
        arrivals_per_s=np.array([arrivals_per_s]),
        handle_s=np.array([handle_s]),
        within_s=np.array([within_s]),
        answered_share=share,
    )
    return int(agents)


def _answered_by_the_formula(agents, load, handle_s, within_s):
    if agents <= load:
        return 0.0
    top = load**agents / math.factorial(agents) * agents / (agents - load)
    waits = top / (sum(load**k / math.factorial(k) for k in range(agents)) + top)
    return 1 - waits * math.exp(-(agents - load) * within_s / handle_s)


def test_agrees_with_the_published_example():
    # 100 calls in half an hour, three minutes each, eighty in twenty: fourteen agents.
    assert _required(100 / 1800, 180.0, 20.0, 0.8) == 14


@settings(deadline=None)
@given(calls=st.integers(1, 400), handle_s=st.integers(30, 900), within_s=st.integers(0, 120))
def test_is_the_fewest_that_keep_the_promise_by_the_formula(calls, handle_s, within_s):
    load = calls / 1800 * handle_s
    agents = _required(calls / 1800, float(handle_s), float(within_s), 0.8)

    if agents <= 140:  # beyond it the factorials of the formula overflow
        assert _answered_by_the_formula(agents, load, handle_s, within_s) >= 0.8 - 1e-9
        assert agents == 1 or _answered_by_the_formula(agents - 1, load, handle_s, within_s) < 0.8 + 1e-9


def test_nobody_is_needed_where_nobody_calls():
    assert _required(0.0, 180.0, 20.0, 0.8) == 0


@pytest.mark.parametrize("calls", [10, 100, 1_000])
def test_more_calls_never_need_fewer_agents(calls):
    assert _required(calls / 1800, 180.0, 20.0, 0.8) <= _required((calls + 5) / 1800, 180.0, 20.0, 0.8)
