"""Contacts become issues: first by what the sources state, then by person, reason and window.

1. A contact goes on with the chain of the same person and reason when it comes no later than the window after the last
   of them closed; a contact that is still open when the next one comes keeps its chain going.
2. Within a chain, contacts the sources tie together are one issue, and two issues that the sources tell apart stay
   two: what nobody tied goes with what came before it, or with what comes next where nothing came before.
3. Contacts the sources tie together are one issue in whatever chains they stand, whoever came and for whatever reason.

Contacts the centre began, of unknown persons, without a reason, and of persons with too many contacts stand in no
chain: only the sources can tie them. A contact that is tied to no other is an issue of its own and has no row.
"""

from collections.abc import Callable

import ibis
from ibis.expr.types import Table, Value

from centreline.evidence.ledger.rules import BY_ISSUE, BY_PREVIOUS, BY_WINDOW, LedgerRules

__all__ = ["ISSUE_LINK", "NARROW", "issue_links", "issue_name", "narrowed"]

ISSUE_LINK = (
    "source", "contact_id", "offered_at", "person", "issue", "place", "links_to_source", "links_to", "method",
    "confidence",
)  # fmt: skip
"""Columns of a link: which issue the contact belongs to, how many of its contacts the customer had begun by then, and
the contact it is tied to: by which method, and how sure that is (stated, customer, person)."""

NARROW = (
    "source", "contact_id", "customer_id", "issue_id", "previous_contact_id", "reason", "direction", "offered_at",
    "closed_at", "answered_at",
)  # fmt: skip
"""Columns of `contact` on which its issue depends."""

ORDER = ("offered_at", "source", "contact_id")
CHAIN = ("person", "reason")


def issue_name(source: Value, contact_id: Value) -> Value:
    """Return what an issue is called: after its first contact, so that it keeps its name while it grows."""
    return source + "/" + contact_id


def narrowed(contacts: Table, members: Table | None, *, rules: LedgerRules) -> Table:
    """Return the contacts as the rules see them.

    Args:
        contacts: Rows of `NARROW` and `stated`.
        members: Customers who share a person with others: `customer_id`, `person`.
        rules: Who is too frequent to be a person.

    Returns:
        A row for each contact: its name, `customer_id`, `person`, `reason`, `offered_at`, `ended_at` (never before it
        came), `begun_by_customer`, `chained` (whether it can stand in a chain), `stated` and the columns on
        which `stated` was founded.
    """
    person = contacts.customer_id
    if members is not None:
        held = members.select(member=members.customer_id, member_of=members.person)
        contacts = contacts.left_join(held, contacts.customer_id == held.member)
        person = ibis.coalesce(contacts.member_of, contacts.customer_id)
    begun = ibis.coalesce(contacts.direction, "inbound").notin(["outbound", "internal"])
    offered = contacts.offered_at.cast("timestamp")
    ended = ibis.coalesce(contacts.closed_at, contacts.answered_at, contacts.offered_at).cast("timestamp")
    rows = contacts.select(
        "source", "contact_id", "customer_id", "reason", "stated", "issue_id", "previous_contact_id",
        person=person, begun_by_customer=begun, offered_at=offered, ended_at=ibis.greatest(ended, offered),
    )  # fmt: skip
    able = rows.begun_by_customer & rows.person.notnull() & rows.reason.notnull()
    rows = rows.mutate(able=able)
    frequent = _too_frequent(rows, rules)
    met = rows.left_join(frequent, rows.person == frequent.frequent)
    return met.mutate(chained=met.able & met.frequent.isnull()).drop("frequent", "able")


def issue_links(contacts: Table, *, rules: LedgerRules, has_stated: bool, keep: Callable[[Table], Table]) -> Table:
    """Return the links of every contact that belongs with others: the columns of `ISSUE_LINK`.

    Args:
        contacts: As `narrowed` returns them.
        rules: The window.
        has_stated: Whether the sources tie anything together; most work is saved where they do not.
        keep: Works out what is asked more than once.
    """
    chained = _in_chains(contacts.filter(contacts.chained), rules)
    if not has_stated:
        return _linked_by_window(chained)
    carried = keep(_carried(chained))
    plain = _linked_by_window(carried.filter(carried.root.isnull()))
    loose = contacts.filter(~contacts.chained, contacts.stated.notnull())
    alone = loose.mutate(chain=ibis.null("int64"), root=loose.stated)
    told = carried.filter(carried.root.notnull())
    return plain.union(_linked_by_statement(keep(told.union(alone.select(told.columns).cast(told.schema())))))


def _too_frequent(rows: Table, rules: LedgerRules) -> Table:
    begun = rows.filter(rows.begun_by_customer, rows.person.notnull())
    counted = begun.aggregate(contacts=begun.count(), by=["person"])
    counted = counted.filter(counted.contacts > rules.most_contacts)
    return counted.select(frequent=counted.person)


def _in_chains(rows: Table, rules: LedgerRules) -> Table:
    """Number the chains of each person and reason; contacts that are a chain by themselves, untied, are dropped."""
    span = ibis.interval(days=rules.window_days)
    earlier = ibis.window(group_by=CHAIN, order_by=ORDER, rows=(None, -1))
    whole = ibis.window(group_by=CHAIN, order_by=ORDER)
    seen = rows.mutate(last_ended_at=rows.ended_at.max().over(earlier), next_at=rows.offered_at.lead().over(whole))
    starts = seen.last_ended_at.isnull() | (seen.offered_at > seen.last_ended_at + span)
    until = ibis.greatest(ibis.coalesce(seen.last_ended_at, seen.ended_at), seen.ended_at) + span
    ends = seen.next_at.isnull() | (seen.next_at > until)
    kept = seen.mutate(starts=starts, by_itself=starts & ends)
    kept = kept.filter(~kept.by_itself | kept.stated.notnull())
    running = ibis.window(group_by=CHAIN, order_by=ORDER, rows=(None, 0))
    numbered = kept.mutate(chain=kept.starts.cast("int64").sum().over(running))
    return numbered.drop("last_ended_at", "next_at", "starts", "by_itself")


