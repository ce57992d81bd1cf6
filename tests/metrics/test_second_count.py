"""Every metric, in every variant, against a count done with loops."""

import pytest
from counting import SECOND_COUNTS
from counting.centre import evidence

from centreline.evidence.engine import Evidence
from centreline.metrics.ask import measure
from centreline.metrics.book import metric_book

CASES = [(metric.id, variant.id) for metric in metric_book().values() for variant in metric.variants]


@pytest.fixture(scope="module")
def centre() -> Evidence:
    return evidence()


def test_every_metric_is_counted_twice() -> None:
    counted = {(metric, variant) for metric, count in SECOND_COUNTS.items() for variant in count()}

    assert counted == set(CASES)


@pytest.mark.parametrize(("metric", "variant"), CASES)
def test_matches_a_count_done_with_loops(centre: Evidence, metric: str, variant: str) -> None:
    value, n, left_out = SECOND_COUNTS[metric]()[variant]

    [answer] = measure(centre, metric, variant=variant)

    assert answer.value == (None if value is None else pytest.approx(value, rel=1e-12))
    assert (answer.n, answer.left_out) == (n, left_out)
