"""Figures of checks that rest on few people are not told to those who may not see people: counted a second way."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, combinations

import ibis
import pytest
from cases import every_case, rows
from cases.building import sound
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.evidence.engines.duckdb import DuckDB
from centreline.evidence.scope import Scope
from centreline.findings.catalogue import check_book
from centreline.findings.few import WEIGHT_UNTOLD
from centreline.metrics.ask import measure

BOOK = check_book()
FEWEST = 5
PARTNER = Scope("al", fewest_people=FEWEST)
CASES = every_case()
PEOPLE = ("agent", "person", "evaluator")


def made_by_three(evidence: Evidence) -> Evidence:
    """Return the same rows, each made by one of three people, whoever made them before."""
    tables = {}
    for name in evidence.tables:
        table = evidence.table(name)
        place = ibis.row_number().over(ibis.window(order_by=[*CONTRACTS[name].key])) % 3
        names = {column: place.cast("string") for column in PEOPLE if column in table.columns}
        tables[name] = table.mutate(**names)
    return evidence.on(evidence.engine, tables)


@pytest.fixture(scope="module")
def engine() -> DuckDB:
    return DuckDB()


# One for each way in which checks come by their rows; whatever says nothing of its workers is not told at all.
@pytest.mark.parametrize("name", ["AGE001", "COV002", "HOF002", "KNU001", "QUA002", "SIL002", "VOC002"])
def test_a_check_tells_no_figure_of_a_centre_of_three_people(name: str) -> None:
    case = CASES[name].finds()
    evidence = made_by_three(case.evidence)

    answered = BOOK[name].answer(replace(case, evidence=evidence.within(PARTNER)))

    assert answered.looked is None
    for one in answered.findings:
        assert one.hidden_because, one.says
        assert (one.estimate, one.against, one.first_step, one.weight) == (None, None, None, WEIGHT_UNTOLD)
        assert one.records is None or (one.records.count, one.records.keys, one.records.where) == (0, (), "")


Row = tuple[str, str, str, bool]
"""Agent, queue, reason, and whether the contact was passed on."""

contacts = st.lists(
    st.tuples(st.sampled_from("abcdefghijkl"), st.sampled_from(["q", "r"]), st.sampled_from("xyz"), st.booleans()),
    min_size=30,
    max_size=90,
)


def centre_of(taken: list[Row], engine: DuckDB) -> Evidence:
    fields = ("agent", "queue", "reason", "transferred")
    made = [
        {**row, **dict(zip(fields, one, strict=True))}
        for row, one in zip(rows.contacts(len(taken)), taken, strict=True)
    ]
    return rows.of(contact=made)


def few(made: Iterable[Row]) -> bool:
    return 0 < len({agent for agent, *_ in made}) < FEWEST


def subsets(things: list[frozenset[int]]) -> Iterator[frozenset[int]]:
    chosen = chain.from_iterable(combinations(things, size) for size in range(1, len(things) + 1))
    return (frozenset().union(*some) for some in chosen)


@settings(max_examples=4, deadline=None)
@given(taken=contacts)
def test_what_is_told_and_the_total_give_nobody_the_figure_of_fewer_than_five(engine: DuckDB, taken: list[Row]) -> None:
    evidence = centre_of(taken, engine).within(PARTNER)
    case = replace(sound(), evidence=evidence)
    answered = BOOK["TRF002"].answer(case, overrides={"minimum_n": 1, "most_share": 0.0})
    told = {one.says.split("“")[2][0] + one.element[-1] for one in answered.findings if not one.hidden_because}
    hidden = {
        answer.by["reason"] for answer in measure(evidence, "transfer_rate", by=("reason",)) if answer.value is None
    }

    def places(group: str, *, passed: bool | None = None) -> frozenset[int]:
        found = (place for place, one in enumerate(taken) if one[1] + one[2] == group)
        return frozenset(place for place in found if passed is None or taken[place][3] is passed)

    assert not {group for group in told if group[1] in hidden}, "the metric hides these reasons"
    parts = [places(group, passed=passed) for group in told for passed in (True, False)]
    for part in (*parts, *(frozenset(range(len(taken))) - one for one in subsets([places(group) for group in told]))):
        assert not few(taken[place] for place in part)


def test_a_finding_of_many_people_is_told_as_the_owner_reads_it(engine: DuckDB) -> None:
    busy = [(f"agent-{n % 24}", "q" if n % 2 else "r", "x" if n % 4 < 2 else "y", n % 4 in (0, 3)) for n in range(960)]
    case = replace(sound(), evidence=centre_of(busy, engine))

    theirs = BOOK["TRF002"].answer(replace(case, evidence=case.evidence.within(PARTNER)))

    assert theirs == BOOK["TRF002"].answer(case)
    assert theirs.findings
