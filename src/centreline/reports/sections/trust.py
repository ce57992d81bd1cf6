"""What was looked at, and how far it can be trusted."""

from dataclasses import dataclass
from datetime import date

__all__ = ["Absent", "Identity", "TableHeld", "Trust"]


@dataclass(frozen=True, slots=True)
class TableHeld:
    """One table of evidence.

    Attributes:
        table: Its name.
        meaning: What one row is.
        rows: How many rows it holds.
        first_on: Its first local day.
        last_on: Its last local day.
        missing_days: Days without a row between days that have some.
        keeps_share: Share of rows that keep every rule of the contract, None when nobody counted.
        never_filled: Columns nobody filled.
        sources: Files the rows came from.
    """

    table: str
    meaning: str
    rows: int
    first_on: date | None
    last_on: date | None
    missing_days: int
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
