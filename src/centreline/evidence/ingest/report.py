"""What became of a file, or would."""

from collections.abc import Mapping as Counted
from dataclasses import dataclass
from pathlib import Path

from centreline.evidence.changes import ChangedRow
from centreline.evidence.ingest.problems import ErrorGroup
from centreline.evidence.journal import Counts, Import

__all__ = ["IngestReport", "Replaced", "StrangeWord"]

NAMES = {
    "card": ("card number", "card numbers"),
    "cvv": ("card security code", "card security codes"),
    "iban": ("bank account number", "bank account numbers"),
    "national id": ("national id", "national ids"),
    "password": ("password", "passwords"),
    "email": ("e-mail address", "e-mail addresses"),
    "phone": ("telephone number", "telephone numbers"),
}
"""What is taken out at the door, one and many of each."""


@dataclass(frozen=True, slots=True)
class StrangeWord:
    """A word nobody foresaw, which became "other"."""

    column: str
    word: str
    rows: int


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was taken out of a column at the door."""

    column: str
    kind: str
    times: int

    @property
    def says(self) -> str:
        """What was done, in a sentence."""
        one, many = NAMES.get(self.kind, (self.kind, self.kind))
        was = f"1 {one} was" if self.times == 1 else f"{self.times:,} {many} were"
        return f"{was} replaced in {self.column} before anything was written."


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of a file, or would.

    Attributes:
        file: Its name.
        table: The contract it fills.
        mapping: Name and hash of the mapping.
        counts: What became of its rows; the counts add up to the rows read.
        skipped_because: Reasons of the mapping for skipping rows, and how many each skipped.
        errors: Rejected rows, grouped by what would repair them.
        strange: Words that became "other".
        remarks: Sentences a person should read.
        replaced: What was taken out at the door, before anything was written.
        imported: The entry in the journal; None where nothing was written.
        rejected_file: Where the rejected rows are; None where there are none, or they were not kept.
        changes: The first rows that would change one that is there, before and after; only of a file that is looked at
            before it is brought.
    """

    file: str
    table: str
    mapping: str
    counts: Counts
    skipped_because: Counted[str, int]
    errors: tuple[ErrorGroup, ...]
    strange: tuple[StrangeWord, ...]
    remarks: tuple[str, ...]
    replaced: tuple[Replaced, ...] = ()
    imported: Import | None = None
    rejected_file: Path | None = None
    changes: tuple[ChangedRow, ...] = ()
