"""Two partners in every table: nothing of the one stands in anything the other can read."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest
from telephone import DOOR

from centreline.evidence.contract import Column, Contract, Kind
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.evidence.ledger.decisions import Decision, Verdict
from centreline.evidence.ledger.ledger import Ledger
from centreline.evidence.scope import Scope
from centreline.evidence.vendors.log_cases import cases_of
from centreline.evidence.windows import GAPS
from centreline.kernel.errors import EvidenceMissing

AT = {"alpha": datetime(2026, 3, 2, 9, tzinfo=UTC), "beta": datetime(2026, 3, 9, 9, tzinfo=UTC)}
SHARED = "p_00000000000000000001"
"""A customer who called both partners."""


def value(contract: Contract, column: Column, partner: str) -> Any:
    if column.name in {"source", "zone"}:
        return {"source": "acd", "zone": "UTC"}[column.name]
    if column.name == "customer_id":
        return SHARED if contract.name == "contact" else f"{partner}-canary-customer"
    if column.name in {"contact_id", "case_id"}:
        return f"{partner}-canary-contact"
    others = {
        Kind.NUMBER: 0.5,
        Kind.SHARE: 0.5,
        Kind.FLAG: True,
        Kind.INSTANT: AT[partner],
        Kind.DAY: AT[partner].date(),
    }
    if column.kind is Kind.CHOICE:
        return column.choices[0]
    return f"{partner}-canary" if column.kind is Kind.TEXT else others.get(column.kind, 7)


@pytest.fixture(scope="module")
def both() -> Evidence:
    """Return evidence in which both partners have a row of every contract, and every text of it names them."""
    tables = {}
    for name, contract in CONTRACTS.items():
        columns = [column for column in contract.columns if not column.derived]
        rows = [{column.name: value(contract, column, partner) for column in columns} for partner in AT]
        tables[name] = pa.Table.from_pylist(rows)
    kept = pa.array([7, 9], pa.int64())
    for name in GAPS:
        tables["contact"] = tables["contact"].append_column(name, kept)
    return Evidence.of(tables)


@pytest.fixture(scope="module")
def alpha(both: Evidence) -> Evidence:
    return both.within(Scope.of_partner("alpha-canary", reader="al"))


def everything(evidence: Evidence) -> Iterator[str]:
    """All that can be read of the tables, and all that is said about them."""
    for name in CONTRACTS:
        try:
            yield str(evidence.rows(evidence.table(name)))
        except EvidenceMissing as missing:
            yield str(missing)
        else:
            yield str([evidence.span(name), evidence.ends_by_source(name), evidence.provenance(name)])
            yield str(evidence.filled(name, CONTRACTS[name].key[0]))
    yield str(evidence.last_day)


def test_the_owner_reads_both(both: Evidence) -> None:
    said = "".join(everything(both))

    assert {"alpha-canary", "beta-canary"} <= set(said.replace("'", " ").replace(",", " ").split())


def test_no_row_count_day_or_sentence_names_the_other(alpha: Evidence) -> None:
    said = "".join(everything(alpha))

    assert "alpha-canary" in said
    assert "beta" not in said
    assert "2026-03-09" not in said
    assert "datetime.datetime(2026, 3, 9" not in said


def test_kept_gaps_do_not_tell_that_a_customer_came_back_to_the_other(both: Evidence, alpha: Evidence) -> None:
    [row] = alpha.rows(alpha.table("contact").select(*GAPS))

    assert len(both.rows(both.table("contact"))) == 2
    assert set(row.values()) == {None}


def test_the_ledger_names_nobody_whom_the_reader_does_not_see(alpha: Evidence) -> None:
    decided = Decision(SHARED, "p_beta-canary", Verdict.JOINED, AT["beta"], "her letter")
    ledger = Ledger.of(alpha, decisions=[decided])

    said = str([ledger.persons.links.to_pylist(), alpha.rows(ledger.links), alpha.rows(ledger.contacts)])
    assert "beta" not in said


def test_no_case_of_an_event_log_names_the_other(alpha: Evidence) -> None:
    said = str(list(cases_of(alpha, door=DOOR, period=None, queue=None)))

    assert "alpha-canary" in said
    assert "beta" not in said
