"""Which contacts belong to which touchpoint, and which belong to none."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import ibis
from ibis.expr.types import BooleanValue, Table

from centreline.blueprint.journey import Recognition, Touchpoint
from centreline.evidence.engine import Evidence

__all__ = [
    "KIND",
    "ContactKind",
    "Recognised",
    "condition_of",
    "contact_kinds",
    "contacts_of",
    "described",
    "fits",
    "recognise",
]

KIND = ("queue", "reason", "channel")
"""Columns by which contacts are told apart."""


@dataclass(frozen=True, slots=True)
class ContactKind:
    """Contacts that share a queue, a reason and a channel.

    Attributes:
        queue: Their queue, None where the records name none.
        reason: Their reason, None where nobody coded one.
        channel: Their channel, None where the records name none.
        contacts: How many there are.
    """

    queue: str | None
    reason: str | None
    channel: str | None
    contacts: int

    def __str__(self) -> str:
        """Return the kind as a person reads it."""
        return ", ".join(f"{name} {value!r}" for name in KIND if (value := getattr(self, name)) is not None) or "blank"


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the map makes of the records.

    Attributes:
        contacts: Contacts in the evidence.
        by_touchpoint: Contacts, or cases, of each touchpoint that says how it is recognised; 0 means none.
        unplaced: Kinds of contacts that no touchpoint recognises, the most frequent first.
        shared: Kinds that several touchpoints recognise, with their keys.
    """

    contacts: int
    by_touchpoint: Mapping[str, int]
    unplaced: tuple[ContactKind, ...]
    shared: tuple[tuple[ContactKind, tuple[str, ...]], ...]

    @property
    def unplaced_contacts(self) -> int:
        """How many contacts no touchpoint recognises."""
        return sum(kind.contacts for kind in self.unplaced)


def contact_kinds(evidence: Evidence) -> tuple[ContactKind, ...]:
    """Return every queue, reason and channel that occur together, the most frequent first."""
    contacts = evidence.table("contact")
    rows = evidence.rows(contacts.aggregate(contacts=contacts.count(), by=list(KIND)))
    kinds = [ContactKind(**row) for row in rows]
    return tuple(sorted(kinds, key=lambda kind: (-kind.contacts, str(kind))))


def fits(kind: ContactKind, recognition: Recognition) -> bool:
    """Say whether a kind of contact fits every list given, activities left out."""
    wanted = (
        (recognition.queues, kind.queue),
        (recognition.reasons, kind.reason),
        (recognition.channels, kind.channel),
    )
    return all(value in words for words, value in wanted if words)


def described(recognition: Recognition) -> str:
    """Return in words what a contact has to be to be recognised.

    >>> described(Recognition(queues=("billing", "refunds"), channels=("voice",)))
    'queue is billing or refunds, channel is voice'
    """
    lists = (
        ("queue", recognition.queues),
        ("reason", recognition.reasons),
        ("channel", recognition.channels),
        ("activity", recognition.activities),
    )
    return ", ".join(f"{name} is {' or '.join(words)}" for name, words in lists if words)


def contacts_of(evidence: Evidence, recognition: Recognition) -> Table:
    """Return the contacts that fit every list given, as an Ibis expression with all columns of the contract."""
    contacts = evidence.table("contact")
    return contacts.filter(condition_of(evidence, recognition)(contacts))


def condition_of(evidence: Evidence, recognition: Recognition) -> Callable[[Table], BooleanValue]:
    """Return what says of the rows of `contact`, or a table with its columns, whether they fit every list given.

    A contact has an activity when it, or the issue it belongs to, is a case of the same source with such an event.
    """

    def fits_all(contacts: Table) -> BooleanValue:
        lists = (recognition.queues, recognition.reasons, recognition.channels)
        conditions = [contacts[name].isin(words) for name, words in zip(KIND, lists, strict=True) if words]
        if recognition.activities:
            cases = _cases_with(evidence, recognition.activities)
            names = [contacts.source + "\t" + contacts[column] for column in ("contact_id", "issue_id")]
            conditions.append(names[0].isin(cases.case_name) | names[1].isin(cases.case_name))
        return ibis.and_(*conditions)

    return fits_all


def recognise(evidence: Evidence, touchpoints: Iterable[Touchpoint]) -> Recognised:
    """Match contacts to the touchpoints that say how they are recognised.

    The contacts are counted once by queue, reason and channel; the touchpoints are matched with those counts, so
    that thousands of touchpoints cost no more passes than one. Each touchpoint with activities costs one more.
    """
    told = {touchpoint.id: touchpoint.recognised_by for touchpoint in touchpoints if touchpoint.recognised_by}
    kinds = contact_kinds(evidence) if evidence.has("contact") else ()
    plain = {key: recognition for key, recognition in told.items() if not recognition.activities}
    by_activity = {key: recognition for key, recognition in told.items() if recognition.activities}
    found = {kind: tuple(key for key, recognition in plain.items() if fits(kind, recognition)) for kind in kinds}

    counts = dict.fromkeys(told, 0)
    for kind, keys in found.items():
        for key in keys:
            counts[key] += kind.contacts
    for key, recognition in by_activity.items():
        counts[key] = _cases_of(evidence, recognition)
    unplaced = [kind for kind, keys in found.items() if not keys]
    return Recognised(
        contacts=sum(kind.contacts for kind in kinds),
        by_touchpoint=counts,
        unplaced=_left_over(evidence, unplaced, by_activity.values()),
        shared=tuple((kind, keys) for kind, keys in found.items() if len(keys) > 1),
    )


def _cases_with(evidence: Evidence, activities: tuple[str, ...]) -> Table:
    events = evidence.table("event")
    events = events.filter(events.activity.isin(activities))
    return events.select(case_name=events.source + "\t" + events.case_id).distinct()


def _cases_of(evidence: Evidence, recognition: Recognition) -> int:
    if not evidence.has("event"):
        return 0
    if recognition.queues or recognition.reasons or recognition.channels:
        if not evidence.has("contact"):
            return 0
        return int(evidence.rows(contacts_of(evidence, recognition).aggregate(n=lambda t: t.count()))[0]["n"])
    cases = _cases_with(evidence, recognition.activities)
    return int(evidence.rows(cases.aggregate(n=cases.count()))[0]["n"])


def _left_over(
    evidence: Evidence, unplaced: list[ContactKind], recognitions: Iterable[Recognition]
) -> tuple[ContactKind, ...]:
    told = tuple(recognitions)
    if not unplaced or not told or not evidence.has("event"):
        return tuple(unplaced)
    placed = [contacts_of(evidence, recognition).select("source", "contact_id", *KIND) for recognition in told]
    table = (placed[0] if len(placed) == 1 else ibis.union(*placed)).distinct()
    rows = evidence.rows(table.aggregate(contacts=table.count(), by=list(KIND)))
    taken = {tuple(row[name] for name in KIND): row["contacts"] for row in rows}
    rest = [
        replace(kind, contacts=kind.contacts - taken.get((kind.queue, kind.reason, kind.channel), 0))
        for kind in unplaced
    ]
    return tuple(kind for kind in rest if kind.contacts)
