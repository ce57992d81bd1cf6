from collections.abc import Iterator
from datetime import date

import pyarrow as pa
import pytest
from cases.building import sound

from centreline.blueprint.document import Blueprint
from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, NotExamined, State

PAGE = {"question": "Is it so?", "why": "It matters.", "fix": "Mend it.", "source": "Somebody (2026), Something"}


def made(function, *, name="OWN999", family="OWN", **fields):
    return check(id=name, family=family, **PAGE, **fields)(function)


def finds_roles(blueprint: Blueprint, at_most: int = 3) -> Iterator[Finding | Looked]:
    """Find roles beyond a count.

    Weight: 0.5.

    Args:
        at_most: How many roles there may be,
            counted by hand.
    """
    yield Looked(len(blueprint.roles), "roles")
    for role in blueprint.roles[at_most:]:
        yield Finding(element=f"role:{role.id}", says="One too many.", weight=0.5)


def counts_contacts(evidence: Evidence) -> Iterator[Finding | Looked]:
    """Count contacts."""
    yield Looked(evidence.filled("contact", "contact_id"), "contacts")


def contacts(**columns):
    return Evidence.of({"contact": pa.table({"source": ["s"], "contact_id": ["1"], **columns})})


def test_reads_its_page_from_the_function():
    subject = made(finds_roles)

    assert subject.name == "finds roles"
    assert subject.reads == ("blueprint",)
    assert subject.explains.startswith("Find roles beyond a count.")
    [parameter] = subject.parameters
    assert (parameter.name, parameter.default) == ("at_most", 3)
    assert parameter.meaning == "How many roles there may be, counted by hand."


def test_findings_carry_the_id_and_come_heaviest_first():
    def weighs(as_of: date) -> Iterator[Finding | Looked]:
        """Weigh."""
        yield Finding(element="role:b", says="Light.", weight=0.1)
        yield Finding(element="role:c", says="Heavy.", weight=0.9)
        yield Finding(element="role:a", says="Light.", weight=0.1)

    outcome = made(weighs).answer(sound())

    assert [finding.element for finding in outcome.findings] == ["role:c", "role:a", "role:b"]
    assert {finding.check for finding in outcome.findings} == {"OWN999"}


def test_a_parameter_can_be_overridden():
    subject = made(finds_roles)

    assert len(subject.answer(sound()).findings) == 7
    assert subject.answer(sound(), overrides={"at_most": 10}).state is State.CLEAR


def test_says_how_much_it_looked_at():
    assert str(made(finds_roles).answer(sound()).looked) == "10 roles"


def test_a_check_that_cannot_look_is_not_clear():
    def refuses(blueprint: Blueprint) -> Iterator[Finding | Looked]:
        """Refuse."""
        raise NotExamined("there is no moon", bring="a moon")
        yield

    outcome = made(refuses).answer(sound())

    assert (outcome.state, outcome.because, outcome.bring) == (State.NOT_EXAMINED, "there is no moon", "a moon")


def test_without_any_records_a_check_of_records_is_not_examined():
    outcome = made(counts_contacts, needs=("contact.customer_id", "leg")).answer(sound())

    assert outcome.state is State.NOT_EXAMINED
    assert outcome.because == "no records have been brought yet"
    assert outcome.bring == "bring contact and leg with `centreline ingest`"


def test_without_its_table_a_check_says_which_table_to_bring():
    outcome = made(counts_contacts, needs=("contact", "leg.queue")).answer(sound(contacts()))

    assert outcome.state is State.NOT_EXAMINED
    assert outcome.because.startswith("nobody has brought leg (leg: ")
    assert outcome.bring == "bring it with `centreline ingest leg FILE --mapping MAPPING`"


def test_without_its_column_a_check_says_which_column_to_map():
    outcome = made(counts_contacts, needs=("contact.customer_id",)).answer(sound(contacts()))

    assert outcome.state is State.NOT_EXAMINED
    assert "no row has a value in contact.customer_id" in outcome.because
    assert outcome.bring.startswith("map a column of the source to contact.customer_id in the mapping")


def test_with_its_column_a_check_looks():
    outcome = made(counts_contacts, needs=("contact.customer_id",)).answer(sound(contacts(customer_id=["anna"])))

    assert outcome.state is State.CLEAR
    assert outcome.looked == Looked(1, "contacts")


def test_a_table_missed_inside_a_check_is_not_examined_either():
    def asks_for_legs(evidence: Evidence) -> Iterator[Finding | Looked]:
        """Ask for a table it did not announce."""
        evidence.table("leg")
        yield Looked(1, "legs")

    outcome = made(asks_for_legs).answer(sound(contacts()))

    assert outcome.state is State.NOT_EXAMINED
    assert "leg" in outcome.because


def test_a_mistake_in_a_check_is_not_hidden():
    def breaks(blueprint: Blueprint) -> Iterator[Finding | Looked]:
        """Break."""
        yield Looked(1 // 0, "nothings")

    with pytest.raises(ZeroDivisionError):
        made(breaks).answer(sound())


@pytest.mark.parametrize(("name", "family"), [("OWN1", "OWN"), ("own001", "own"), ("OWN001", "DUP"), ("XYZ001", "XYZ")])
def test_an_id_is_three_letters_of_a_known_family_and_three_digits(name, family):
    with pytest.raises(ValueError, match="write a known family and three digits"):
        made(finds_roles, name=name, family=family)


@pytest.mark.parametrize("need", ["contracts", "contact.customer"])
def test_a_need_no_contract_has_is_refused(need):
    with pytest.raises(ValueError, match="no contract has"):
        made(counts_contacts, needs=(need,))


def test_a_parameter_that_reads_nothing_known_is_refused():
    def reads_tea_leaves(leaves: str) -> Iterator[Finding | Looked]:
        """Read tea leaves."""
        yield Looked(1, "leaves")

    with pytest.raises(ValueError, match="cannot read 'leaves'"):
        made(reads_tea_leaves)


def test_a_tunable_parameter_has_to_be_explained():
    def unexplained(blueprint: Blueprint, limit: int = 1) -> Iterator[Finding | Looked]:
        """Say nothing of the limit."""
        yield Looked(limit, "things")

    with pytest.raises(ValueError, match="does not say under Args what 'limit' means"):
        made(unexplained)
