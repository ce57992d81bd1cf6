"""Issues as a table: what became of each, over all the contacts it took."""

import ibis
import pyarrow as pa
from ibis.expr.types import Table, Value

from centreline.evidence.ledger.chains import issue_name
from centreline.evidence.ledger.rules import LedgerRules

__all__ = ["FACTS", "ISSUE", "ends_of_contacts", "issues_of"]

FACTS = (
    "source", "contact_id", "customer_id", "channel", "direction", "offered_at", "answered_at", "closed_at",
    "transferred", "reassign_count", "resolution",
)  # fmt: skip
"""Columns of `contact` on which an issue's row depends, besides its links."""

INSTANT = pa.timestamp("us", tz="UTC")
ISSUE = pa.schema(
    [
        pa.field("issue", pa.string()),
        pa.field("person", pa.string()),
        pa.field("opened_at", INSTANT),
        pa.field("closed_at", INSTANT),
        pa.field("settles_at", INSTANT),
        pa.field("last_source", pa.string()),
        pa.field("contacts", pa.int64()),
        pa.field("begun_by_customer", pa.int64()),
        pa.field("channels", pa.int64()),
        pa.field("handoffs", pa.int64()),
        pa.field("resolution", pa.string()),
    ]
)
"""One issue: `closed_at` is empty while a contact of it is open; `settles_at` is when the window after its last contact
is over, as far as the source of that contact was read; `handoffs` is how often it was passed on or changed teams;
`resolution` is the source's word on its last contact."""


def ends_of_contacts(contacts: Table) -> Value:
    """Return when each contact ended, never before it came."""
    ended = ibis.coalesce(contacts.closed_at, contacts.answered_at, contacts.offered_at)
    return ibis.greatest(ended, contacts.offered_at)


def issues_of(contacts: Table, links: Table, members: Table | None, *, rules: LedgerRules) -> Table:
    """Return one row of `ISSUE` for each issue of the contacts.

    Args:
        contacts: Rows of `contact`, at least `FACTS`.
        links: Their links; a contact without a row is an issue of its own.
        members: Customers who share a person with others.
        rules: The window.
    """
    rows = _with_persons(contacts, members)
    begun = ibis.coalesce(rows.direction, "inbound").notin(["outbound", "internal"]).cast("int64")
    rows = rows.select(
        "source", "contact_id", "person", "channel", "resolution", "offered_at", "closed_at",
        begun=begun,
        handoffs=ibis.coalesce(rows.reassign_count, rows.transferred.cast("int64"), 0),
        settles_at=ends_of_contacts(rows) + ibis.interval(days=rules.window_days),
    )  # fmt: skip
    named = links.select(link_source=links.source, link_id=links.contact_id, issue=links.issue)
    met = rows.left_join(named, [rows.source == named.link_source, rows.contact_id == named.link_id])
    single = _single(met.filter(met.issue.isnull()))
    return single.union(_several(met.filter(met.issue.notnull())).cast(single.schema()))


def _with_persons(contacts: Table, members: Table | None) -> Table:
    if members is None:
        return contacts.mutate(person=contacts.customer_id)
    held = members.select(member=members.customer_id, member_of=members.person)
    met = contacts.left_join(held, contacts.customer_id == held.member)
    return met.mutate(person=ibis.coalesce(met.member_of, met.customer_id))


def _single(alone: Table) -> Table:
    return alone.select(
        issue=issue_name(alone.source, alone.contact_id),
        person=alone.person,
        opened_at=alone.offered_at,
        closed_at=alone.closed_at,
        settles_at=alone.settles_at,
        last_source=alone.source,
        contacts=ibis.literal(1, "int64"),
        begun_by_customer=alone.begun,
        channels=alone.channel.notnull().cast("int64"),
        handoffs=alone.handoffs,
        resolution=alone.resolution,
    )


def _several(several: Table) -> Table:
    order = [several.offered_at, several.source, several.contact_id]
    several = several.mutate(
        place=ibis.row_number().over(ibis.window(group_by="issue", order_by=order)),
        from_last=ibis.row_number().over(ibis.window(group_by="issue", order_by=[ibis.desc(part) for part in order])),
    )
    first, last = several.place == 0, several.from_last == 0
    still_open = several.closed_at.isnull().any()
    return several.aggregate(
        person=several.person.max(where=first),
        opened_at=several.offered_at.min(),
        closed_at=ibis.ifelse(still_open, ibis.null(several.closed_at.type()), several.closed_at.max()),
        settles_at=several.settles_at.max(where=last),
        last_source=several.source.max(where=last),
        contacts=_signed(several.count()),
        begun_by_customer=several.begun.sum(),
        channels=_signed(several.channel.nunique()),
        handoffs=several.handoffs.sum(),
        resolution=several.resolution.max(where=last),
        by=["issue"],
    )


def _signed(count: Value) -> Value:
    """Return a count as a number that could be negative: ClickHouse's cannot, and makes no union with others."""
    return 0 - (0 - count)
