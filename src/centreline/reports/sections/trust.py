"""What was looked at, and how far it can be trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from centreline.evidence.book import Book, HeldTable
from centreline.evidence.contracts import CONTRACTS
from centreline.findings.check import Check
from centreline.findings.examine import Examination
from centreline.findings.finding import Finding, State
from centreline.kernel.kept_words import Sentence
from centreline.kernel.said import in_a_row, said
from centreline.reports.names import Names
from centreline.reports.words import counted, day, share

__all__ = ["Absent", "Identity", "TableHeld", "Trust", "trusted"]

RULES = 3
"""How many broken rules of the contracts are named."""

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
        missing_days: Days without a row between days that have some, None where days cannot be missed.
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
    in_short: Sentence
    says: tuple[str, ...]
    tables: tuple[TableHeld, ...]
    absent: tuple[Absent, ...]
    identity: tuple[Identity, ...]


def trusted(book: Book | None, *, examination: Examination, names: Names, checks: Mapping[str, Check]) -> Trust:
    """Return what was looked at, and what the questions about the evidence itself found.

    Args:
        book: What is held; None when nothing was brought.
        examination: What was asked; the findings of the family EVI are doubts about the evidence.
        names: What the elements are called.
        checks: The questions by their ids.
    """
    missing = CONTRACTS if book is None else book.absent
    absent = tuple(Absent(name, CONTRACTS[name].meaning) for name in missing)
    if book is None or not book.tables:
        says = said("Nothing was brought: what follows rests on the written operating model and on what people said.")
        return Trust(None, says, (says,), (), absent, ())
    tables = tuple(_table(held) for held in book.tables)
    found = [finding for finding in examination.findings if finding.check.startswith("EVI")]
    doubts = [finding.says for finding in found]
    read = in_a_row(filter(None, [_read(tables), _kept(tables)]), by=" ")
    return Trust(
        period=_period(tables),
        in_short=in_a_row([read, _doubted(found, examination, names=names, checks=checks)], by=" "),
        says=(read, *_known(book), *_broken(book), *doubts[:DOUBTS], *_more(doubts)),
        tables=tables,
        absent=absent,
        identity=tuple(
            Identity(one.queue or "none named", one.outcome, one.contacts, one.known) for one in book.identity
        ),
    )


def _table(held: HeldTable) -> TableHeld:
    return TableHeld(
        table=held.name,
        meaning=held.meaning,
        rows=held.rows,
        first_on=held.first_on,
        last_on=held.last_on,
        missing_days=held.missing_days,
        keeps_share=held.keeping.share,
        never_filled=held.never_filled,
        sources=held.sources,
    )


def _known(book: Book) -> tuple[str, ...]:
    """Say of how many contacts the customer is known: what is said of customers is said of these alone."""
    contacts = sum(one.contacts for one in book.identity)
    if not contacts:
        return ()
    known = sum(one.known for one in book.identity)
    of_all = f"{known:,} of {counted(contacts, 'contact')} ({share(known / contacts)})"
    return (f"The customer is known in {of_all}: what is said of customers is said of these alone.",)


def _broken(book: Book) -> tuple[str, ...]:
    """Name the rules of the contracts that most rows break."""
    rules = [(broken.rows, table.name, broken.rule.says) for table in book.tables for broken in table.keeping.broken]
    heaviest = sorted(rules, key=lambda one: (-one[0], one[1], one[2]))[:RULES]
    return tuple(
        f"{counted(rows, 'row')} of {table} {'breaks' if rows == 1 else 'break'} a rule: {says.rstrip('.')}."
        for rows, table, says in heaviest
    )


def _read(tables: Sequence[TableHeld]) -> str:
    main = max(tables, key=lambda table: (table.table == "contact", table.rows))
    others = len(tables) - 1
    rows = counted(main.rows, "contact") if main.table == "contact" else _rows_of(main)
    template = said("{rows}, and {tables} beside them.") if others else said("{rows}.")
    return template.filled(rows=rows, tables=counted(others, "table"))


def _rows_of(held: TableHeld) -> str:
    return said("{rows} of the table {table}").filled(rows=counted(held.rows, "row"), table=held.table)


def _kept(tables: Sequence[TableHeld]) -> str:
    weighed = [(table.rows, table.keeps_share) for table in tables if table.keeps_share is not None]
    if not weighed:
        return ""
    rows = sum(count for count, _ in weighed)
    keep = share(sum(count * kept for count, kept in weighed) / rows)
    return said("{share} of all rows keep their contract.").filled(share=keep)


def _doubted(found: Sequence[Finding], examination: Examination, *, names: Names, checks: Mapping[str, Check]) -> str:
    """Say the heaviest doubt, or that there is none; and that it is not known where nobody could look."""
    if found:
        return said("{doubts} about the records; the heaviest, about {about}: “{question}”").filled(
            doubts=counted(len(found), "doubt"),
            about=names.about(found[0].element),
            question=checks[found[0].check].question,
        )
    asked = [outcome for outcome in examination.outcomes if outcome.check.startswith("EVI")]
    looked = [outcome for outcome in asked if outcome.state is not State.NOT_EXAMINED]
    if not looked:
        return said("Nobody has asked yet how good these records are.")
    return said("{n} of {questions} about the records could be asked, and found no fault.").filled(
        n=len(looked), questions=counted(len(asked), "question")
    )


def _more(doubts: Sequence[str]) -> tuple[str, ...]:
    left = len(doubts) - DOUBTS
    stand = "stands" if left == 1 else "stand"
    return (f"{counted(left, 'more doubt')} about the evidence {stand} among the findings.",) if left > 0 else ()


def _period(tables: Sequence[TableHeld]) -> str | None:
    dated = [table for table in tables if table.table == "contact"] or list(tables)
    first = min((table.first_on for table in dated if table.first_on), default=None)
    last = max((table.last_on for table in dated if table.last_on), default=None)
    return None if first is None or last is None else f"{day(first)} to {day(last)}"
