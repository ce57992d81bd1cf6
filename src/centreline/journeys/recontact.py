"""Contacts of known customers with the time until they came again, worked out once for all who ask."""

from weakref import WeakKeyDictionary

import ibis
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.metrics.window import with_windows

__all__ = ["DAY_MS", "MOST_CONTACTS", "watched_contacts"]

DAY_MS = 86_400_000

MOST_CONTACTS = 50
"""Contacts in the evidence above which a customer is rather a system or a department than a person."""

COLUMNS = (
    "source", "contact_id", "issue_id", "customer_id", "agent", "queue", "reason", "channel",
    "next_gap_ms", "next_any_gap_ms", "seen_after_ms",
)  # fmt: skip

_WATCHED: WeakKeyDictionary[Evidence, Table] = WeakKeyDictionary()
"""Windows already worked out: ordering a million contacts by customer takes its time."""


def watched_contacts(evidence: Evidence, *, window_days: int) -> Table:
    """Return handled contacts of known customers that were watched for the whole window.

    Contacts the centre began itself are left out, and those of customers with more than `MOST_CONTACTS`: one system
    that reports its own faults every hour would make a reason, a queue or an agent look like no other.

    Args:
        evidence: What happened; it has to have the table contact.
        window_days: Days for which nobody knows yet whether the customer of a younger contact will come again.

    Returns:
        The columns of `COLUMNS`: gaps until the customer came again for the same reason (`next_gap_ms`) and for any
        (`next_any_gap_ms`), empty where the customer never did.
    """
    if evidence not in _WATCHED:
        contacts = with_windows(evidence, COLUMNS[-3:])
        inbound = ibis.coalesce(contacts.direction, "inbound").notin(["outbound", "internal"])
        handled = contacts.filter(contacts.outcome == "handled", contacts.customer_id.notnull(), inbound)
        counted = handled.mutate(of_customer=handled.count().over(ibis.window(group_by=handled.customer_id)))
        people = counted.filter(counted.of_customer <= MOST_CONTACTS)
        _WATCHED[evidence] = evidence.keep(people.select(*COLUMNS))
    watched = _WATCHED[evidence]
    return watched.filter(watched.seen_after_ms >= window_days * DAY_MS)
