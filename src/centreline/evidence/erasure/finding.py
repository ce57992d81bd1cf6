"""Finding a person by any identifier: their names in every source, their contacts, and what their records belong to."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import ibis
import pyarrow as pa

from centreline.evidence.belonging import person_columns
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.contracts.record import RECORD
from centreline.evidence.delta import current_rows
from centreline.evidence.engine import Evidence, open_engine
from centreline.evidence.erasure.leaving import PeopleLeaving
from centreline.evidence.lake import Lake
from centreline.evidence.ledger.decisions import read_decisions
from centreline.evidence.ledger.persons import components, persons_of
from centreline.evidence.ledger.rules import LedgerRules
from centreline.evidence.passing import is_beside
from centreline.evidence.privacy.door import Door
from centreline.evidence.records.assembling import raw_ref_of
from centreline.kernel.errors import EvidenceConflict, EvidenceMissing

__all__ = ["Person", "contacts_of", "find_person", "subjects_of"]

EXACT = LedgerRules(likely_from=None)
"""Nobody is erased for being like somebody else: only keys and decisions make two customers one person."""


SURE = frozenset({"decided", "email_key", "account_key"})
"""What makes two customers one person for good."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person in the evidence.

    Attributes:
        customers: What sources call them, as pseudonyms.
        keys: Pseudonyms of their telephone numbers, addresses and accounts that nobody shares with them.
        shared: Pseudonyms of identifiers that others share: those stay, for they are the others' too.
        because: For each customer, why it is this person.
        leaving: Everything that is theirs.
    """

    customers: frozenset[str]
    keys: frozenset[str]
    shared: frozenset[str]
    because: Mapping[str, str]
    leaving: PeopleLeaving


def find_person(lake: Lake, evidence: Evidence, door: Door, *, identifiers: Iterable[tuple[str, str | None]]) -> Person:
    """Find a person.

    Args:
        lake: The lake the evidence lies in: records are kept there.
        evidence: What happened, as somebody sees it who may see every row.
        door: Keys the identifiers as it keyed those of the evidence.
        identifiers: What is known of them, and what each is (phone, email, customer, account …), None where that is
            not known. A pseudonym stands for itself.

    Raises:
        EvidenceMissing: nothing is held on anybody of that name.
        EvidenceConflict: several people go by it.
    """
    asked = {door.pseudonym(value, of=kind): kind or "any" for value, of in identifiers for kind in _kinds(of)}
    named = _customers_named(evidence, asked)
    because = dict.fromkeys(named, "named so")
    if not named:  # Not every source has its customers' addresses in a table.
        named = _customers_beside(lake, evidence, asked)
        because = dict.fromkeys(named, "named beside it in a record")
    linked = _linked(lake, evidence)
    _one_person(named, linked)
    theirs = {linked[customer][0] for customer in named if customer in linked}
    because |= {name: by for name, (person, by) in linked.items() if person in theirs and name not in named}
    mentioned_alone = frozenset() if because else _named_in_records(lake, asked)
    if not because and not mentioned_alone:
        raise EvidenceMissing(
            "nothing is held on anybody of that name",
            where=f"{len(evidence.tables)} tables of {lake.folder}",
            fix="try another identifier: --phone, --email, --account, or the customer's name in a source",
        )
    customers = frozenset(because)
    own, shared = _keys_of(evidence, customers)
    people = customers | own | mentioned_alone
    subjects = subjects_of(lake, people)
    mentioned = _of_others(evidence, customers, subjects)
    leaving = PeopleLeaving(people, contacts_of(evidence, customers), subjects - mentioned, mentioned)
    return Person(customers, own, shared, because, leaving)


def _kinds(of: str | None) -> tuple[str, ...]:
    return (of,) if of else ("customer", "phone", "email", "account")


def _customers_named(evidence: Evidence, asked: Iterable[str]) -> set[str]:
    """Return the customers who go by one of these pseudonyms, or have it as a key."""
    wanted, found = sorted(asked), set()
    for name in evidence.tables:
        rows = evidence.table(name)
        for column in person_columns(CONTRACTS[name]):
            if "customer_id" in rows.columns:
                met = rows.filter(rows[column].isin(wanted) & rows.customer_id.notnull())
                found |= {row["customer_id"] for row in evidence.rows(met.select("customer_id").distinct())}
    return found


def _customers_beside(lake: Lake, evidence: Evidence, asked: Collection[str]) -> set[str]:
    """Return the customers of contacts a record of which names both them and one of these pseudonyms."""
    records = current_rows(open_engine(), lake.folder / RECORD.name, contract=RECORD)
    if records is None or not evidence.has("contact"):
        return set()
    named = records.filter(ibis.or_(*(records.body.contains(pseudonym) for pseudonym in sorted(asked))))
    bodies: dict[tuple[str, str], list[str]] = {}
    for row in named.select("source", "reader", "subject", "body").to_pyarrow().to_pylist():
        bodies.setdefault((row["source"], raw_ref_of(row["reader"], row["subject"])), []).append(row["body"])
    contacts = evidence.table("contact")
    theirs = contacts.filter(contacts.raw_ref.isin(sorted(ref for _, ref in bodies)) & contacts.customer_id.notnull())
    rows = evidence.rows(theirs.select("source", "raw_ref", "customer_id").distinct())
    return {
        row["customer_id"]
        for row in rows
        if any(
            is_beside(json.loads(body), customer=row["customer_id"], asked=asked)
            for body in bodies.get((row["source"], row["raw_ref"]), ())
        )
    }


def _named_in_records(lake: Lake, asked: Iterable[str]) -> frozenset[str]:
    """Return those of the pseudonyms that a record names, whosever record it is."""
    return frozenset(one for one in sorted(asked) if subjects_of(lake, frozenset({one})))


def _of_others(
    evidence: Evidence, customers: frozenset[str], subjects: frozenset[tuple[str, str]]
) -> frozenset[tuple[str, str]]:
    """Return the subjects that are contacts of somebody else, who is known; of nobody known, they are the person's."""
    if not subjects or not evidence.has("contact"):
        return frozenset()
    contacts = evidence.table("contact")
    known = contacts.filter(contacts.customer_id.notnull() & contacts.raw_ref.notnull())
    refs = known.mutate(subject=known.raw_ref.re_replace("^[^:]*:", ""))
    met = refs.filter(refs.subject.isin(sorted({subject for _, subject in subjects})))
    rows = evidence.rows(met.select("source", "subject", "customer_id").distinct())
    theirs = {(row["source"], row["subject"]) for row in rows if row["customer_id"] in customers}
    return frozenset({(row["source"], row["subject"]) for row in rows} & subjects - theirs)


