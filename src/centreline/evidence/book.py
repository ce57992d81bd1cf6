"""What we hold, and how far it can be trusted: the first page anybody should read before a number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import ibis

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.evidence.keeping import Keeping, how_kept

__all__ = ["Book", "Gap", "HeldTable", "IdentityCoverage", "book_of", "gaps_between"]

DAILY = {"contact", "leg", "event", "interval_stat"}
"""Tables in which a day without rows may mean that a file was forgotten."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without a row, from the first to the last of them, that their weekdays make one expect to have some."""

    first_on: date
    last_on: date
    days: int


@dataclass(frozen=True, slots=True)
class HeldTable:
    """One table of evidence.

    Attributes:
        name: Its name.
        meaning: What one row is.
        rows: Rows it holds.
        first_on: First local day.
        last_on: Last local day.
        gaps: Stretches of missing days; None where days cannot be missed (costs, headcount, articles …).
        keeping: How it keeps its contract.
        never_filled: Columns nobody filled.
        sources: Files that fill it.
    """

    name: str
    meaning: str
    rows: int
    first_on: date
    last_on: date
    gaps: tuple[Gap, ...] | None
    keeping: Keeping
    never_filled: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def missing_days(self) -> int | None:
        """How many days are missing; None where days cannot be missed."""
        return None if self.gaps is None else sum(gap.days for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class IdentityCoverage:
    """For how many contacts of a queue and outcome the customer is known; empty queue where none is named."""

    queue: str
    outcome: str
    contacts: int
    known: int

    @property
    def share(self) -> float:
        """Share of contacts whose customer is known, 0 to 1."""
        return self.known / self.contacts


@dataclass(frozen=True, slots=True)
class Book:
    """The evidence of a workspace.

    Attributes:
        version: Version of the evidence.
        tables: Tables with rows, in the order of the contracts.
        absent: Names of the tables without.
        identity: Where the customer is known, the largest groups first.
    """

    version: str
    tables: tuple[HeldTable, ...]
    absent: tuple[str, ...]
    identity: tuple[IdentityCoverage, ...]


def book_of(evidence: Evidence) -> Book:
    """Return what the evidence holds."""
    return Book(
        version=evidence.version,
        tables=tuple(_held(evidence, name) for name in evidence.tables),
        absent=tuple(name for name in CONTRACTS if name not in evidence.tables),
        identity=_identity(evidence),
    )


def _held(evidence: Evidence, name: str) -> HeldTable:
    contract = CONTRACTS[name]
    span = evidence.span(name)
    assert span is not None, "a table without rows is not among the tables"
    own = [column.name for column in contract.all_columns if not column.derived]
    return HeldTable(
        name=name,
        meaning=contract.meaning,
        rows=evidence.filled(name, "local_at"),
        first_on=span[0],
        last_on=span[1],
        gaps=_gaps(evidence, name) if name in DAILY else None,
        keeping=how_kept(evidence, name),
        never_filled=tuple(column for column in own if not evidence.filled(name, column)),
        sources=evidence.provenance(name).sources,
    )


def _gaps(evidence: Evidence, name: str) -> tuple[Gap, ...]:
    days = evidence.table(name).local_at.date().name("day").as_table().distinct()
    return gaps_between([row["day"] for row in evidence.rows(days)])


def gaps_between(days: Sequence[date]) -> tuple[Gap, ...]:
    """Return the stretches of days that are missing between the first and the last.

    A centre that is closed on Sundays misses no Sunday: a day is missing when at least half of the days of its
    weekday, in the whole span, are there.

    >>> days = [date(2026, 1, 5) + timedelta(days=n) for n in range(21) if n % 7 < 5 and n != 8]
    >>> [(str(gap.first_on), gap.days) for gap in gaps_between(days)]
    [('2026-01-13', 1)]
    """
    there = set(days)
    if not there:
        return ()
    span = [min(there) + timedelta(days=n) for n in range((max(there) - min(there)).days + 1)]
    open_days = Counter(day.weekday() for day in there)
    all_days = Counter(day.weekday() for day in span)
    expected = [day for day in span if 2 * open_days[day.weekday()] >= all_days[day.weekday()]]
    stretches: list[list[date]] = [[]]
    for day in expected:
        if day not in there:
            stretches[-1].append(day)
        elif stretches[-1]:
            stretches.append([])
    return tuple(Gap(missing[0], missing[-1], len(missing)) for missing in stretches if missing)


def _identity(evidence: Evidence) -> tuple[IdentityCoverage, ...]:
    if "contact" not in evidence.tables:
        return ()
    contacts = evidence.table("contact")
    groups = contacts.mutate(queue=contacts.queue.fill_null("")).aggregate(
        contacts=ibis._.count(), known=ibis._.customer_id.count(), by=["queue", "outcome"]
    )
    found = [IdentityCoverage(**row) for row in evidence.rows(groups)]
    return tuple(sorted(found, key=lambda each: (-each.contacts, each.queue, each.outcome)))
