"""Why two ways of counting differ: what is declared, and how many rows it moves."""

from centreline.kernel.estimate import Estimate
from centreline.kernel.period import Period
from centreline.kernel.provenance import Provenance
from centreline.kernel.units import Unit
from centreline.metrics.answer import Answer
from centreline.metrics.book import metric_book, metric_named
from centreline.metrics.differ import differences

SERVICE, RESOLUTION = metric_named("service_level"), metric_named("first_contact_resolution")


def answer(numerator: float, denominator: float, *, left_out: int = 0) -> Answer:
    estimate = Estimate(numerator / denominator, int(denominator))
    period = Period.parse("2026-01")
    return Answer("m", "v", Unit.SHARE, {}, numerator, denominator, estimate, left_out, "", period, Provenance("e"))


def test_another_denominator_says_how_many_rows_it_takes_away() -> None:
    said = differences(
        SERVICE.variant("over_answered"), than=SERVICE.default, answers=(answer(860, 1000), answer(860, 1060))
    )

    assert "Its denominator is “answered” instead of “queued”: 60 fewer (1,000 and 1,060)." in said


def test_another_numerator_that_counts_the_same_rows_says_so() -> None:
    said = differences(
        SERVICE.variant("strictly_under"), than=SERVICE.default, answers=(answer(860, 1060), answer(860, 1060))
    )

    [said] = said
    assert said.startswith("Its numerator is “answered and wait_ms < threshold_ms” instead of “answered and in_time”")
    assert said.endswith(": the same 860 on these records.")


def test_another_table_says_only_that() -> None:
    [said] = differences(SERVICE.variant("counted_by_source"), than=SERVICE.default)

    assert said == "It counts the table interval_stat instead of the table contact, so the rows themselves are others."


def test_another_window_is_said_in_days_with_what_is_left_out() -> None:
    said = differences(
        RESOLUTION.variant("no_return_30d"),
        than=RESOLUTION.default,
        answers=(answer(7, 10, left_out=90), answer(8, 10, left_out=20)),
    )

    assert "Its window is 30 days instead of 7 days: 1 fewer (7 and 8)." in said
    assert any("(90 and 20 rows)" in one for one in said)


def test_a_parameter_set_otherwise_is_said_in_its_unit() -> None:
    said = differences(SERVICE.default.with_parameters({"threshold_ms": 30_000}), than=SERVICE.default)

    assert said == ("Its threshold is 30 s instead of 20 s.",)


def test_every_two_ways_in_the_book_differ_in_something_that_is_said() -> None:
    silent = [
        (metric.id, variant.id)
        for metric in metric_book().values()
        for variant in metric.variants[1:]
        if not differences(variant, than=metric.default)
    ]

    assert silent == []
    assert all(differences(metric.default, than=metric.default) == () for metric in metric_book().values())
