"""What became of a file, or would."""

from collections.abc import Mapping as Counted
from dataclasses import dataclass
from pathlib import Path

from centreline.evidence.ingest.problems import ErrorGroup
from centreline.evidence.journal import Counts, Import

__all__ = ["IngestReport", "StrangeWord"]


@dataclass(frozen=True, slots=True)
class StrangeWord:
    """A word nobody foresaw, which became "other"."""

    column: str
    word: str
    rows: int


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
        imported: The entry in the journal; None where nothing was written.
        rejected_file: Where the rejected rows are; None where there are none, or nothing was written.
    """

    file: str
    table: str
    mapping: str
    counts: Counts
    skipped_because: Counted[str, int]
    errors: tuple[ErrorGroup, ...]
    strange: tuple[StrangeWord, ...]
    remarks: tuple[str, ...]
    imported: Import | None = None
    rejected_file: Path | None = None
