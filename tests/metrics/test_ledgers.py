"""Every number that follows customers or needs says by which ledger, in each way of counting; others name none."""

import re

import pytest
from counting.centre import evidence as counted_by_hand

from centreline.evidence.engine import Evidence
from centreline.metrics.ask import measure_many, why_not
from centreline.metrics.book import metric_book
from centreline.metrics.ledgers import ledger_used
from centreline.metrics.recipe import recipe_of

FOLLOWS = re.compile(
    r"come back|came back|came after|followed by|preceded by|[Ff]irst contacts"
    r"|Issues divided|(each|same|begin an) issue|each (known )?customer|^Customers who answered"
)
"""How a definition says that it follows customers or needs: what a reader sees, and not what the code reads."""
OF_THE_LEDGER = re.compile(r"issue ledger|begin an issue|for the same issue")
WAYS = {(metric.id, variant.id): variant.says for metric in metric_book().values() for variant in metric.variants}
FOLLOWING = {way: says for way, says in WAYS.items() if FOLLOWS.search(says)}


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return counted_by_hand()


@pytest.fixture(scope="module")
def named(evidence: Evidence) -> dict[tuple[str, str], str | None]:
    """Return by which ledger each way of counting says it goes, before anything is counted."""
    ways = ((metric.id, variant) for metric in metric_book().values() for variant in metric.variants)
    return {(metric, way.id): ledger_used(evidence, recipe_of(way).atoms) for metric, way in ways}


def test_every_way_of_counting_that_follows_customers_or_needs_names_its_ledger(
    named: dict[tuple[str, str], str | None],
) -> None:
    windowed = [way for way, says in FOLLOWING.items() if "{window_days} days" in says]

    assert len(windowed) > 40
    assert [way for way in FOLLOWING if not named[way]] == []
    assert [way for way in WAYS if named[way] and way not in FOLLOWING] == []


def test_a_definition_by_the_issue_ledger_names_it_and_no_other_does(named: dict[tuple[str, str], str | None]) -> None:
    by_ledger = {way for way, says in FOLLOWING.items() if OF_THE_LEDGER.search(says)}

    assert len(by_ledger) == 3
    assert {way for way in WAYS if (named[way] or "").startswith("issue ledger ")} == by_ledger


def test_answers_say_it_too(evidence: Evidence, named: dict[tuple[str, str], str | None]) -> None:
    asked = [way for way in FOLLOWING if not why_not(evidence, *way)]

    for way, answers in measure_many(evidence, asked).items():
        assert {answer.ledger for answer in answers} == {named[way]}, way
    assert len(asked) > 40


def test_by_queue_they_say_the_same_as_for_all_together(evidence: Evidence) -> None:
    for way in (("first_contact_resolution", "no_return_7d"), ("contacts_per_customer", "inbound")):
        together, by_queue = (measure_many(evidence, [way], by=by)[way] for by in ((), ("queue",)))
        assert {answer.ledger for answer in by_queue} == {together[0].ledger}