def _linked(lake: Lake, evidence: Evidence) -> dict[str, tuple[str, str]]:
    """Return for customers who share a person with others that person, and by what they are linked.

    A telephone number alone links nobody here: families share one, and an erasure cannot be taken back.
    """
    persons = persons_of(evidence, rules=EXACT, decisions=read_decisions(lake.folder))
    sure = [row for row in persons.links.to_pylist() if SURE & {row["method"], *row["agreed"].split("+")}]
    if not sure:
        return {}
    ends = (pa.chunked_array([[row[name] for row in sure]], pa.string()) for name in ("customer_id", "links_to"))
    names, first = components(*ends)
    by = {row[name]: row["method"] for row in sure for name in ("links_to", "customer_id")}
    return {name: (names[int(at)].as_py(), by[name]) for name, at in zip(names.to_pylist(), first, strict=True)}


def _one_person(named: Collection[str], linked: Mapping[str, tuple[str, str]]) -> None:
    people = {linked[customer][0] if customer in linked else customer: customer for customer in sorted(named)}
    if len(people) > 1:
        raise EvidenceConflict(
            f"{len(people)} people go by what you named",
            where="the identifiers you gave",
            fix=f"name one of them: {' or '.join(f'--customer {customer}' for customer in people.values())}",
        )


def _keys_of(evidence: Evidence, customers: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys that are theirs alone, and those that others have too."""
    if not evidence.has("customer"):
        return frozenset(), frozenset()
    rows = evidence.table("customer")
    own, shared = set(), set()
    for column in [name for name in person_columns(CONTRACTS["customer"]) if name != "customer_id"]:
        theirs = rows.filter(rows.customer_id.isin(sorted(customers)) & rows[column].notnull())
        keys = {row[column] for row in evidence.rows(theirs.select(column).distinct())}
        others = rows.filter(rows[column].isin(sorted(keys)) & ~rows.customer_id.isin(sorted(customers)))
        also = {row[column] for row in evidence.rows(others.select(column).distinct())} if keys else set()
        own |= keys - also
        shared |= also
    return frozenset(own), frozenset(shared)


def contacts_of(evidence: Evidence, customers: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Return the contacts of some customers: source and contact_id."""
    found = set()
    for name, contact in (("contact", "contact_id"), ("survey_response", "contact_id"), ("event", "case_id")):
        if evidence.has(name):
            rows = evidence.table(name)
            theirs = rows.filter(rows.customer_id.isin(sorted(customers)) & rows[contact].notnull())
            keys = evidence.rows(theirs.select("source", contact_id=theirs[contact]).distinct())
            found |= {(row["source"], row["contact_id"]) for row in keys}
    return frozenset(found) - _contacts_of_others(evidence, customers, found)


def _contacts_of_others(
    evidence: Evidence, customers: frozenset[str], found: Collection[tuple[str, str]]
) -> frozenset[tuple[str, str]]:
    """Return the contacts that somebody else has: whoever answered a survey about one need not have been in it."""
    if not found or not evidence.has("contact"):
        return frozenset()
    rows = evidence.table("contact")
    named = rows.contact_id.isin(sorted({contact for _, contact in found}))
    others = rows.filter(named & rows.customer_id.notnull() & ~rows.customer_id.isin(sorted(customers)))
    keys = evidence.rows(others.select("source", "contact_id"))
    return frozenset((row["source"], row["contact_id"]) for row in keys)


def subjects_of(lake: Lake, people: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Return the subjects that have a record naming one of these people."""
    connection = open_engine()
    records = current_rows(connection, lake.folder / RECORD.name, contract=RECORD)
    if records is None:
        return frozenset()
    theirs = records.filter(PeopleLeaving(people).leaves(RECORD.name, records))
    rows = theirs.select("source", "subject").distinct().to_pyarrow().to_pylist()
    return frozenset((row["source"], row["subject"]) for row in rows)