def _carried(chained: Table) -> Table:
    """Say which tied contacts the untied ones of a chain go with: `root`, empty where the chain has none."""
    running = ibis.window(group_by=(*CHAIN, "chain"), order_by=ORDER, rows=(None, 0))
    numbered = chained.mutate(nth=ibis.greatest(chained.stated.count().over(running), 1))
    each = ibis.window(group_by=(*CHAIN, "chain", "nth"))
    return numbered.mutate(root=numbered.stated.max().over(each)).drop("nth")


def _linked_by_window(chained: Table) -> Table:
    """Link each contact of a chain in which nothing is stated to the one before it."""
    chain = ibis.window(group_by=(*CHAIN, "chain"), order_by=ORDER)
    so_far = ibis.window(group_by=(*CHAIN, "chain"), order_by=ORDER, rows=(None, 0))
    rows = chained.mutate(
        issue=issue_name(chained.source.first().over(chain), chained.contact_id.first().over(chain)),
        place=chained.begun_by_customer.cast("int64").sum().over(so_far),
        links_to_source=chained.source.lag().over(chain),
        links_to=chained.contact_id.lag().over(chain),
        customer_before=chained.customer_id.lag().over(chain),
    )
    method = ibis.ifelse(rows.links_to.notnull(), BY_WINDOW, ibis.null("string"))
    return rows.mutate(method=method, confidence=_confidence(rows, method)).select(*ISSUE_LINK)


def _linked_by_statement(rows: Table) -> Table:
    """Link what stands in one issue with tied contacts: by the statement where there is one, else by the window."""
    issue = ibis.window(group_by="root", order_by=ORDER)
    so_far = ibis.window(group_by="root", order_by=ORDER, rows=(None, 0))
    tied = ibis.window(group_by=["root", rows.stated.notnull()], order_by=ORDER)
    segment = ibis.window(group_by=("root", *CHAIN, "chain"), order_by=ORDER)
    rows = rows.mutate(
        issue=issue_name(rows.source.first().over(issue), rows.contact_id.first().over(issue)),
        place=rows.begun_by_customer.cast("int64").sum().over(so_far),
        tied_source=rows.source.lag().over(tied),
        tied_to=rows.contact_id.lag().over(tied),
        chained_source=ibis.ifelse(rows.chained, rows.source.lag().over(segment), ibis.null("string")),
        chained_to=ibis.ifelse(rows.chained, rows.contact_id.lag().over(segment), ibis.null("string")),
        customer_before=rows.customer_id.lag().over(segment),
    )
    by_statement = rows.stated.notnull() & rows.tied_to.notnull()
    rows = rows.mutate(
        links_to_source=ibis.ifelse(by_statement, rows.tied_source, rows.chained_source),
        links_to=ibis.ifelse(by_statement, rows.tied_to, rows.chained_to),
        method=ibis.cases(
            (by_statement & rows.issue_id.notnull() & rows.previous_contact_id.isnull(), BY_ISSUE),
            (by_statement, BY_PREVIOUS),
            (rows.chained_to.notnull(), BY_WINDOW),
        ),
    )
    return _with_those_before(rows)


def _with_those_before(rows: Table) -> Table:
    """Link what begins its stretch of a chain to the tied contact after it, where that one links elsewhere."""
    later = rows.filter(rows.chained, rows.stated.notnull())
    stretch = ibis.window(group_by=("root", *CHAIN, "chain"), order_by=ORDER)
    later = later.mutate(nth=ibis.row_number().over(stretch))
    later = later.filter(later.nth == 0, later.tied_to.notnull()).select(
        *("root", *CHAIN, "chain"),
        after_source=later.source,
        after=later.contact_id,
        customer_after=later.customer_id,
    )
    # A key that is empty where nothing is looked for: a condition beside the keys would make it a join of all with all.
    begins = rows.mutate(
        sought=ibis.ifelse(rows.links_to.isnull() & rows.stated.isnull(), rows.root, ibis.null("string"))
    )
    same = [begins.sought == later.root, *(begins[name] == later[name] for name in (*CHAIN, "chain"))]
    met = begins.left_join(later, same)
    forward = met.after.notnull()
    method = ibis.ifelse(forward, BY_WINDOW, met.method)
    linked = met.mutate(
        links_to_source=ibis.coalesce(met.links_to_source, met.after_source),
        links_to=ibis.coalesce(met.links_to, met.after),
        customer_before=ibis.coalesce(met.customer_before, met.customer_after),
        method=method,
    )
    return linked.mutate(confidence=_confidence(linked, linked.method)).select(*ISSUE_LINK)


def _confidence(rows: Table, method: Value) -> Value:
    """Say how sure a link is: stated, or by the window, of one customer or of a person merged of several."""
    return ibis.cases(
        (method.isnull(), ibis.null("string")),
        (method != BY_WINDOW, "stated"),
        (rows.customer_id == rows.customer_before, "customer"),
        else_="person",
    )
