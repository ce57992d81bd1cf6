"""Who made the rows that a finding counts: how many rows of each worker, for readers who may not see people."""

from collections.abc import Mapping
from dataclasses import dataclass

from ibis.expr.types import Table

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.metrics.few import people_column

__all__ = ["Workers", "fewest_people", "rows_by_worker", "rows_of_cases", "workers_behind"]


@dataclass(frozen=True, slots=True)
class Workers:
    """The rows of each worker, by the name in the records; rows that name nobody are not counted.

    Attributes:
        shown: Among the rows that a finding counts.
        among: Among the rows out of which these were counted; those of the whole table where a check says nothing.
    """

    shown: Mapping[str, int]
    among: Mapping[str, int]


def fewest_people(evidence: Evidence | None) -> int:
    """Return how many people a figure needs before the reader of the evidence may be told it; 1 where any will do."""
    return evidence.scope.fewest_people if evidence is not None and evidence.scope else 1


def workers_behind(evidence: Evidence, rows: Table, *, table: str, among: Table | None) -> Workers | None:
    """Return the workers of the rows behind a finding; None where nobody needs to know, or where it cannot be told.

    Args:
        evidence: Where the rows are; its scope says whether figures of few people are kept from the reader.
        rows: What is counted.
        table: The contract the rows are of.
        among: The rows out of which they are counted; the whole table where None.
    """
    if fewest_people(evidence) <= 1:
        return None
    worker = people_column(evidence, table)
    if worker is None:
        return Workers({}, {})
    if any(worker not in one.columns for one in (rows, among) if one is not None):
        return None
    whole = rows_by_worker(evidence, table) if among is None else _counted(evidence, among, worker)
    return Workers(_counted(evidence, rows, worker), whole)


def rows_by_worker(evidence: Evidence, table: str) -> dict[str, int]:
    """Return the rows of each worker in a whole table; none where no row of it names one."""
    worker = people_column(evidence, table)
    if worker is None:
        return {}
    counted = _by_worker(evidence.table(table), worker)
    return {row["worker"]: row["n"] for row in evidence.remembered(counted, "rows by worker", table)}


def rows_of_cases(evidence: Evidence, keys: Table, *, table: str) -> Table:
    """Return the rows of a table that belong to some cases, given as an expression with one column, `key`."""
    held = evidence.table(table)
    case = next(name for name in CONTRACTS[table].key if name != "source")
    return held.semi_join(keys.distinct(), held[case].cast("string") == keys.key)


def _counted(evidence: Evidence, rows: Table, worker: str) -> dict[str, int]:
    return {row["worker"]: row["n"] for row in evidence.rows(_by_worker(rows, worker))}


def _by_worker(rows: Table, worker: str) -> Table:
    named = rows.filter(rows[worker].notnull())
    return named.group_by(worker=named[worker]).aggregate(n=named.count())
