"""One customer across every channel: what happened, in order, where it belongs, and why."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ibis
import pyarrow.compute as pc
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.evidence.ledger.ledger import Ledger, ledger_of
from centreline.evidence.ledger.rules import BY_ISSUE, BY_PREVIOUS
from centreline.evidence.ledger.sentences import merges_in_words

__all__ = ["Moment", "Timeline", "customers_with_key", "timeline"]


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened.

    Attributes:
        at: When, in UTC.
        local_at: Wall-clock time where it happened.
        what: contact, leg, event, survey or article.
        source: The system that says so.
        contact_id: The contact it is part of; None where it is part of none.
        channel: How the customer came; None for what is part of a contact.
        queue: The queue or team.
        outcome: What became of it, or what was said.
        issue: The issue a contact belongs to.
        because: Why a contact belongs to it.
    """

    at: datetime
    local_at: datetime
    what: str
    source: str
    contact_id: str | None
    channel: str | None
    queue: str | None
    outcome: str
    issue: str | None
    because: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """One person's story.

    Attributes:
        person: What the person is called.
        customers: Names the sources have for them.
        merges: In sentences, why these are one person.
        ledger: The ledger that says so.
        moments: What happened, in order.
    """

    person: str
    customers: tuple[str, ...]
    merges: tuple[str, ...]
    ledger: str
    moments: tuple[Moment, ...]

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues, in the order they were opened."""
        return tuple(dict.fromkeys(moment.issue for moment in self.moments if moment.issue))


def timeline(evidence: Evidence, customer: str) -> Timeline:
    """Tell what happened to one customer, under every name the sources have for them.

    Args:
        evidence: What happened, as far as the reader may see it.
        customer: What the evidence calls them.

    Raises:
        EvidenceMissing: nobody has brought contacts.
    """
    ledger = ledger_of(evidence)
    person, customers = _person(ledger, customer)
    contacts = evidence.table("contact")
    own = evidence.keep(contacts.filter(contacts.customer_id.isin(customers)))
    moments = [*_contacts(ledger, own), *_parts(evidence, own, customers)]
    ordered = sorted(moments, key=lambda one: (one.at, one.source, one.contact_id or "", one.what != "contact"))
    merges = merges_in_words(ledger.persons.links, person=person)
    return Timeline(person, customers, merges, ledger.name, tuple(ordered))


def customers_with_key(evidence: Evidence, column: str, key: str) -> tuple[str, ...]:
    """Return the customers who have a keyed identifier, such as `phone_key`, or are called by it themselves."""
    found = set()
    if evidence.has("customer", column):
        table = evidence.table("customer")
        found |= {row["customer_id"] for row in evidence.rows(table.filter(table[column] == key).select("customer_id"))}
    if evidence.has("contact", "customer_id"):
        table = evidence.table("contact")
        found |= {row["customer_id"] for row in evidence.rows(table.filter(table.customer_id == key).limit(1))}
    return tuple(sorted(found))


def _person(ledger: Ledger, customer: str) -> tuple[str, tuple[str, ...]]:
    members = ledger.persons.members
    mine = members.filter(pc.equal(members["customer_id"], customer))["person"].to_pylist()
    if not mine:
        return customer, (customer,)
    names = members.filter(pc.equal(members["person"], mine[0]))["customer_id"].to_pylist()
    return mine[0], tuple(sorted(names))


def _contacts(ledger: Ledger, own: Table) -> list[Moment]:
    evidence = ledger.evidence
    links = ledger.links.select(
        "issue", "links_to_source", "links_to", "method", "confidence",
        link_source=ledger.links.source, link_id=ledger.links.contact_id,
    )  # fmt: skip
    met = own.left_join(links, [own.source == links.link_source, own.contact_id == links.link_id])
    turns = _turns(evidence, own)
    days = ledger.rules.window_days
    return [
        Moment(
            at=row["offered_at"],
            local_at=row["local_at"],
            what="contact",
            source=row["source"],
            contact_id=row["contact_id"],
            channel=row["channel"],
            queue=row["queue"],
            outcome=_outcome(row, turns[row["source"], row["contact_id"]]),
            issue=row["issue"] or f"{row['source']}/{row['contact_id']}",
            because=_because(row, days),
        )
        for row in evidence.rows(met)
    ]


def _turns(evidence: Evidence, own: Table) -> Counter[tuple[str, str]]:
    if not evidence.has("turn"):
        return Counter()
    said = evidence.table("turn").semi_join(own, ["source", "contact_id"])
    counted = evidence.rows(said.aggregate(turns=said.count(), by=["source", "contact_id"]))
    return Counter({(row["source"], row["contact_id"]): row["turns"] for row in counted})


def _outcome(row: Mapping[str, Any], turns: int) -> str:
    facts = [row["outcome"].replace("_", " "), row["reason"], row["resolution"] and row["resolution"].replace("_", " ")]
    if row["direction"] in ("outbound", "internal"):
        facts.append("begun by the centre")
    if turns:
        facts.append(f"{turns:,} turns")
    return ", ".join(fact for fact in facts if fact)


def _because(row: Mapping[str, Any], days: int) -> str:
    other = row["links_to"]
    if other is None:
        return "an issue of its own" if row["issue"] is None else "begins the issue"
    if row["method"] == BY_ISSUE:
        return f"the source names one issue for it and {other}"
    if row["method"] == BY_PREVIOUS:
        return f"the source says that it goes on from {other}"
    who = "the same customer" if row["confidence"] == "customer" else "the same person under another name"
    return f"{who}, for the same reason, within {days} days of {other}"


PARTS: Mapping[str, tuple[str, str, str, Sequence[str]]] = {
    "leg": ("leg", "contact_id", "enqueued_at", ("kind", "transferred_to", "disconnected_by")),
    "event": ("event", "case_id", "at", ("activity",)),
    "survey_response": ("survey", "contact_id", "answered_at", ("instrument", "score")),
    "article_use": ("article", "contact_id", "used_at", ("article_id", "by")),
}
"""By table: what a row is called here, which column names its contact, when it happened and what is told of it."""


def _parts(evidence: Evidence, own: Table, customers: Collection[str]) -> list[Moment]:
    moments = []
    for name, (what, contact, at, told) in PARTS.items():
        if not evidence.has(name):
            continue
        table = evidence.table(name)
        keys = own.select(own_source=own.source, own_id=own.contact_id)
        same = [table[contact] == keys.own_id]
        # Knowledge bases count uses by themselves: their source is another one than the contact's.
        if name != "article_use":
            same.append(table.source == keys.own_source)
        rows = table.semi_join(keys, same)
        if "customer_id" in table.columns:
            rows = ibis.union(rows, table.filter(table.customer_id.isin(list(customers))), distinct=True)
        moments += [_part(row, what=what, contact=contact, at=at, told=told) for row in evidence.rows(rows)]
    return moments


def _part(row: Mapping[str, Any], *, what: str, contact: str, at: str, told: Sequence[str]) -> Moment:
    said = [f"{name.replace('_', ' ')} {row[name]}" for name in told if row[name] is not None]
    return Moment(
        at=row[at],
        local_at=row["local_at"],
        what=what,
        source=row["source"],
        contact_id=row[contact],
        channel=None,
        queue=row.get("queue") or row.get("team"),
        outcome=", ".join(said),
        issue=None,
        because="",
    )
