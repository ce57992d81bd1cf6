"""Every planted fault is found, and nothing is found where nothing was planted."""

import pytest

from centreline.findings.catalogue import check_book
from centreline.findings.finding import State
from centreline.samples.centre import made_up_centre, planted
from centreline.samples.faults import FAULTS


def _said(examination):
    return [(finding.check, finding.element, finding.says) for finding in examination.findings]


def test_there_are_many_kinds_of_faults_and_each_has_a_story():
    assert len(FAULTS) >= 25
    assert len({fault.checks for fault in FAULTS.values()}) >= 25
    assert all(fault.story.endswith(".") and fault.checks and fault.id == key for key, fault in FAULTS.items())


def test_every_check_that_has_to_find_a_fault_is_in_the_book():
    assert {check for fault in FAULTS.values() for check in fault.checks} <= set(check_book())


@pytest.mark.parametrize("name", list(FAULTS))
def test_a_fault_planted_alone_is_found_where_it_is(name, in_order, hold):
    fault = FAULTS[name]
    centre = planted(in_order.centre, faults=[name])
    untouched = centre.tables is in_order.centre.tables
    held = type(in_order)(centre, in_order.evidence) if untouched else hold(centre)

    examination = held.examined(only=set(fault.checks))

    for check in fault.checks:
        assert fault.element in [finding.element for finding in examination.outcome(check).findings]


def test_all_faults_together_are_all_found(in_order, hold):
    centre = planted(in_order.centre, faults=FAULTS)

    found = {(finding.check, finding.element) for finding in hold(centre).examined().findings}

    missed = [
        (one.fault, check) for one in centre.answer_key for check in one.checks if (check, one.element) not in found
    ]
    assert missed == []


def test_nothing_is_found_in_a_centre_in_order_and_everything_is_examined(in_order):
    examination = in_order.examined()

    assert _said(examination) == []
    assert [outcome.check for outcome in examination.in_state(State.NOT_EXAMINED)] == []
    assert len(examination.outcomes) == len(check_book())


def test_nothing_is_found_in_another_centre_of_another_size(hold):
    examination = hold(made_up_centre(contacts=22_000, seed=7)).examined()

    assert _said(examination) == []
