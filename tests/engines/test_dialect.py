"""Queries for databases that are not here: written out, and said to have been executed by nobody."""

import pytest
from counting.centre import evidence

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.elsewhere import written_for
from centreline.evidence.engines.dialect import DIALECTS
from centreline.kernel.errors import ArgumentInvalid
from centreline.metrics.ask import measure
from centreline.metrics.explain import explain

ASKED = ("service_level", "first_contact_resolution", "cost_per_contact")


@pytest.fixture(scope="module")
def here():
    return evidence()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_query_says_that_it_was_not_executed_and_reads_the_table_by_its_name(here, dialect) -> None:
    there = written_for(here, dialect)

    statements = [text for metric in ASKED for one in explain(metric, evidence=there).variants for text in one.sql]

    assert len(statements) > 20
    assert {text.splitlines()[0] for text in statements} == {f"-- {DIALECTS[dialect]}: compiled, not executed here"}
    assert all("ibis_" not in text for text in statements)
    assert all(any(name in text for name in CONTRACTS) for text in statements)


def test_what_a_dialect_has_no_word_for_is_said(here) -> None:
    [median] = [
        one
        for one in explain("average_handle_time", evidence=written_for(here, "bigquery")).variants
        if one.id == "median"
    ]

    assert median.sql == ("-- cannot be written for BigQuery: Compilation rule for 'Median' operation is not defined",)


def test_answers_come_from_where_the_records_are(here) -> None:
    [wanted], [given] = (measure(one, "service_level") for one in (here, written_for(here, "trino")))

    assert (given.numerator, given.denominator) == (wanted.numerator, wanted.denominator)


def test_an_unknown_dialect_is_refused_with_those_there_are(here) -> None:
    with pytest.raises(ArgumentInvalid, match="no query can be written for 'oracle'") as stopped:
        written_for(here, "oracle")

    assert stopped.value.fix == "write one of: trino, snowflake, bigquery, databricks"
