"""Every column of every contract says whom it could tell something about, and is treated so at the door."""

import re

import pytest

from centreline.evidence.contract import Column, Contract, Kind, Privacy
from centreline.evidence.contracts import KEPT
from centreline.evidence.privacy.identifiers import KINDS
from centreline.evidence.privacy.treatment import Treatment, identifier_of, treatment_of

COLUMNS = [(contract, column) for contract in KEPT.values() for column in contract.all_columns]
IDS = [f"{contract.name}.{column.name}" for contract, column in COLUMNS]
WRITTEN = re.compile(r"(^|_)(text|comment|comments|body|note|notes|agreed|words|message|description)$")
OF_CUSTOMERS = re.compile(r"^(customer|caller|requester)|_key$")
OF_WORKERS = re.compile(r"^(person|agent|evaluator|worker|employee|coach|trainer|author|supervisor|manager)(_|$)|_by$")


@pytest.mark.parametrize(("contract", "column"), COLUMNS, ids=IDS)
def test_a_column_has_a_class_and_none_that_is_plainly_wrong(contract: Contract, column: Column) -> None:
    assert isinstance(column.privacy, Privacy)
    if column.kind is Kind.TEXT and not column.derived:
        if WRITTEN.search(column.name):
            assert column.privacy is Privacy.FREE_TEXT
        if OF_CUSTOMERS.search(column.name):
            assert column.privacy is Privacy.CUSTOMER
        if OF_WORKERS.search(column.name):
            assert column.privacy is Privacy.WORKER


@pytest.mark.parametrize(("contract", "column"), COLUMNS, ids=IDS)
def test_every_text_a_mapping_can_fill_is_looked_at(contract: Contract, column: Column) -> None:
    is_written = column.kind is Kind.TEXT and not column.derived

    assert (treatment_of(contract, column.name) is Treatment.KEPT) is not is_written


def test_customers_are_pseudonyms_wherever_a_contract_names_them() -> None:
    named = [(contract, column) for contract, column in COLUMNS if OF_CUSTOMERS.search(column.name)]

    assert {treatment_of(contract, column.name) for contract, column in named} == {Treatment.PSEUDONYM}
    assert {identifier_of(column.name) for _, column in named} <= set(KINDS)
    assert len(named) >= 8


def test_keys_stay_joinable_and_workers_keep_their_names() -> None:
    for contract, column in COLUMNS:
        treatment = treatment_of(contract, column.name)
        if column.name in contract.key and column.kind is Kind.TEXT and not column.derived:
            assert treatment in {Treatment.NAME, Treatment.PSEUDONYM, Treatment.WORKER, Treatment.LABEL}, column.name
        if treatment is Treatment.WORKER:
            assert column.privacy is Privacy.WORKER


def test_a_column_no_contract_knows_may_hold_anything() -> None:
    assert treatment_of(KEPT["contact"], "remarks of the source") is Treatment.WORDS
