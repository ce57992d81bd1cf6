from hypothesis import given
from hypothesis import strategies as st

from centreline.findings.weight import weight_of_days, weight_of_share, weight_of_times

SHARES = st.floats(0, 1)


@given(st.floats(0, 1e6), st.floats(1e-3, 1e6), SHARES)
def test_a_weight_stays_between_its_least_and_one(concerned, looked, at_least):
    assert round(at_least, 4) <= weight_of_share(concerned, of=looked, at_least=at_least) <= 1


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 100), SHARES)
def test_more_of_the_same_fault_never_weighs_less(some, more, looked, at_least):
    lighter = weight_of_share(some, of=looked, at_least=at_least)

    assert weight_of_share(some + more, of=looked, at_least=at_least) >= lighter


def test_all_of_them_weigh_everything():
    assert weight_of_share(7, of=7, at_least=0.2) == 1.0


def test_a_whole_interval_overdue_weighs_everything():
    assert weight_of_days(0, interval_days=90, at_least=0.3) == 0.3
    assert weight_of_days(45, interval_days=90, at_least=0.3) == 0.65
    assert weight_of_days(90, interval_days=90, at_least=0.3) == 1.0
    assert weight_of_days(900, interval_days=90, at_least=0.3) == 1.0


def test_twice_the_limit_weighs_everything():
    assert weight_of_times(10, limit=10, at_least=0.25) == 0.25
    assert weight_of_times(20, limit=10, at_least=0.25) == 1.0
