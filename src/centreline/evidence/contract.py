"""What a table of evidence promises: its columns, their types and units, its key, and who may see what."""

from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Column", "Contract", "Kind", "Privacy", "Retention"]


class Kind(StrEnum):
    """The type of a column."""

    TEXT = "text"
    CHOICE = "choice"  # one of `choices`; anything else becomes "other" and the raw word is kept
    WHOLE = "whole"  # 64-bit integer
    NUMBER = "number"  # 64-bit float
    MILLISECONDS = "milliseconds"  # 64-bit integer, never negative
    SHARE = "share"  # 64-bit float, 0 to 1
    FLAG = "flag"  # true, false or unknown
    INSTANT = "instant"  # UTC, microseconds
    LOCAL = "local"  # wall-clock time where it happened, derived from an instant and a zone
    DAY = "day"


class Privacy(StrEnum):
    """Who the column could tell something about."""

    NONE = "none"  # about nobody
    CUSTOMER = "customer"  # points at a customer
    WORKER = "worker"  # points at an agent, an evaluator or another worker
    FREE_TEXT = "free text"  # may hold anything anybody wrote


class Retention(StrEnum):
    """How long rows are kept: the class a workspace gives a time to."""

    TRANSCRIPTS = "transcripts"  # what was said and written
    CONTACT_FACTS = "contact facts"  # who came when, with what, and what became of it
    WORKER_RECORDS = "worker records"  # what is held on people who work here, or want to
    OPERATIONS = "operations"  # about nobody: counts, costs, articles, outages


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a contract.

    Attributes:
        name: As it is in the table; the unit is in the name.
        kind: Its type.
        meaning: What it holds, in a sentence; for a CHOICE, what each word means.
        privacy: Who it could tell something about; every column has to say.
        required: Whether a row without it is rejected.
        choices: The words a CHOICE may take; "other" is always one of them.
        derived: Filled by the lake, never by a mapping.
    """

    name: str
    kind: Kind
    meaning: str
    privacy: Privacy = field(kw_only=True)
    required: bool = False
    choices: tuple[str, ...] = ()
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Contract:
    """One table of evidence.

    Attributes:
        name: The table's name.
        meaning: What one row is.
        key: Columns that together name a row; the same key twice is the same row, the newer one stays.
        dated_by: The INSTANT or DAY column that says when the row happened; months and `local_at` follow it.
        retention: How long its rows are kept.
        columns: All columns a mapping may fill. `EVERY_TABLE` is added to them.
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    dated_by: str
    retention: Retention
    columns: tuple[Column, ...]

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The contract's own columns, then those every table has."""
        return (*self.columns, *EVERY_TABLE)

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError when there is none."""
        for column in self.all_columns:
            if column.name == name:
                return column
        raise KeyError(name)


EVERY_TABLE = (
    Column("zone", Kind.TEXT, "IANA zone in which the row happened.", privacy=Privacy.NONE),
    Column(
        "source_updated_at",
        Kind.INSTANT,
        "When the source last changed the row: an older copy never wins.",
        privacy=Privacy.NONE,
    ),
    Column(
        "local_at",
        Kind.LOCAL,
        "Wall-clock time of the row in its zone; days and hours are read from it.",
        derived=True,
        privacy=Privacy.NONE,
    ),
    Column(
        "month",
        Kind.TEXT,
        "Local month, 2026-01: the tables are partitioned by it.",
        derived=True,
        privacy=Privacy.NONE,
    ),
    Column("import_id", Kind.TEXT, "The import that wrote the row.", derived=True, privacy=Privacy.NONE),
    Column(
        "mapping_version",
        Kind.TEXT,
        "Name and hash of the mapping that read the row.",
        derived=True,
        privacy=Privacy.NONE,
    ),
    Column(
        "raw_ref",
        Kind.TEXT,
        "Where the row stands in its file: its row or record number.",
        derived=True,
        privacy=Privacy.NONE,
    ),
)
"""Columns of every table, after its own."""
