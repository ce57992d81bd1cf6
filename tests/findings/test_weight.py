from hypothesis import given
from hypothesis import strategies as st

from centreline.findings.weight import heaviest_gap, weight_of_days, weight_of_gap, weight_of_share, weight_of_times

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


@given(st.integers(0, 50), st.integers(1, 50), SHARES)
def test_a_gap_on_paper_never_weighs_more_than_its_limit(concerned, looked, at_least):
    weight = weight_of_gap(concerned, of=looked, at_least=at_least)

    assert round(at_least, 4) <= weight <= heaviest_gap(at_least)


def test_the_only_one_of_its_kind_is_not_critical_for_being_alone():
    assert weight_of_gap(1, of=1, at_least=0.15) == 0.4


def test_a_whole_interval_overdue_weighs_the_most():
    assert weight_of_days(0, interval_days=90, at_least=0.3) == 0.3
    assert weight_of_days(45, interval_days=90, at_least=0.3) == 0.5
    assert weight_of_days(90, interval_days=90, at_least=0.3) == 0.7
    assert weight_of_days(900, interval_days=90, at_least=0.3) == 0.7


def test_twice_the_limit_weighs_the_most():
    assert weight_of_times(10, limit=10, at_least=0.25) == 0.25
    assert weight_of_times(20, limit=10, at_least=0.25) == 0.6
