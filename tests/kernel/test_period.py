import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centreline.kernel.errors import ArgumentInvalid
from centreline.kernel.period import Period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),  # a leap year
        ("2026-12", "2026-12-01", "2026-12-31"),  # the end of the year
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-03-29", "2026-03-29", "2026-03-29"),
        (" 2026-01-05 .. 2026-01-06 ", "2026-01-05", "2026-01-06"),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, first: str, last: str) -> None:
    period = Period.parse(text)

    assert (str(period.starts_on), str(period.ends_before - timedelta(days=1))) == (first, last)
    assert str(period) == f"{first} to {last}"


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-Q5", "26-01", "2026-02-30", "yesterday", "2026-01-02..2026-01-01"]
)
def test_what_is_no_period_is_refused_with_the_ways_to_write_one(text: str) -> None:
    with pytest.raises(ArgumentInvalid, match=re.escape(f"cannot read {text!r} as a period")) as stopped:
        Period.parse(text)

    assert "2026-Q1" in stopped.value.fix


def test_a_period_holds_at_least_one_day() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        Period(date(2026, 1, 1), date(2026, 1, 1))


@given(st.integers(1, 9998), st.integers(1, 4))
def test_four_quarters_follow_one_another_without_a_gap(year: int, number: int) -> None:
    quarter = Period.parse(f"{year:04}-Q{number}")
    following = Period.parse(f"{year + number // 4:04}-Q{number % 4 + 1}")

    assert quarter.ends_before == following.starts_on


@given(st.dates(date(1, 1, 1), date(9999, 1, 1)), st.integers(0, 300))
def test_two_days_are_counted_with_both_ends(first: date, more: int) -> None:
    last = first + timedelta(days=more)

    assert Period.parse(f"{first}..{last}").days == len({first + timedelta(days=n) for n in range(more + 1)})


def test_two_days_the_wrong_way_round_are_told_so() -> None:
    with pytest.raises(ArgumentInvalid, match="it ends before it starts"):
        Period.parse("2026-03-31..2026-01-01")
