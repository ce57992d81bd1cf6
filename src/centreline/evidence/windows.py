"""Coming again: the time from each contact to the customer's next one, and since the last.

A contact is followed by the next one of the same customer, in the order of `offered_at`, then `source`, then
`contact_id`. Contacts the centre began itself neither return nor are returned to, and a customer nobody knows is
nobody's return. Gaps for the same reason match the reason too; contacts without one are of one reason.

The lake keeps these gaps beside each contact, so that a question about returns costs what any other does. Kept gaps are
empty beyond `LONGEST_KEPT_MS`: whether a row of one month changes when contacts arrive can then be seen from the months
around it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.evidence.vocabulary import milliseconds_between

__all__ = ["BEGUN_HERE", "GAPS", "GAP_FACTS", "LONGEST_KEPT_MS", "can_return", "kept_gaps", "with_gaps"]

LONGEST_KEPT_MS = 31 * 86_400_000
"""Gaps beyond 31 days are not kept; they are worked out when somebody asks for them."""

GAPS: Mapping[str, tuple[str, ...]] = {
    "next_gap_ms": ("customer_id", "reason"),
    "previous_gap_ms": ("customer_id", "reason"),
    "next_any_gap_ms": ("customer_id",),
    "previous_any_gap_ms": ("customer_id",),
}
"""Columns of `contact`, and what each is worked out from. `any` gaps match the customer alone."""

GAP_FACTS = ("source", "contact_id", "customer_id", "reason", "direction", "offered_at")
"""What of a contact decides its gaps and those of others."""

BEGUN_HERE = ("outbound", "internal")
"""Directions of contacts that the centre began itself."""


def can_return(contacts: Table) -> Any:
    """Return which contacts a known customer began: only they return, and only they are returned to."""
    begun_by_customer = ibis.coalesce(contacts.direction, "inbound").notin(list(BEGUN_HERE))
    return contacts.customer_id.notnull() & begun_by_customer


def with_gaps(contacts: Table, wanted: Collection[str]) -> Table:
    """Return the contacts with the wanted columns of `GAPS`, however long each gap is."""
    returns = can_return(contacts)
    order = [contacts.offered_at, contacts.source, contacts.contact_id]
    found = _gaps(contacts, contacts.offered_at.cast("timestamp"), order=order, also=(returns,), wanted=wanted)
    return contacts.mutate(**{name: ibis.ifelse(returns, gap, ibis.null("int64")) for name, gap in found.items()})


def kept_gaps(contacts: Table, *, named_by: Sequence[str], keep: Callable[[Table], Table]) -> Table:
    """Return the gaps that are kept, for each contact that has any: `named_by`, then the columns of `GAPS`.

    The same as `with_gaps` up to `LONGEST_KEPT_MS`, in two steps, because ordering many rows by their names takes
    longer than everything else: names decide only among contacts of a customer in one and the same instant.

    Args:
        contacts: At least the columns of `GAP_FACTS`.
        named_by: More columns, which together name a row.
        keep: Works an expression out once, for what is asked of it again.
    """
    returning = contacts.filter(can_return(contacts))
    narrow = returning.select(*named_by, "customer_id", "reason", at=returning.offered_at.cast("timestamp"))
    rough = keep(_capped(narrow, _gaps(narrow, narrow.at, order=[narrow.at]), named_by=named_by))
    tied = keep(rough.filter(rough.next_any_gap_ms == 0).select(*named_by))
    if not tied.count().execute():
        return rough
    customers = returning.semi_join(tied, list(named_by)).select("customer_id").distinct()
    few = returning.semi_join(customers, "customer_id").mutate(at=ibis._.offered_at.cast("timestamp"))
    exact = keep(_capped(few, _gaps(few, few.at, order=[few.at, few.source, few.contact_id]), named_by=named_by))
    return rough.anti_join(exact, list(named_by)).union(exact)


def _capped(contacts: Table, gaps: Mapping[str, Any], *, named_by: Sequence[str]) -> Table:
    found = contacts.select(*named_by, **gaps)
    beyond = ibis.null("int64")
    capped = {name: ibis.ifelse(found[name] <= LONGEST_KEPT_MS, found[name], beyond) for name in GAPS}
    kept = found.mutate(**capped)
    # Who came again for the same reason came again.
    return kept.filter(kept.next_any_gap_ms.notnull() | kept.previous_any_gap_ms.notnull())


def _gaps(
    contacts: Table,
    at: Any,
    *,
    order: Sequence[Any],
    also: Sequence[Any] = (),
    wanted: Collection[str] = tuple(GAPS),
) -> dict[str, Any]:
    of_customer = ibis.window(group_by=[contacts.customer_id, *also], order_by=order)
    for_reason = ibis.window(group_by=[contacts.customer_id, contacts.reason, *also], order_by=order)
    makers: Mapping[str, Callable[[], Any]] = {
        "next_gap_ms": lambda: milliseconds_between(at, at.lead().over(for_reason)),
        "previous_gap_ms": lambda: milliseconds_between(at.lag().over(for_reason), at),
        "next_any_gap_ms": lambda: milliseconds_between(at, at.lead().over(of_customer)),
        "previous_any_gap_ms": lambda: milliseconds_between(at.lag().over(of_customer), at),
    }
    return {name: make() for name, make in makers.items() if name in wanted}
