"""What the sources state themselves: one issue named for several contacts, and contacts that go on from others."""

import itertools

import ibis
import pyarrow as pa
from ibis.expr.types import StringValue, Table

from centreline.evidence.engine import Evidence
from centreline.evidence.ledger.persons import components

__all__ = ["held", "with_stated"]

_NUMBERS = itertools.count(1)


def held(evidence: Evidence, rows: pa.Table, *, name: str) -> Table:
    """Put a small table beside the evidence, under a name nobody else has taken."""
    return evidence.engine.hold(f"ledger_{name}_{next(_NUMBERS)}", rows)


def with_stated(evidence: Evidence, contacts: Table) -> Table:
    """Return the contacts with `stated`, which is the same for contacts the sources tie together, else empty.

    An issue that is named for one contact alone ties nothing to anything: most ticket systems open one for each. A
    contact that goes on from one that never came ties those together that go on from the same.

    Args:
        evidence: What happened.
        contacts: Rows of `contact`, all of its columns or those that name contacts and issues.
    """
    has_issues = evidence.has("contact", "issue_id")
    if evidence.has("contact", "previous_contact_id"):
        return _with_chains(evidence, contacts)
    if not has_issues:
        return contacts.mutate(stated=ibis.null("string"))
    named = contacts.filter(contacts.issue_id.notnull())
    several = named.aggregate(contacts=named.count(), by=["source", "issue_id"]).filter(ibis._.contacts > 1)
    several = several.select("source", "issue_id", tied=ibis.literal(True))
    met = contacts.left_join(several, ["source", "issue_id"]).drop("source_right", "issue_id_right")
    return met.mutate(stated=ibis.ifelse(met.tied, _issue(met), ibis.null("string"))).drop("tied")


def _with_chains(evidence: Evidence, contacts: Table) -> Table:
    """Tie issues and contacts where one goes on from another; only contacts that say so leave the engine."""
    units = contacts.mutate(unit=_unit(contacts))
    chained = units.filter(units.previous_contact_id.notnull())
    before = contacts.select(before_source=contacts.source, before_id=contacts.contact_id, before_unit=_unit(contacts))
    met = chained.left_join(
        before, [chained.source == before.before_source, chained.previous_contact_id == before.before_id]
    )
    missing = _contact(met.source, met.previous_contact_id)
    ties = evidence.arrow(met.select(one=met.unit, other=ibis.coalesce(met.before_unit, missing)).distinct())
    names, first = components(ties["one"], ties["other"])
    tied = pa.table({"tied_unit": names, "root": names.take(pa.array(first))})
    roots = held(evidence, tied, name="tied")
    known = units.left_join(roots, units.unit == roots.tied_unit)
    rooted = known.mutate(stated=ibis.coalesce(known.root, known.unit))
    counted = rooted.aggregate(contacts=rooted.count(), by=["stated"]).filter(ibis._.contacts > 1)
    several = counted.select("stated", several=ibis.literal(True))
    found = rooted.left_join(several, "stated").drop("stated_right")
    return found.mutate(stated=ibis.ifelse(found.several, found.stated, ibis.null("string"))).select(
        *contacts.columns, "stated"
    )


def _unit(contacts: Table) -> StringValue:
    return ibis.ifelse(contacts.issue_id.notnull(), _issue(contacts), _contact(contacts.source, contacts.contact_id))


def _issue(contacts: Table) -> StringValue:
    return ibis.literal("issue ") + contacts.source + "/" + contacts.issue_id


def _contact(source: StringValue, contact_id: StringValue) -> StringValue:
    return ibis.literal("contact ") + source + "/" + contact_id
