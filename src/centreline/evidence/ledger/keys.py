"""Customers who share a key: the pairs that are one person because a source says the same of both."""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.evidence.ledger.rules import KEYS, LedgerRules

__all__ = ["PAIRS", "SharedKey", "exact_pairs", "keyed_customers", "shared_keys"]

PAIRS = pa.schema(
    [
        pa.field("one", pa.string()),
        pa.field("other", pa.string()),
        pa.field("method", pa.string()),
        pa.field("probability", pa.float64()),
        pa.field("agreed", pa.string()),
    ]
)
"""Two customers, the smaller name first: how they were found to be one person, and what agreed."""


@dataclass(frozen=True, slots=True)
class SharedKey:
    """Keys that too many customers share, so that they link nobody.

    Attributes:
        column: Which key: phone_key, email_key …
        keys: How many values of it are shared by too many.
        customers: How many customers have one of them.
        most: How many customers share the commonest.
    """

    column: str
    keys: int
    customers: int
    most: int


def keyed_customers(evidence: Evidence, column: str) -> Table:
    """Return each customer with each value they have in a column: `customer_id` and `key`, nothing twice."""
    table = evidence.table("customer")
    known = table.filter(table.customer_id.notnull(), table[column].notnull())
    return known.select(known.customer_id, key=known[column]).distinct()


def exact_pairs(evidence: Evidence, *, rules: LedgerRules) -> tuple[pa.Table, set[tuple[str, str]]]:
    """Return the pairs of customers that share a key, and those among them that cannot be one person.

    Args:
        evidence: What happened; without the table customer there are no pairs.
        rules: How many may share a key.

    Returns:
        Rows of `PAIRS` in the order of their names; and the pairs whose days of birth are known and differ.
    """
    filled = [key for key in KEYS if evidence.has("customer", key)]
    if not filled:
        return PAIRS.empty_table(), set()
    found = (
        ibis.union(*(_sharing(evidence, key, rules=rules) for key in filled))
        if len(filled) > 1
        else _sharing(evidence, filled[0], rules=rules)
    )
    flags = {key: (found.column == key).any() for key in filled}
    pairs = found.aggregate(**flags, by=["one", "other"])
    met = evidence.arrow(_with_births(evidence, pairs)).sort_by([("one", "ascending"), ("other", "ascending")])
    contradicted = pc.fill_null(pc.not_equal(met["one_birth"], met["other_birth"]), False)
    against = met.filter(contradicted)
    apart = set(zip(against["one"].to_pylist(), against["other"].to_pylist(), strict=True))
    return _pairs(met.filter(pc.invert(contradicted)), filled), apart


def shared_keys(evidence: Evidence, *, rules: LedgerRules) -> tuple[SharedKey, ...]:
    """Return the keys that more customers share than may: a family's telephone, a switchboard."""
    shared = []
    for column in KEYS:
        if evidence.has("customer", column):
            counted = _counted(keyed_customers(evidence, column)).filter(ibis._.customers > rules.most_sharing)
            total = counted.aggregate(
                keys=counted.count(), customers=counted.customers.sum(), most=counted.customers.max()
            )
            [row] = evidence.rows(total)
            if row["keys"]:
                shared.append(SharedKey(column, row["keys"], row["customers"], row["most"]))
    return tuple(shared)


def _counted(held: Table) -> Table:
    return held.aggregate(customers=held.count(), by=["key"])


def _sharing(evidence: Evidence, column: str, *, rules: LedgerRules) -> Table:
    """Return every two customers who share a value of the column, unless too many do."""
    held = keyed_customers(evidence, column)
    counted = _counted(held)
    few = held.semi_join(counted.filter(counted.customers.between(2, rules.most_sharing)), "key")
    others = few.select("key", other=few.customer_id)
    met = few.join(others, "key")
    pairs = met.filter(met.customer_id < met.other)
    return pairs.select(one=pairs.customer_id, other=pairs.other, column=ibis.literal(column))


def _with_births(evidence: Evidence, pairs: Table) -> Table:
    """Add each customer's day of birth, where the sources agree on one."""
    if not evidence.has("customer", "birth_key"):
        return pairs.mutate(one_birth=ibis.null("string"), other_birth=ibis.null("string"))
    held = keyed_customers(evidence, "birth_key")
    births = held.aggregate(birth=held.key.min(), births=held.count(), by=["customer_id"]).filter(ibis._.births == 1)
    one = births.select(one=births.customer_id, one_birth=births.birth)
    other = births.select(other=births.customer_id, other_birth=births.birth)
    met = pairs.left_join(one, "one").drop("one_right")
    return met.left_join(other, "other").drop("other_right")


def _pairs(met: pa.Table, columns: Sequence[str]) -> pa.Table:
    said = [pc.if_else(met[column], column, pa.scalar(None, pa.string())) for column in columns]
    agreed = pc.binary_join_element_wise(*said, "+", null_handling="skip")
    method = pc.binary_join_element_wise("exact", agreed, ":")
    probability = pa.nulls(met.num_rows, pa.float64())
    return pa.table([met["one"], met["other"], method, probability, agreed], schema=PAIRS)
