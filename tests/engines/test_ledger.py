"""The issue ledger on every engine: the same persons, the same links, the same issues."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from centreline.evidence.engine import Evidence
from centreline.evidence.ledger.ledger import Ledger
from centreline.evidence.ledger.likeness import likely_pairs
from centreline.journeys.timeline import timeline

ENGINES = ["postgres", "spark", pytest.param("clickhouse", marks=pytest.mark.nightly)]
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def tangled(rows: int = 240) -> dict[str, pa.Table]:
    """Return contacts of few people, of whom some have two names, with issues and replies thrown in at random."""
    numbers = np.random.default_rng(11)

    def one_of(*words: str | None) -> list[str | None]:
        return [words[place] for place in numbers.integers(0, len(words), rows)]

    replies = [f"c{place}" if place < rows // 4 else None for place in numbers.integers(0, rows, rows).tolist()]
    came = [START + timedelta(hours=int(hour)) for hour in numbers.integers(0, 24 * 90, rows)]
    open_hours = numbers.integers(0, 60, rows).tolist()
    contacts = {
        "source": one_of("acd", "desk"),
        "contact_id": [f"c{place}" for place in range(rows)],
        "customer_id": one_of(*(f"p_{number}" for number in range(40)), None),
        "issue_id": one_of(*([None] * 40), *(f"T{number}" for number in range(12))),
        "previous_contact_id": replies,
        "reason": one_of("bill", "move", None),
        "channel": one_of("voice", "email", None),
        "direction": one_of("inbound", "inbound", "inbound", "outbound", None),
        "offered_at": came,
        "closed_at": [at + timedelta(hours=hours) for at, hours in zip(came, open_hours, strict=True)],
        "outcome": one_of("handled", "abandoned"),
        "transferred": [bool(flag) for flag in numbers.integers(0, 2, rows)],
    }
    customers = {
        "source": ["crm"] * 40,
        "customer_id": [f"p_{number}" for number in range(40)],
        "known_on": [date(2026, 1, 1)] * 40,
        "phone_key": [f"k{number % 25}" for number in range(40)],
        "birth_key": [None if number % 3 else f"b{number % 2}" for number in range(40)],
    }
    return {"contact": pa.table(contacts), "customer": pa.table(customers)}


def said(ledger: Ledger) -> tuple[list, list, list]:
    """Return everything a ledger says, in one order, instants without their zone."""
    merges = ledger.persons.links.to_pylist()
    links = ledger.links.mutate(offered_at=ledger.links.offered_at.cast("timestamp"))
    issues = ledger.issues.mutate(
        **{name: ledger.issues[name].cast("timestamp") for name in ("opened_at", "closed_at", "settles_at")}
    )
    rows = [
        sorted(ledger.evidence.rows(table), key=lambda row: tuple(str(row[name]) for name in by))
        for table, by in ((links, ("source", "contact_id")), (issues, ("issue",)))
    ]
    return merges, rows[0], rows[1]


@pytest.fixture(scope="module")
def wanted() -> tuple[list, list, list]:
    return said(Ledger.of(Evidence.of(tangled())))


@pytest.mark.parametrize("side", ENGINES, indirect=True)
def test_the_ledger_is_the_one_duckdb_keeps(side, wanted) -> None:
    told = said(Ledger.of(Evidence.of(tangled(), engine=side.engine)))

    assert len(wanted[0]) > 5
    assert {row["method"] for row in wanted[1]} == {None, "issue_id", "previous_contact_id", "window"}
    assert told == wanted


@pytest.mark.parametrize("side", ENGINES, indirect=True)
def test_a_timeline_is_told_alike(side) -> None:
    here, there = Evidence.of(tangled()), Evidence.of(tangled(), engine=side.engine)

    wanted = timeline(here, "p_3")

    assert len(wanted.moments) > 5
    assert [(one.contact_id, one.issue, one.because) for one in timeline(there, "p_3").moments] == [
        (one.contact_id, one.issue, one.because) for one in wanted.moments
    ]


def alike(customers: int = 1_200) -> dict[str, pa.Table]:
    """Return customers of whom one in five is recorded twice, in two sources, some without what would tell."""
    numbers = np.random.default_rng(5)
    people = numbers.integers(0, customers * 4 // 5, customers)

    def column(values: int, *, missing: float) -> list[str | None]:
        gone = numbers.random(customers) < missing
        return [None if none else f"k{one * 7919 % values}" for one, none in zip(people.tolist(), gone, strict=True)]

    rows = {
        "source": [("crm", "desk")[place % 2] for place in range(customers)],
        "customer_id": [f"p_{place:05}" for place in range(customers)],
        "known_on": [date(2026, 1, 1)] * customers,
        "name_key": column(customers, missing=0.05),
        "birth_key": column(1_500, missing=0.3),
        "postcode_key": column(300, missing=0.1),
        "phone_key": column(customers * 3 + 1, missing=0.4),
    }
    return {"customer": pa.table(rows)}


@pytest.fixture(scope="module")
def likely() -> pa.Table:
    return likely_pairs(Evidence.of(alike()), likely_from=0.99)


@pytest.mark.parametrize("side", ENGINES, indirect=True)
def test_who_is_probably_one_person_is_said_alike(side, likely) -> None:
    told = likely_pairs(Evidence.of(alike(), engine=side.engine), likely_from=0.99)

    assert likely.num_rows > 50
    assert told.equals(likely)
