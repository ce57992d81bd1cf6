"""Coming back: the time to a customer's next contact and since the last one, and how long anybody was watching.

A contact is followed by the next one of the same customer, in the order of `offered_at`; contacts the centre began
itself neither return nor are returned to. Gaps are worked out over all of the evidence, before a period or a filter is
applied, so that a contact of January may be followed by one of February.

Whether a contact of the last days will be followed cannot be known yet, nor whether one of the first days had been
preceded: `seen_after_ms` and `seen_before_ms` say how much evidence lies after and before each contact, source by
source, and definitions leave out what was not watched for the whole window.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.evidence.vocabulary import milliseconds_between

__all__ = ["WINDOW_COLUMNS", "with_windows"]

WINDOW_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "next_gap_ms": ("customer_id", "reason"),
    "previous_gap_ms": ("customer_id", "reason"),
    "next_any_gap_ms": ("customer_id",),
    "previous_any_gap_ms": ("customer_id",),
    "seen_after_ms": ("offered_at",),
    "seen_before_ms": ("offered_at",),
}
"""Worked-out columns of `contact`, and what each is worked out from. `any` gaps match the customer alone."""


def with_windows(evidence: Evidence, wanted: Collection[str]) -> Table:
    """Return the contacts with the wanted columns of `WINDOW_COLUMNS`."""
    table = evidence.table("contact")
    at = table.offered_at.cast("timestamp")
    makers: Mapping[str, Callable[[], Any]] = {
        "next_gap_ms": lambda: milliseconds_between(at, at.lead().over(_of_customer(table, table.reason))),
        "previous_gap_ms": lambda: milliseconds_between(at.lag().over(_of_customer(table, table.reason)), at),
        "next_any_gap_ms": lambda: milliseconds_between(at, at.lead().over(_of_customer(table))),
        "previous_any_gap_ms": lambda: milliseconds_between(at.lag().over(_of_customer(table)), at),
        "seen_after_ms": lambda: milliseconds_between(at, _by_source(evidence, table, "last")),
        "seen_before_ms": lambda: milliseconds_between(_by_source(evidence, table, "first"), at),
    }
    return table.mutate(**{name: makers[name]() for name in WINDOW_COLUMNS if name in wanted})


def _of_customer(table: Table, *same: Any) -> Any:
    begun_by_customer = ibis.coalesce(table.direction, "inbound").notin(["outbound", "internal"])
    order = [table.offered_at, table.source, table.contact_id]
    return ibis.window(group_by=[table.customer_id, *same, begun_by_customer], order_by=order)


def _by_source(evidence: Evidence, table: Table, end: str) -> Any:
    """Return the first or the last instant of each row's source: what one source saw says nothing of another."""
    ends = table.aggregate(first=table.offered_at.min(), last=table.offered_at.max(), by=[table.source])
    instants = {row["source"]: ibis.timestamp(row[end].replace(tzinfo=None)) for row in evidence.rows(ends)}
    if len(instants) == 1:
        return next(iter(instants.values()))
    return ibis.cases(*((table.source == source, instant) for source, instant in sorted(instants.items())))
