"""A second ledger, kept with loops and sets: what `centreline.evidence.ledger` has to agree with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa

from centreline.evidence.engine import Evidence

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Came:
    """One contact, as short as a test can write it."""

    contact_id: str
    day: float = 0
    customer_id: str | None = "ana"
    reason: str | None = "bill"
    issue_id: str | None = None
    previous_contact_id: str | None = None
    direction: str = "inbound"
    open_days: float = 0
    source: str = "acd"
    outcome: str = "handled"

    @property
    def offered_at(self) -> datetime:
        return START + timedelta(days=self.day)

    @property
    def closed_at(self) -> datetime:
        return self.offered_at + timedelta(days=self.open_days)

    @property
    def key(self) -> tuple[str, str]:
        return self.source, self.contact_id

    @property
    def order(self) -> tuple[datetime, str, str]:
        return self.offered_at, self.source, self.contact_id


COLUMNS = (
    "source", "contact_id", "customer_id", "reason", "issue_id", "previous_contact_id", "direction", "offered_at",
    "closed_at", "outcome",
)  # fmt: skip


def contact_table(contacts: Iterable[Came]) -> pa.Table:
    rows = list(contacts)
    types = {"offered_at": pa.timestamp("us", "UTC"), "closed_at": pa.timestamp("us", "UTC")}
    return pa.table(
        {name: pa.array([getattr(row, name) for row in rows], types.get(name, pa.string())) for name in COLUMNS}
    )


def customer_table(customers: Iterable[Mapping[str, str | None]]) -> pa.Table:
    rows = [{"source": "crm", "known_on": date(2026, 1, 1), **row} for row in customers]
    names = dict.fromkeys(name for row in rows for name in row)
    return pa.table({name: pa.array([row.get(name) for row in rows]) for name in names})


def evidence_of(contacts: Iterable[Came], customers: Iterable[Mapping[str, str | None]] = ()) -> Evidence:
    tables = {"contact": contact_table(contacts)}
    customers = list(customers)
    return Evidence.of(tables | ({"customer": customer_table(customers)} if customers else {}))


def issues_by_hand(
    contacts: Iterable[Came],
    *,
    persons: Mapping[str, str] | None = None,
    window_days: int = 7,
    most_contacts: int = 50,
) -> dict[str, list[tuple[str, str]]]:
    """Return the contacts of every issue, in order, by the issue's name."""
    contacts = sorted(contacts, key=lambda came: came.order)
    stated = _stated(contacts)
    root: dict[tuple[str, str], object] = {came.key: stated.get(came.key, came.key) for came in contacts}
    for chain in _chains(contacts, persons or {}, window_days=window_days, most_contacts=most_contacts):
        told = [stated[came.key] for came in chain if came.key in stated]
        goes_with: object = told[0] if told else chain[0].key
        for came in chain:
            goes_with = stated.get(came.key, goes_with)
            root[came.key] = goes_with
    groups: dict[object, list[Came]] = defaultdict(list)
    for came in contacts:
        groups[root[came.key]].append(came)
    return {"/".join(group[0].key): [came.key for came in group] for group in groups.values()}


def _stated(contacts: list[Came]) -> dict[tuple[str, str], object]:
    """Return what ties each tied contact: walk from contact to contact along everything the sources say."""
    ties: dict[object, set[object]] = defaultdict(set)

    def tie(one: object, other: object) -> None:
        ties[one].add(other)
        ties[other].add(one)

    for came in contacts:
        if came.issue_id:
            tie(came.key, ("issue", came.source, came.issue_id))
        if came.previous_contact_id:
            tie(came.key, (came.source, came.previous_contact_id))
    here = {came.key for came in contacts}
    tied: dict[tuple[str, str], object] = {}
    for came in contacts:
        reached, edge = {came.key}, [came.key]
        while edge:
            for other in ties[edge.pop()] - reached:
                reached.add(other)
                edge.append(other)  # type: ignore[arg-type]
        together = reached & here
        if len(together) > 1:
            tied[came.key] = frozenset(together)
    return tied


def _chains(
    contacts: list[Came], persons: Mapping[str, str], *, window_days: int, most_contacts: int
) -> list[list[Came]]:
    def person(came: Came) -> str | None:
        return persons.get(came.customer_id, came.customer_id) if came.customer_id else None

    begun = [came for came in contacts if came.direction not in ("outbound", "internal")]
    often = defaultdict(int)
    for came in begun:
        often[person(came)] += 1
    able = [came for came in begun if person(came) and came.reason and often[person(came)] <= most_contacts]
    chains: list[list[Came]] = []
    for who, why in {(person(came), came.reason) for came in able}:
        until = None
        for came in (came for came in able if (person(came), came.reason) == (who, why)):
            if until is None or came.offered_at > until:
                chains.append([])
                until = came.offered_at
            chains[-1].append(came)
            until = max(until, came.closed_at + timedelta(days=window_days))
    return chains
