"""Fifteen years of a city's telephone line, from the file to the review; every number counted again with loops."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from centreline.kernel.period import Period
from centreline.metrics.ask import measure

pytestmark = pytest.mark.realdata

EXAMPLE, FILE = "vancouver_311_daily", "3-1-1-contact-centre-metrics.csv"

Row = dict[str, str]


@pytest.fixture(scope="module")
def city(real_review: Callable[..., Any], bring: Any) -> Any:
    return real_review(EXAMPLE, bring("interval_stat", "days", FILE))


@pytest.fixture(scope="module")
def days(real_rows: Callable[..., list[Row]]) -> list[Row]:
    return real_rows(EXAMPLE, FILE, delimiter=";")


def gap(day: Row) -> int:
    return int(day["CallsOffered"]) - int(day["CallsHandled"]) - int(day["CallsAbandoned"])


def test_every_day_is_read(city: Any, days: list[Row]) -> None:
    [counts] = city.counts

    assert counts["created"] == sum(counts.values()) == len(days) == 5_585


def test_days_that_do_not_add_up_are_counted(city: Any, days: list[Row]) -> None:
    unequal = [day for day in days if gap(day)]
    over = [day for day in unequal if abs(gap(day)) > 0.01 * int(day["CallsOffered"]) and abs(gap(day)) >= 2]
    worst = max(days, key=lambda day: abs(gap(day)))

    [finding] = city.findings("EVI004")

    assert (
        f"on {len(unequal):,} of {len(days):,} days (96.8%), on {len(over):,} of them by more than 1%"
        in finding["says"]
    )
    assert f"{sum(map(gap, days)):,} contacts are unexplained on balance, 46.6 a day" in finding["says"]
    assert f"most on {worst['Date']} ({gap(worst):,})" in finding["says"]
    assert f"on {sum(gap(day) < 0 for day in days)} days more left the queue than had entered it" in finding["says"]
    assert finding["records"]["count"] == len(unequal) == 5_407


def test_missing_days_are_gaps_and_not_quiet_days(city: Any, days: list[Row]) -> None:
    there = {date.fromisoformat(day["Date"]) for day in days}
    span = [min(there) + timedelta(days=number) for number in range((max(there) - min(there)).days + 1)]
    absent = [day for day in span if day not in there]

    [finding] = city.findings("EVI005")
    [table] = city.document["trust"]["tables"]

    assert [str(day) for day in absent] == ["2010-03-07", "2013-03-08"]
    assert all(str(day) in finding["says"] for day in absent)
    assert table["missing_days"] == 2


def test_service_level_is_weighted_by_volume(city: Any, days: list[Row]) -> None:
    offered = sum(int(day["CallsOffered"]) for day in days)
    weighted = sum(float(day["ServiceLevel"]) * int(day["CallsOffered"]) for day in days) / offered
    plain = sum(float(day["ServiceLevel"]) for day in days) / len(days)

    [shown] = [number for number in city.document["numbers"] if number["metric"] == "service_level"]
    by_variant = {variant["variant"]: variant for variant in shown["variants"]}

    assert offered == 10_179_345
    assert by_variant["reported_weighted"]["amount"] == pytest.approx(weighted, rel=1e-9)
    assert by_variant["reported_weighted"]["main"]  # and not the plain average, which is three points higher
    assert by_variant["reported_mean"]["amount"] == pytest.approx(plain, rel=1e-9)
    assert shown["value"] == f"{weighted * 100:.1f}%" == "69.7%"


def test_waits_are_weighted_by_volume(city: Any, days: list[Row]) -> None:
    handled = sum(int(day["CallsHandled"]) for day in days)
    seconds = sum(float(day["AverageSpeedofAnswer"]) * int(day["CallsHandled"]) for day in days)

    [answer] = measure(city.evidence, "average_speed_of_answer", variant="reported_weighted")

    # Milliseconds are whole: each day's average is rounded by half a millisecond at most.
    assert answer.estimate.value == pytest.approx(seconds / handled * 1000, abs=0.5)


def test_abandonment_by_year_matches_a_count_with_loops(city: Any, days: list[Row]) -> None:
    of_2014 = [day for day in days if day["Date"].startswith("2014")]
    lost = sum(int(day["CallsAbandoned"]) for day in of_2014) / sum(int(day["CallsOffered"]) for day in of_2014)

    [answer] = measure(city.evidence, "abandonment_rate", variant="counted_by_source", period=Period.parse("2014"))

    assert answer.estimate.value == pytest.approx(lost)


def test_what_the_city_did_not_publish_is_not_examined(city: Any) -> None:
    open_questions = {question["check"] for gap in city.document["unexamined"] for question in gap["questions"]}

    assert {"AGE001", "REP001", "TRF001", "VOC001"} <= open_questions
