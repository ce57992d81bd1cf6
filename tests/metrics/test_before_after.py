"""One metric before and after a day: equal windows of whole weeks, and silence where nothing can be said."""

from datetime import date, timedelta

import pytest
from counting.centre import answered, arrow, at, left

from centreline.evidence.engine import Evidence
from centreline.metrics.before_after import before_after
from centreline.metrics.book import metric_named

CHANGE = date(2026, 3, 2) + timedelta(days=30)
METRIC = metric_named("abandonment_rate")


@pytest.fixture(scope="module")
def centre() -> Evidence:
    """Return ten contacts a day for sixty days, of which five are given up before the change and one after it."""
    rows = []
    for day in range(60):
        gave_up = 5 if day < 30 else 1
        rows += [left(f"l{day}-{one}", at(day), 60) for one in range(gave_up)]
        rows += [answered(f"a{day}-{one}", at(day), 10, 100) for one in range(10 - gave_up)]
    return Evidence.of({"contact": arrow("contact", rows)})


def test_both_windows_are_whole_weeks_of_one_length_without_the_day_itself(centre: Evidence) -> None:
    found = before_after(centre, METRIC, variant=METRIC.default, day=CHANGE, today=date(2026, 6, 1))

    assert found.before is not None
    assert found.after is not None
    assert (found.days, found.before.n, found.after.n) == (28, 280, 280)
    assert (found.before.value, found.after.value) == (0.5, 0.1)
    assert found.before.period.ends_before == CHANGE
    assert found.after.period.starts_on == CHANGE + timedelta(days=1)
    assert found.apart is True


@pytest.mark.parametrize(("where", "missing"), [("queue == 'billing'", ""), ("queue == 'moon'", "nothing_counted")])
def test_only_the_rows_that_are_asked_about_are_counted(centre: Evidence, where: str, missing: str) -> None:
    day, today = CHANGE, date(2026, 6, 1)

    assert before_after(centre, METRIC, variant=METRIC.default, day=day, today=today, where=where).missing == missing


def test_where_nothing_moved_the_intervals_are_not_apart(centre: Evidence) -> None:
    found = before_after(centre, METRIC, variant=METRIC.default, day=date(2026, 3, 17), today=date(2026, 6, 1))

    assert (found.days, found.apart) == (14, False)


@pytest.mark.parametrize(
    ("day", "today", "missing"),
    [
        (date(2026, 4, 25), date(2026, 4, 30), "too_early"),
        (date(2026, 4, 25), date(2026, 6, 1), "no_records_since"),
        (date(2026, 3, 8), date(2026, 6, 1), "no_records_before"),
    ],
)
def test_what_cannot_be_measured_yet_says_why(centre: Evidence, day: date, today: date, missing: str) -> None:
    found = before_after(centre, METRIC, variant=METRIC.default, day=day, today=today)

    assert (found.missing, found.before, found.apart) == (missing, None, None)


def test_what_has_no_records_is_no_pass(centre: Evidence) -> None:
    metric = metric_named("customer_satisfaction")

    found = before_after(centre, metric, variant=metric.default, day=CHANGE, today=date(2026, 6, 1))

    assert (found.missing, found.after) == ("unanswerable", None)
