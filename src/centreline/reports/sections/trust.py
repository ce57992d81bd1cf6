"""What was looked at, and how far it can be trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from centreline.evidence.contracts import CONTRACTS
from centreline.findings.check import Check
from centreline.findings.examine import Examination
from centreline.findings.finding import Finding, State
from centreline.reports.names import Names
from centreline.reports.words import counted, day, share, spaced

__all__ = ["Absent", "Identity", "TableHeld", "Trust", "trusted"]

DOUBTS = 6
"""How many doubts about the evidence are told at length; the findings have them all."""


@dataclass(frozen=True, slots=True)
class TableHeld:
    """One table of evidence.

    Attributes:
        table: Its name.
        meaning: What one row is.
        rows: How many rows it holds.
        first_on: Its first local day.
        last_on: Its last local day.
        missing_days: Days without a row between days that have some, None when nobody counted.
        keeps_share: Share of rows that keep every rule of the contract, None when nobody counted.
        never_filled: Columns nobody filled.
        sources: Files the rows came from.
    """

    table: str
    meaning: str
    rows: int
    first_on: date | None
    last_on: date | None
    missing_days: int | None
    keeps_share: float | None
    never_filled: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """A table of evidence nobody brought."""

    table: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Identity:
    """For how many contacts of a queue and outcome the customer is known."""

    queue: str
    outcome: str
    contacts: int
    known: int

    @property
    def share(self) -> float:
        """Share of contacts whose customer is known, 0 to 1."""
        return self.known / self.contacts if self.contacts else 0.0


@dataclass(frozen=True, slots=True)
class Trust:
    """What was looked at.

    Attributes:
        period: Days the evidence covers, None when there is none.
        in_short: How far it can be trusted, in a sentence or two.
        says: The same at length, one sentence for each thing to know.
        tables: The tables with rows.
        absent: The tables without.
        identity: Where the customer is known, the largest groups first.
    """

    period: str | None
    in_short: str
    says: tuple[str, ...]
    tables: tuple[TableHeld, ...]
    absent: tuple[Absent, ...]
    identity: tuple[Identity, ...]


def trusted(
    tables: Sequence[TableHeld],
    identity: Sequence[Identity],
    *,
    examination: Examination,
    names: Names,
    checks: Mapping[str, Check],
) -> Trust:
    """Return what was looked at, and what the questions about the evidence itself found.

    Args:
        tables: The tables with rows; none when nothing was brought.
        identity: Where the customer is known; none when nobody counted.
        examination: What was asked; the findings of the family EVI are doubts about the evidence.
        names: What the elements are called.
        checks: The questions by their ids.
    """
    held = {table.table for table in tables}
    absent = tuple(Absent(name, contract.meaning) for name, contract in CONTRACTS.items() if name not in held)
    if not tables:
        bring = "Nothing was brought: what follows rests on the written operating model and on what people said."
        return Trust(None, bring, (bring,), (), absent, ())
    found = [finding for finding in examination.findings if finding.check.startswith("EVI")]
    doubts = [finding.says for finding in found]
    read = f"{_read(tables)} {_kept(tables)}".strip()
    return Trust(
        period=_period(tables),
        in_short=f"{read} {_doubted(found, examination, names=names, checks=checks)}",
        says=(read, *doubts[:DOUBTS], *_more(doubts)),
        tables=tuple(tables),
        absent=absent,
        identity=tuple(sorted(identity, key=lambda one: (-one.contacts, one.queue, one.outcome))),
    )


def _read(tables: Sequence[TableHeld]) -> str:
    main = max(tables, key=lambda table: (table.table == "contact", table.rows))
    others = len(tables) - 1
    beside = f", and {counted(others, 'table')} beside them" if others else ""
    return f"{counted(main.rows, _ROWS.get(main.table, f'row of {spaced(main.table)}'))}{beside}."


def _kept(tables: Sequence[TableHeld]) -> str:
    weighed = [(table.rows, table.keeps_share) for table in tables if table.keeps_share is not None]
    if not weighed:
        return ""
    rows = sum(count for count, _ in weighed)
    return f"{share(sum(count * kept for count, kept in weighed) / rows)} of all rows keep their contract."


def _doubted(found: Sequence[Finding], examination: Examination, *, names: Names, checks: Mapping[str, Check]) -> str:
    """Say the heaviest doubt, or that there is none; and that it is not known where nobody could look."""
    if found:
        heaviest = f"“{checks[found[0].check].question}” Not so at {names.about(found[0].element)}."
        return f"{counted(len(found), 'doubt')} about the records, the heaviest: {heaviest}"
    asked = [outcome for outcome in examination.outcomes if outcome.check.startswith("EVI")]
    looked = [outcome for outcome in asked if outcome.state is not State.NOT_EXAMINED]
    if not looked:
        return "Nobody has asked yet how good these records are."
    return f"{len(looked)} of {counted(len(asked), 'question')} about the records could be asked, and found no fault."


def _more(doubts: Sequence[str]) -> tuple[str, ...]:
    left = len(doubts) - DOUBTS
    return (f"{counted(left, 'more doubt')} about the evidence stand among the findings.",) if left > 0 else ()


def _period(tables: Sequence[TableHeld]) -> str | None:
    dated = [table for table in tables if table.table == "contact"] or list(tables)
    first = min((table.first_on for table in dated if table.first_on), default=None)
    last = max((table.last_on for table in dated if table.last_on), default=None)
    return None if first is None or last is None else f"{day(first)} to {day(last)}"


_ROWS = {"contact": "contact"}
