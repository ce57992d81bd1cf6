"""The rows behind a finding, and a share of them with its interval."""

from collections.abc import Sequence

import ibis
import numpy as np
from ibis.expr.types import StringValue, Table

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.findings.finding import KEYS_SHOWN, Records
from centreline.findings.workers import Workers, rows_of_cases, workers_behind
from centreline.kernel.estimate import Estimate
from centreline.metrics.interval import METHODS, wilson

__all__ = ["cases_behind", "records_behind", "share_estimate"]


def records_behind(evidence: Evidence, rows: Table, *, table: str, where: str, among: Table | None = None) -> Records:
    """Return the count of rows and the keys of the first of them, in the order of keys.

    Args:
        evidence: Where the rows are.
        rows: The rows: an Ibis expression over a contract's table, with the columns of its key.
        table: The contract.
        where: What the rows have in common, as a person would filter for them.
        among: The rows out of which these were counted, where that is not the whole table: a finding that says
            "12 of 90" has told of the 90 as well, and of the 78.
    """
    names = [name for name in CONTRACTS[table].key if name != "source"]
    workers = workers_behind(evidence, rows, table=table, among=among)
    return _records(evidence, rows.select(key=_joined(rows, names)), table=table, where=where, workers=workers)


def cases_behind(evidence: Evidence, keys: Table, *, table: str, where: str, among: Table | None = None) -> Records:
    """Return the count of distinct keys and the first of them, in order, for rows that are not whole contract rows.

    Args:
        evidence: Where the rows are.
        keys: An Ibis expression with one column, `key`.
        table: The contract the keys are of.
        where: What the rows have in common, as a person would filter for them.
        among: Keys, as `keys`, of the cases out of which these were counted; the whole table where None.
    """
    rows, held = (one if one is None else rows_of_cases(evidence, one, table=table) for one in (keys, among))
    workers = None if rows is None else workers_behind(evidence, rows, table=table, among=held)
    return _records(evidence, keys, table=table, where=where, workers=workers)


def _records(evidence: Evidence, keys: Table, *, table: str, where: str, workers: Workers | None) -> Records:
    distinct = keys.filter(keys.key.notnull()).distinct()
    [counted] = evidence.rows(distinct.aggregate(n=distinct.count()))
    first = evidence.rows(distinct.order_by("key").limit(KEYS_SHOWN))
    return Records(table, counted["n"], tuple(row["key"] for row in first), where, workers)


def share_estimate(hits: int, n: int) -> Estimate:
    """Return a share with its Wilson interval; no value when nothing was counted.

    >>> estimate = share_estimate(8, 10)
    >>> estimate.value, round(estimate.low, 3), round(estimate.high, 3)
    (0.8, 0.49, 0.943)
    """
    if n == 0:
        return Estimate(None, 0)
    low, high = wilson(np.array([float(hits)]), np.array([float(n)]))
    return Estimate(hits / n, n, float(low[0]), float(high[0]), METHODS["share"])


def _joined(rows: Table, names: Sequence[str]) -> StringValue:
    if len(names) == 1:
        return rows[names[0]].cast("string")
    parts = [rows[name].cast("string").fill_null("") for name in names]
    return ibis.literal(" / ").join(parts)
