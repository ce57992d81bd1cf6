"""Variants side by side, and the sentence that says why they differ."""

import pytest
from counting.centre import CONTACTS, answered, at, evidence, left

from centreline.kernel.errors import ExpressionRefused
from centreline.metrics.book import metric_named
from centreline.metrics.compare import compare


def test_every_variant_is_answered_or_says_why_not() -> None:
    comparison = compare(evidence(interval_stat=None), "service_level")

    assert set(comparison.answers) | set(comparison.why_not) == {v.id for v in metric_named("service_level").variants}
    assert set(comparison.why_not) == {
        "counted_by_source",
        "counted_by_source_over_handled",
        "reported_weighted",
        "reported_mean",
    }
    assert comparison.sentence.endswith("4 of 12 variants cannot be answered here.")


def test_the_sentence_names_the_lowest_and_the_highest_definition() -> None:
    contacts = [
        answered("c1", at(0), 10, 60),
        answered("c2", at(0), 60, 60),
        left("c3", at(0), 50),
        left("c4", at(0), 2),
    ]

    comparison = compare(evidence(contact=contacts, interval_stat=None), "abandonment_rate")

    assert comparison.spread == 0.5 - 0.25
    assert comparison.sentence.startswith(
        "The same records give 25.0% to 50.0%, 25.0 points apart, by definition alone. "
        "The lowest is 'short ones count as served': contacts that left after more than 5 s, "
        "out of all that were answered or left. "
        "The highest is 'of all that were queued': contacts that left the queue unanswered"
    )


def test_the_group_that_differs_most_is_named() -> None:
    comparison = compare(evidence(), "service_level", by=("queue",))

    spreads = {
        queue: max(values) - min(values)
        for queue in ("billing", "faults", "moves")
        if (
            values := [
                a.value
                for name, of in comparison.answers.items()
                for a in of
                if a.by["queue"] == queue and not name.startswith(("counted", "reported"))
            ]
        )
    }
    widest = max(spreads, key=spreads.get)
    assert comparison.spread == spreads[widest]
    assert f"The same records for queue {widest} give" in comparison.sentence


def test_variants_of_another_table_do_not_count_as_the_same_records() -> None:
    comparison = compare(evidence(), "service_level")

    values = [a.value for name, [a] in comparison.answers.items() if not name.startswith(("counted", "reported"))]
    assert comparison.spread == max(values) - min(values)


def test_variants_of_the_second_table_are_compared_where_the_first_is_missing() -> None:
    comparison = compare(evidence(contact=None), "service_level")

    assert comparison.spread > 0
    assert "by definition alone" in comparison.sentence


def test_one_variant_alone_has_no_spread() -> None:
    comparison = compare(evidence(), "escalation_rate")

    assert comparison.spread is None
    assert comparison.sentence == "Fewer than two variants of escalation rate have a value here."


def test_variants_that_agree_say_so() -> None:
    contacts = [contact._replace(outcome="handled", wait_ms=1_000, direction="inbound") for contact in CONTACTS]

    comparison = compare(evidence(contact=contacts, interval_stat=None), "service_level")

    assert comparison.spread == 0
    assert comparison.sentence.startswith("Every variant of service level that has a value gives the same one.")


def test_a_variant_whose_records_do_not_have_a_column_of_the_condition_says_so_and_the_others_answer() -> None:
    centre = evidence(contact=CONTACTS)

    comparison = compare(centre, "service_level", where="channel == 'voice'")

    assert comparison.answers
    assert comparison.why_not["reported_mean"] == (
        "The rows of interval_stat do not say channel; choose rows by something else to see it."
    )
    with pytest.raises(ExpressionRefused, match="no column 'chanel'"):
        compare(centre, "service_level", where="chanel == 'voice'")
