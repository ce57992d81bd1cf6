"""Which contacts have to be looked at again after some rows changed: those, and everything tied to them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.evidence.ledger.chains import NARROW
from centreline.evidence.ledger.issues import FACTS
from centreline.evidence.ledger.stated import held

__all__ = ["changed_contacts", "tied_to"]

LOOKED_AT = tuple(dict.fromkeys((*NARROW, *FACTS)))
MOST_ROUNDS = 8
MOST_SHARE = 0.3
"""Share of the contacts from which on everything is worked out again: it costs no more."""


def changed_contacts(evidence: Evidence, folder: Path, *, before: Iterable[str], now: Iterable[str]) -> Table | None:
    """Return the contacts that differ between two sets of files, as they were and as they are.

    Args:
        evidence: What happened.
        folder: Of the table contact.
        before: Names of the files then.
        now: Names of the files now.

    Returns:
        Rows of `LOOKED_AT`; None where a file of then is gone, so that nobody can tell.
    """
    gone, come = sorted(set(before) - set(now)), sorted(set(now) - set(before))
    if not all((folder / name).exists() for name in gone):
        return None
    old, new = (_rows_of(evidence, folder, names) for names in (gone, come))
    differs = old.difference(new, distinct=True).union(new.difference(old, distinct=True))
    return evidence.keep(differs)


def _rows_of(evidence: Evidence, folder: Path, names: list[str]) -> Table:
    if not names:
        return evidence.table("contact").select(*LOOKED_AT).limit(0)
    engine: Any = evidence.engine  # The lake is always read by DuckDB.
    rows: Table = engine.read([folder / name for name in names], contract=CONTRACTS["contact"]).select(*LOOKED_AT)
    return rows


def tied_to(
    evidence: Evidence, changed: Table, *, moved: Iterable[str], families: tuple[pa.Table, pa.Table]
) -> Table | None:
    """Return the names of the contacts whose issue may be another one now, the changed ones among them.

    Everything of a person, and everything the sources tie together, is looked at as one, over and over until nothing
    is added any more.

    Args:
        evidence: What happened, as it is now.
        changed: As `changed_contacts` returns them.
        moved: Customers who are another person than they were.
        families: Who shares a person with whom: as it was, and as it is.

    Returns:
        `source` and `contact_id`, also of contacts that are gone; None where that is so much that everything had
        better be worked out again.
    """
    contacts = evidence.table("contact").select(*NARROW)
    [whole] = evidence.rows(contacts.aggregate(rows=contacts.count()))
    customers = {*moved, *_column(evidence, changed, "customer_id")}
    rows = evidence.keep(changed.select(*NARROW))
    size = -1
    for _ in range(MOST_ROUNDS):
        customers = _with_families(customers, families)
        rows = evidence.keep(_next_round(evidence, contacts, rows, customers))
        [found] = evidence.rows(rows.aggregate(rows=rows.count()))
        if found["rows"] > MOST_SHARE * whole["rows"] + 1_000:
            return None
        if found["rows"] == size:
            return rows.select("source", "contact_id").distinct()
        size = found["rows"]
        customers |= set(_column(evidence, rows, "customer_id"))
    return None


def _next_round(evidence: Evidence, contacts: Table, rows: Table, customers: set[str]) -> Table:
    """Return the rows, all contacts of the customers, and all that the sources tie to any of the rows."""
    known = held(evidence, pa.table({"known": pa.array(sorted(customers), pa.string())}), name="known")
    found = [contacts.semi_join(known, contacts.customer_id == known.known)]
    issues = rows.filter(rows.issue_id.notnull()).select(by_source=rows.source, by_issue=rows.issue_id)
    same_issue = [contacts.source == issues.by_source, contacts.issue_id == issues.by_issue]
    found.append(contacts.semi_join(issues, same_issue))
    on = rows.filter(rows.previous_contact_id.notnull())
    named = rows.select(by_source=rows.source, by_id=rows.contact_id).union(
        on.select(by_source=on.source, by_id=on.previous_contact_id)
    )
    for column in ("contact_id", "previous_contact_id"):
        found.append(contacts.semi_join(named, [contacts.source == named.by_source, contacts[column] == named.by_id]))
    found = [each.cast(rows.schema()) for each in found]
    return ibis.union(rows, *found, distinct=True)


def _with_families(customers: set[str], families: tuple[pa.Table, pa.Table]) -> set[str]:
    for members in families:
        rows = list(zip(members["customer_id"].to_pylist(), members["person"].to_pylist(), strict=True))
        persons = {person for customer, person in rows if customer in customers}
        customers = customers | {customer for customer, person in rows if person in persons}
    return customers


def _column(evidence: Evidence, rows: Table, name: str) -> list[str]:
    known = rows.filter(rows[name].notnull()).select(name).distinct()
    values: list[str] = evidence.arrow(known)[name].to_pylist()
    return values
