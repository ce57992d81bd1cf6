"""Which ledger a number was counted by: whom it takes for one customer, and what for one need."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.evidence.grammar import columns_read
from centreline.evidence.ledger.ledger import ledger_of
from centreline.metrics.recipe import Atom

__all__ = ["LEDGER_COLUMNS", "ledger_used", "reads_ledger", "with_ledger"]

LEDGER_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "ledger_issue": ("offered_at",),
    "issue_place": ("offered_at",),
    "issue_contacts": ("offered_at",),
    "issue_known": ("offered_at",),
    "issue_watched": ("offered_at",),
    "ledger_window_ms": (),
}
"""Columns of `contact` that the issue ledger works out, and what it cannot do so without."""

DAY_MS = 86_400_000

BY_SOURCES: Mapping[str, str] = {
    "next_gap_ms": "customers as the sources name them, same reason",
    "previous_gap_ms": "customers as the sources name them, same reason",
    "next_any_gap_ms": "customers as the sources name them, any reason",
    "previous_any_gap_ms": "customers as the sources name them, any reason",
    "issue_id": "issues as the sources name them",
}
"""What a number that reads one of these columns takes for one customer and one need."""

BY_CUSTOMERS = "customers as the sources name them"
"""What a number for each customer takes for one of them, whatever they came for."""


def with_ledger(evidence: Evidence, contacts: Table, wanted: Collection[str]) -> Table:
    """Return the contacts with the wanted columns of `LEDGER_COLUMNS`.

    `issue_known` says that the ledger could have linked the contact: a person who is not a system came with a reason,
    or a source ties the contact to others. `issue_watched` says that the window after it had passed.
    """
    ledger = ledger_of(evidence)
    if set(wanted) & {"ledger_issue", "issue_place", "issue_contacts", "issue_known"}:
        contacts = ledger.numbered(contacts)
    makers: Mapping[str, Callable[[], Any]] = {
        "issue_watched": lambda: ledger.watched(contacts),
        "ledger_window_ms": lambda: ibis.literal(ledger.rules.window_days * DAY_MS, "int64"),
    }
    return contacts.mutate(**{name: make() for name, make in makers.items() if name in wanted})


def reads_ledger(atoms: Iterable[Atom]) -> bool:
    """Say whether any of the atoms reads a column the issue ledger works out."""
    return any(_columns(atom) & set(LEDGER_COLUMNS) for atom in atoms)


def ledger_used(evidence: Evidence | None, atoms: Iterable[Atom]) -> str | None:
    """Say by which ledger the atoms are counted; None where neither customers nor issues are followed.

    Args:
        evidence: What happened; without it the issue ledger is named without its version.
        atoms: What is counted.
    """
    atoms = tuple(atoms)
    if reads_ledger(atoms):
        return "issue ledger" if evidence is None or not evidence.has("contact") else ledger_of(evidence).name
    read = {column for atom in atoms if atom.table == "contact" for column in _columns(atom)}
    named = next((said for column, said in BY_SOURCES.items() if column in read), None)
    return named or (BY_CUSTOMERS if any(_counts_customers(atom) for atom in atoms) else None)


def _counts_customers(atom: Atom) -> bool:
    return atom.how == "distinct" and "customer_id" in columns_read(atom.what, where="the catalogue of metrics")


def _columns(atom: Atom) -> set[str]:
    texts = [text for text in (atom.what, atom.other, atom.when, atom.where) if text]
    return {column for text in texts for column in columns_read(text, where="the catalogue of metrics")}
