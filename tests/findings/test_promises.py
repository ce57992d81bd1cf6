import pytest
from cases.building import changed, sound

from centreline.findings.catalogue import check_book
from centreline.findings.promises import OUTCOME_METRICS, SPEED_METRICS, promises
from centreline.metrics.book import metric_book


@pytest.mark.parametrize("metrics", [SPEED_METRICS, OUTCOME_METRICS], ids=["speed", "outcome"])
def test_the_lists_name_metrics_of_the_dictionary(metrics):
    assert set(metrics) <= set(metric_book())


def test_no_metric_says_both_how_fast_and_how_well():
    assert not set(SPEED_METRICS) & set(OUTCOME_METRICS)


def test_every_place_that_promises_a_measure_is_walked():
    found = [(one.element, one.role) for one in promises(sound().blueprint)]

    assert len(found) == 5 + 2 + 2 + 2 + 2  # touchpoints, partner, report, intent, decision rights
    assert ("partner:tide", "agreement") in found
    assert {role for _, role in found} == {"success", "agreement", "shown", "leading", "lagging", "readiness"}


def test_a_metric_is_named_in_words_a_manager_reads():
    outcome = check_book()["MEA003"].answer(changed("partners.0.service_levels.0.variant", None))

    assert [finding.says for finding in outcome.findings] == [
        "“Tide Contact (made up)” has a target for first contact resolution and does not say how that is counted."
    ]
