"""How far a ledger reaches: whom it knows, what it tied to what and how surely, and what it refused to tie."""

from collections.abc import Iterable
from dataclasses import dataclass

import ibis

from centreline.evidence.ledger.decisions import Decision
from centreline.evidence.ledger.keys import SharedKey, shared_keys
from centreline.evidence.ledger.ledger import Ledger
from centreline.evidence.ledger.likeness import why_no_likeness
from centreline.evidence.ledger.persons import persons_of

__all__ = ["Agreement", "Coverage", "LinkCount", "coverage_of"]


@dataclass(frozen=True, slots=True)
class LinkCount:
    """How many links of a kind there are: by which method, how sure, and between contacts or customers."""

    of: str
    method: str
    confidence: str
    links: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """The window held against the sources: pairs it would tie of which sources name both issues, and how many agree."""

    pairs: int
    agreed: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a ledger holds.

    Attributes:
        name: The ledger's name, as answers say it.
        is_kept: Whether it is kept on disk, or was worked out for this question.
        contacts: Contacts in the evidence.
        known: Contacts whose customer is known.
        customers: Different customers among them.
        persons: Different persons among them.
        links: Links by method and confidence, of contacts and of customers.
        refused: Merges of customers that would have brought together two who must stay apart.
        issues: Issues, those of one contact too.
        issues_of_several: Issues of two contacts and more.
        agreement: The window held against the sources.
        shared: Keys that too many customers share, so that they link nobody.
        why_no_likeness: Why likely pairs were not looked for; None where they were.
    """

    name: str
    is_kept: bool
    contacts: int
    known: int
    customers: int
    persons: int
    links: tuple[LinkCount, ...]
    refused: int
    issues: int
    issues_of_several: int
    agreement: Agreement
    shared: tuple[SharedKey, ...]
    why_no_likeness: str | None


def coverage_of(ledger: Ledger, *, decisions: Iterable[Decision] = ()) -> Coverage:
    """Count what a ledger holds."""
    evidence, contacts = ledger.evidence, ledger.contacts
    [known] = evidence.rows(
        contacts.aggregate(
            contacts=contacts.count(),
            known=contacts.customer_id.count(),
            customers=contacts.customer_id.nunique(),
            persons=contacts.person.nunique(),
        )
    )
    links = ledger.links
    [several] = evidence.rows(links.aggregate(linked=links.count(), issues=links.issue.nunique()))
    rules = ledger.rules
    likeness = "nobody asked for it: `ledger: {likely_from: 0.99}` in centreline.yaml does"
    return Coverage(
        name=ledger.name,
        is_kept=ledger.is_kept,
        **known,
        links=(*_contact_links(ledger), *_customer_links(ledger)),
        refused=persons_of(evidence, rules=rules, decisions=decisions).refused,
        issues=known["contacts"] - several["linked"] + several["issues"],
        issues_of_several=several["issues"],
        agreement=_agreement(ledger),
        shared=shared_keys(evidence, rules=rules) if evidence.has("customer") else (),
        why_no_likeness=likeness if rules.likely_from is None else why_no_likeness(evidence),
    )


def _contact_links(ledger: Ledger) -> list[LinkCount]:
    tied = ledger.links.filter(ledger.links.method.notnull())
    rows = ledger.evidence.rows(
        tied.aggregate(links=tied.count(), by=["method", "confidence"]).order_by("confidence", "method")
    )
    return [LinkCount("contact", **row) for row in rows]


def _customer_links(ledger: Ledger) -> list[LinkCount]:
    merges = ledger.persons.links
    counted = merges.group_by(["method", "confidence"], use_threads=False).aggregate([("person", "count")]).to_pylist()
    ordered = sorted(counted, key=lambda row: (row["confidence"], row["method"]))
    return [LinkCount("customer", row["method"], row["confidence"], row["person_count"]) for row in ordered]


def _agreement(ledger: Ledger) -> Agreement:
    """Count pairs that the window alone would tie and of which both sides are tied by their sources as well."""
    if not ledger.has_stated:
        return Agreement(0, 0)
    told = ledger.contacts.filter(ledger.contacts.chained, ledger.contacts.stated.notnull())
    order = ibis.window(group_by=("person", "reason"), order_by=("offered_at", "source", "contact_id"))
    pairs = told.mutate(before=told.stated.lag().over(order), ended_before=told.ended_at.lag().over(order))
    near = pairs.offered_at <= pairs.ended_before + ibis.interval(days=ledger.rules.window_days)
    near_pairs = pairs.filter(pairs.before.notnull(), near)
    [row] = ledger.evidence.rows(
        near_pairs.aggregate(
            pairs=near_pairs.count(), agreed=near_pairs.count(where=near_pairs.before == near_pairs.stated)
        )
    )
    return Agreement(**row)
