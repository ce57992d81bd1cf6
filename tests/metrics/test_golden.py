"""Numbers that were published, reproduced from rows."""

import pytest
from counting.centre import Contact, Interval, answered, at, evidence, left

from centreline.evidence.engine import Evidence
from centreline.metrics.ask import measure
from centreline.metrics.compare import compare


@pytest.fixture(scope="module")
def published_queue() -> Evidence:
    """1,000 answered, 860 of them within 20 s; 60 abandoned, 20 within 20 s and 10 of those within 5 s."""
    waits = [10.0] * 860 + [40.0] * 140
    contacts = [answered(f"a{place}", at(0), wait, 60) for place, wait in enumerate(waits)]
    patience = [3.0] * 10 + [15.0] * 10 + [50.0] * 40
    contacts += [left(f"l{place}", at(0), wait) for place, wait in enumerate(patience)]
    return evidence(contact=contacts)


@pytest.mark.parametrize(
    ("variant", "upper", "lower", "published"),
    [
        ("with_quick_abandons", 860 + 20, 1060, 0.830),
        ("over_answered", 860, 1000, 0.860),
        ("over_offered", 860, 1060, 0.811),
        ("without_quick_abandons", 860, 1040, 0.827),
        ("with_short_abandons", 860 + 10, 1060, 0.821),
        ("without_short_abandons", 860, 1050, 0.819),
    ],
)
def test_service_level_has_six_published_values_on_one_day(
    published_queue: Evidence, variant: str, upper: int, lower: int, published: float
) -> None:
    [answer] = measure(published_queue, "service_level", variant=variant)

    assert (answer.numerator, answer.denominator) == (upper, lower)
    assert answer.value == pytest.approx(published, abs=0.0005)


def test_the_six_service_levels_spread_over_almost_five_points(published_queue: Evidence) -> None:
    comparison = compare(published_queue, "service_level")

    assert comparison.spread == pytest.approx(0.860 - 0.811, abs=0.0005)
    assert "4.9 points apart, by definition alone" in comparison.sentence


MINUTE = 60_000


@pytest.fixture(scope="module")
def published_shift() -> Evidence:
    """480 minutes scheduled, an unscheduled break of 30, and 65 minutes of overtime."""
    shift = Interval(
        "billing",
        at(0),
        "ana",
        scheduled_ms=480 * MINUTE,
        off_schedule_ms=30 * MINUTE,
        beyond_schedule_ms=65 * MINUTE,
        scheduled_on_queue_ms=480 * MINUTE,
        on_queue_ms=515 * MINUTE,
        paid_ms=545 * MINUTE,
    )
    return evidence(interval_stat=[shift])


@pytest.mark.parametrize(
    ("metric", "variant", "published"),
    [
        ("adherence", "worked_in_shift_over_scheduled_and_overtime", 0.8257),
        ("adherence", "with_time_outside", 0.8257),
        ("adherence", "within_shift", 0.9375),
        ("conformance", "worked_over_scheduled", 1.0729),
        ("conformance", "on_queue_over_scheduled_on_queue", 1.0729),
    ],
)
def test_adherence_moves_eleven_points_with_one_option(
    published_shift: Evidence, metric: str, variant: str, published: float
) -> None:
    [answer] = measure(published_shift, metric, variant=variant)

    assert answer.value == pytest.approx(published, abs=0.00005)


def test_two_contacts_short_of_two_per_issue_is_a_first_contact_resolution_of_half() -> None:
    contacts = [answered(f"c{place}", at(0), 1, 60, issue_id=f"i{place % 10}") for place in range(19)]
    centre = evidence(contact=contacts)

    [per_issue] = measure(centre, "contacts_per_issue")
    [resolved] = measure(centre, "first_contact_resolution", variant="issues_over_contacts")

    assert per_issue.value == pytest.approx(1.9)
    assert resolved.value == pytest.approx(0.526, abs=0.0005)


def test_coverage_and_efficiency_of_the_published_schedule() -> None:
    intervals = [
        Interval("billing", at(0), staff_required=18.0, staff_scheduled=9.0),
        Interval("billing", at(1), staff_required=18.0, staff_scheduled=27.0),
    ]
    centre = evidence(interval_stat=intervals)

    [coverage] = measure(centre, "staffing_coverage", variant="coverage")
    [efficiency] = measure(centre, "staffing_coverage", variant="efficiency")

    assert (coverage.value, efficiency.value) == (0.75, 0.50)


def test_staff_for_a_shrinkage_of_thirty_in_a_hundred_is_found_by_dividing() -> None:
    centre = evidence(interval_stat=[Interval("billing", at(0), "ana", paid_ms=1000, on_queue_ms=700)])

    [answer] = measure(centre, "shrinkage")

    assert answer.value == pytest.approx(0.30)
    assert 100 / (1 - answer.value) == pytest.approx(142.9, abs=0.05)


def test_an_average_of_averages_is_not_the_average() -> None:
    intervals = [
        Interval("billing", at(0), None, 900, 900, 0, 450, reported_service_level=0.5),
        Interval("billing", at(0.1), None, 100, 100, 0, 100, reported_service_level=1.0),
    ]
    centre = evidence(interval_stat=intervals, contact=[Contact("c", at(0), "other")])

    [plain] = measure(centre, "service_level", variant="reported_mean")
    [weighted] = measure(centre, "service_level", variant="reported_weighted")
    [counted] = measure(centre, "service_level", variant="counted_by_source")

    assert (plain.value, weighted.value, counted.value) == (0.75, pytest.approx(0.55), 0.55)
