"""What became of a file of records, or would: of the records, and of the rows that are read from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from centreline.evidence.ingest.report import IngestReport

__all__ = ["RecordsReport", "RowCounts"]


@dataclass(frozen=True, slots=True)
class RowCounts:
    """What became of the rows of one table.

    Attributes:
        created: Rows that were not there before.
        changed: Rows that say something else now.
        vanished: Rows that no record speaks of any more.
    """

    created: int = 0
    changed: int = 0
    vanished: int = 0

    def __bool__(self) -> bool:
        """Say whether anything is different."""
        return bool(self.created or self.changed or self.vanished)


@dataclass(frozen=True, slots=True)
class RecordsReport(IngestReport):
    """What became of a file of records; its `counts` are of records.

    Attributes:
        rows: What became of the rows of each table that the records are read into.
        incomplete: Why some rows are missing, in sentences, and for how many subjects.
    """

    rows: Mapping[str, RowCounts] = field(default_factory=dict)
    incomplete: Mapping[str, int] = field(default_factory=dict)
