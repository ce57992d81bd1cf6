"""The made-up centre: the same for the same seed, and labelled as what it is."""

import pytest

from centreline.evidence.contracts import CONTRACTS
from centreline.kernel.errors import ArgumentInvalid
from centreline.samples.centre import made_up_centre


def test_the_same_seed_gives_the_same_centre_row_by_row():
    one, other = (made_up_centre(contacts=2_000, seed=5) for _ in range(2))

    assert one.blueprint == other.blueprint
    assert one.claims == other.claims
    assert all(one.tables[name].equals(other.tables[name]) for name in CONTRACTS)


def test_another_seed_gives_another_centre():
    one, other = (made_up_centre(contacts=2_000, seed=seed) for seed in (5, 6))

    assert not one.tables["contact"].equals(other.tables["contact"])


@pytest.mark.parametrize("contacts", [500, 2_001])
def test_has_exactly_as_many_contacts_as_were_asked_for(contacts):
    centre = made_up_centre(contacts=contacts, seed=3)

    assert centre.tables["contact"].num_rows == contacts
    assert len(set(centre.tables["contact"]["contact_id"].to_pylist())) == contacts


def test_fills_every_table_of_evidence():
    centre = made_up_centre(contacts=2_000, seed=5)

    assert set(centre.tables) == set(CONTRACTS)
    assert all(table.num_rows for table in centre.tables.values())


def test_says_that_it_is_made_up():
    centre = made_up_centre(contacts=500, seed=5)

    assert centre.blueprint.made_up
    assert "made up" in centre.blueprint.title
    assert "made up" in centre.blueprint.organisation.name


def test_keeps_the_answer_key_to_what_was_planted():
    centre = made_up_centre(contacts=500, seed=5, faults=["nobody-owns-refunds"])

    assert [(one.fault, one.checks, one.element) for one in centre.answer_key] == [
        ("nobody-owns-refunds", ("OWN001",), "touchpoint:chase-a-refund")
    ]
    assert made_up_centre(contacts=500, seed=5).answer_key == ()


def test_a_fault_nobody_knows_is_answered_with_the_one_that_was_meant():
    with pytest.raises(ArgumentInvalid, match="there is no fault 'nobody-owns-refund'") as stopped:
        made_up_centre(contacts=500, seed=5, faults=["nobody-owns-refund"])

    assert "'nobody-owns-refunds'" in stopped.value.fix


def test_planting_leaves_the_original_as_it_was():
    plain = made_up_centre(contacts=500, seed=5)
    made_up_centre(contacts=500, seed=5, faults=["a-planner-that-does-not-work"])

    assert all(system.works_well for system in plain.blueprint.systems)
