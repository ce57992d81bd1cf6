"""Targets are held against the variant they name, over the contacts they are about."""

import pytest
from cases import rows
from cases.building import changed, sound
from cases.targets import waited

from centreline.blueprint.measure import Measure
from centreline.findings.catalogue import check_book
from centreline.findings.finding import State
from centreline.findings.targets import Target, answers_to
from centreline.metrics.ask import measure

BOOK = check_book()
NOWHERE: frozenset[str] = frozenset()


def target(*, at_least: float | None = None, at_most: float | None = None, quick: int = 60) -> Target:
    promised = Measure(metric="service_level", variant="over_offered", at_least=at_least, at_most=at_most)
    [found] = answers_to(waited(quick=quick), [promised], where=None, columns=NOWHERE)
    return found


def test_a_target_is_missed_only_when_the_whole_interval_misses_it() -> None:
    # 120 of 200 is 60%; the Wilson interval reaches from 53% to 67%.
    assert target(at_least=0.65).missed_by == 0.0
    assert target(at_least=0.70).missed_by == pytest.approx(0.10)
    assert target(at_most=0.55).missed_by == 0.0
    assert target(at_most=0.50).missed_by == pytest.approx(0.10)


def test_a_measure_without_a_target_or_an_answer_is_left_out() -> None:
    evidence = waited(quick=60)
    measures = [
        Measure(metric="service_level", variant="over_offered"),
        Measure(metric="occupancy", at_least=0.8),
        Measure(metric="no_such_metric", at_least=0.8),
    ]

    assert answers_to(evidence, measures, where=None, columns=NOWHERE) == []


def test_a_measure_of_a_table_without_the_column_cannot_be_asked_of_a_touchpoint() -> None:
    evidence = rows.of(contact=rows.contacts(40), interval_stat=rows.intervals(20, answered_in_threshold=50))
    printed = Measure(metric="service_level", variant="counted_by_source", at_least=0.8)

    by_reason = answers_to(evidence, [printed], where=lambda row: row.reason == "bill", columns=frozenset({"reason"}))
    by_queue = answers_to(evidence, [printed], where=lambda row: row.queue == "billing", columns=frozenset({"queue"}))

    assert by_reason == []
    assert [answer.answer.value for answer in by_queue] == [0.5]


def test_the_finding_names_value_target_variant_and_count() -> None:
    [finding] = BOOK["TAR001"].answer(sound(waited(quick=60))).findings

    assert finding.says == (
        "In “Call about a bill”, service level (answered or left in time, of all offered) is 60.0%, not at least "
        "80.0%; n 200."
    )
    assert finding.records is not None
    assert (finding.records.count, finding.records.where) == (200, "queue is billing")
    assert finding.estimate is not None
    # 0.35 for any miss, and the rest by 20 points of 80.
    assert finding.weight == pytest.approx(0.35 + 0.65 * 0.25)


def test_the_value_is_that_of_the_metric_over_the_same_contacts() -> None:
    evidence = rows.of(
        contact=[
            *rows.contacts(100, wait_ms=60_000),
            *rows.contacts(100, name="l", queue="ledger", wait_ms=1_000),
        ]
    )

    [finding] = [one for one in BOOK["TAR001"].answer(sound(evidence)).findings if one.element.endswith("bill-call")]
    [whole] = measure(evidence, "service_level", variant="with_quick_abandons")

    assert whole.value == 0.5
    assert finding.estimate is not None
    assert (finding.estimate.value, finding.estimate.n) == (0.0, 100)


def test_says_so_when_no_target_can_be_answered() -> None:
    path = "journeys.0.stages.0.touchpoints.0.measures"
    bare = changed(path, [], evidence=waited(quick=60))

    outcome = BOOK["TAR001"].answer(bare)

    assert outcome.state is State.NOT_EXAMINED
    assert outcome.because == "no measure with a target could be answered from the records"
