"""Answers added up over parts of the contacts are those of the whole."""

from datetime import timedelta

import pytest
from cases import rows

from centreline.blueprint.journey import Recognition, Touchpoint
from centreline.blueprint.measure import Measure
from centreline.findings.shares import answers_by_touchpoint
from centreline.journeys.recognise import condition_of
from centreline.metrics.ask import measure

EVIDENCE = rows.of(
    contact=rows.contacts(
        600,
        every=timedelta(hours=1),
        customer_id=lambda n: f"customer-{n % 170}" if n % 9 else None,
        queue=lambda n: ("billing", "ledger", None)[n % 3],
        reason=lambda n: ("bill", "moving")[n % 2],
        channel=lambda n: ("voice", "chat")[n % 5 == 0],
        talk_ms=lambda n: 60_000 + n * 7_919 % 400_000,
        wait_ms=lambda n: n * 997 % 40_000,
        outcome=lambda n: "abandoned" if n % 11 == 0 else "handled",
    )
)

RECOGNITIONS = [
    Recognition(queues=("billing",)),
    Recognition(queues=("billing", "ledger"), reasons=("moving",)),
    Recognition(channels=("chat",)),
]


@pytest.mark.parametrize("told", RECOGNITIONS)
@pytest.mark.parametrize(
    ("metric", "variant"),
    [
        ("service_level", "over_offered"),
        ("abandonment_rate", "over_queued"),
        ("first_contact_resolution", "no_return_7d"),
    ],
)
def test_the_sum_over_kinds_is_the_answer_asked_alone(told: Recognition, metric: str, variant: str) -> None:
    touchpoint = Touchpoint(id="one", title="One", recognised_by=told)
    promised = Measure(metric=metric, variant=variant, at_least=0.5)

    summed = answers_by_touchpoint(EVIDENCE, [(touchpoint, promised)])["one", promised]
    [alone] = measure(EVIDENCE, metric, variant=variant, where=condition_of(EVIDENCE, told))

    assert (summed.denominator, summed.n) == (alone.denominator, alone.n)
    assert summed.numerator == pytest.approx(alone.numerator)
    assert summed.value == pytest.approx(alone.value)
    assert summed.left_out == alone.left_out
    assert "{" not in summed.left_out_because
    assert summed.estimate.low == pytest.approx(alone.estimate.low)
    assert summed.estimate.high == pytest.approx(alone.estimate.high)


def test_what_cannot_be_added_up_is_left_to_be_asked_alone() -> None:
    touchpoint = Touchpoint(id="one", title="One", recognised_by=Recognition(queues=("billing",)))
    measures = [
        Measure(metric="average_handle_time", variant="median", at_most=1.0),
        Measure(metric="occupancy", at_least=0.5),
        Measure(metric="not_a_metric", at_least=0.5),
        Measure(metric="transfer_rate", at_most=0.1),  # nobody filled `transferred`
    ]

    assert answers_by_touchpoint(EVIDENCE, [(touchpoint, promised) for promised in measures]) == {}
