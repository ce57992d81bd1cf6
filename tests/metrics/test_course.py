"""A metric over time: which periods are whole, what is tested, and when limits begin anew."""

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest

from centreline.evidence.engine import Evidence
from centreline.kernel.period import Period
from centreline.metrics.book import metric_named
from centreline.metrics.control import control_chart
from centreline.metrics.course import Course, course_of
from centreline.metrics.periods import usual_grain, whole_periods

FIRST = date(2026, 1, 1)  # a Thursday


def contacts(per_day: list[tuple[int, int]]) -> Evidence:
    """Return contacts of one day after another: how many were answered, and how many left."""
    rows = [
        {
            "source": "switch",
            "contact_id": f"{day}-{number}",
            "offered_at": datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=day, seconds=number),
            "direction": "inbound",
            "channel": "voice",
            "queue": "billing" if number % 2 else "faults",
            "outcome": "handled" if number < answered else "abandoned",
            "wait_ms": 1_000,
        }
        for day, (answered, left) in enumerate(per_day)
        for number in range(answered + left)
    ]
    return Evidence.of({"contact": pa.Table.from_pylist(rows)})


def course(per_day: list[tuple[int, int]], metric: str = "abandonment_rate", **asked: object) -> Course:
    variant = metric_named(metric).default
    return course_of(contacts(per_day), metric, variant=variant, grain="day", **asked)  # type: ignore[arg-type]


STEADY = [(40, 10), (42, 8), (41, 9), (39, 11), (40, 10), (43, 7), (41, 9), (40, 10)]


def test_values_and_limits_are_those_of_the_shares_day_by_day() -> None:
    found = course(STEADY)

    shares = [left / (answered + left) for answered, left in STEADY]
    by_hand = control_chart([(FIRST + timedelta(days=day), share) for day, share in enumerate(shares)])
    assert [spot.value for spot in found.spots] == pytest.approx(shares)
    assert found.stretches[0].mean == pytest.approx(by_hand.mean)
    assert found.stretches[0].high == pytest.approx(by_hand.high)


def test_a_point_of_few_rows_is_neither_tested_nor_part_of_the_limits() -> None:
    found = course([*STEADY, (1, 4)])

    assert found.spots[-1].state == "small"
    assert found.spots[-1].value == pytest.approx(0.8)
    assert found.spots[-1].signals == ()
    assert found.stretches[0].mean == pytest.approx(course(STEADY).stretches[0].mean)


def test_a_small_count_is_a_value_and_no_small_sample() -> None:
    found = course([(5, 0)] * 7, metric="contacts_offered")

    assert {spot.state for spot in found.spots} == {"tested"}


def test_a_day_without_records_is_empty_and_not_zero() -> None:
    found = course([*STEADY[:4], (0, 0), *STEADY[4:]], metric="contacts_offered")

    assert (found.spots[4].state, found.spots[4].value) == ("empty", None)


def test_a_step_is_a_signal_until_somebody_says_that_the_work_is_another_one() -> None:
    stepped = [*STEADY, *((answered - 20, left + 20) for answered, left in STEADY)]
    changed_on = FIRST + timedelta(days=len(STEADY))

    before, after = course(stepped), course(stepped, anew=[changed_on])

    assert any(spot.signals for spot in before.spots)
    assert not any(spot.signals for spot in after.spots)
    assert [stretch.starts_on for stretch in after.stretches] == [FIRST, changed_on]
    assert after.stretches[1].mean == pytest.approx((after.stretches[0].mean or 0) + 0.4)


def test_a_new_beginning_before_the_records_or_after_them_changes_nothing() -> None:
    found = course(STEADY, anew=[date(2020, 1, 1), date(2030, 1, 1)])

    assert len(found.stretches) == 1


def test_only_the_chosen_rows_and_days_are_counted() -> None:
    asked = Period(FIRST + timedelta(days=2), FIRST + timedelta(days=5))

    found = course(STEADY, metric="contacts_offered", period=asked, where="queue == 'billing'")

    assert [spot.on for spot in found.spots] == [FIRST + timedelta(days=day) for day in (2, 3, 4)]
    assert {spot.value for spot in found.spots} == {25}


@pytest.mark.parametrize(
    ("grain", "starts"),
    [
        ("week", [date(2026, 1, 5), date(2026, 1, 12)]),
        ("month", [date(2026, 2, 1)]),
    ],
)
def test_weeks_and_months_that_lie_only_partly_in_the_days_are_left_out(grain: str, starts: list[date]) -> None:
    days = (
        Period(date(2026, 1, 1), date(2026, 1, 20))
        if grain == "week"
        else Period(FIRST.replace(day=2), date(2026, 3, 5))
    )

    assert whole_periods(days, grain=grain) == starts  # type: ignore[arg-type]


def test_a_chart_runs_by_week_from_twelve_whole_weeks_on() -> None:
    variant = metric_named("contacts_offered").default

    assert usual_grain(contacts([(1, 0)] * 60), variant) == "day"
    assert usual_grain(contacts([(1, 0)] * 90), variant) == "week"
