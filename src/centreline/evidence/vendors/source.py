"""What a reader of one system's export promises.

A source takes a file apart into *records*, and puts the records of one *subject* together into rows of tables. The
records are what is kept: newest of each name, redacted, unknown fields and all. The rows are a reading of them and can
be made again at any time, so it does not matter in which order, how often or in how many files the records came.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from centreline.evidence.privacy.identifier import Identifier

__all__ = ["Assembled", "Identifier", "Record", "Sample", "Source", "Unreadable"]


@dataclass(frozen=True, slots=True)
class Sample:
    """The beginning of a file, for `Source.recognise`.

    Attributes:
        path: The file.
        head: Its first bytes, unpacked where it is packed.
        values: Its first JSON values, where it holds JSON; the whole object where it is one.
        header: The cells of its first line that is not empty, where it is delimited text.
    """

    path: Path
    head: bytes
    values: tuple[Any, ...] = ()
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One record as its source keeps it.

    Attributes:
        kind: What it is, in the source's words: "contact", "ticket", "ticket_metric".
        id: Its name; of two copies of one name the newer stays.
        subject: What it belongs to: all records of one subject are put together at once. A chain of contacts, a
            ticket, an agent.
        changed_at: When the source last changed it; None where it does not say.
        body: The record as JSON, with every field, known or not.
        is_customer: Whether it is a customer's own: then `id` is the customer as the source names them, which becomes
            a pseudonym, and the customer its subject.
    """

    kind: str
    id: str
    subject: str
    changed_at: datetime | None
    body: Mapping[str, Any]
    is_customer: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that cannot be read.

    Attributes:
        place: Its number in the file, from 1.
        because: What is wrong with it.
        text: The record, cut short.
    """

    place: int
    because: str
    text: str


@dataclass(frozen=True, slots=True)
class Assembled:
    """What the records of one subject say.

    Attributes:
        rows: Rows by table: columns of its contract, without `source` and the derived ones. Instants are aware,
            durations whole milliseconds; columns that are left out are empty.
        strange: Words of the source that became "other", as (table.column, word).
        incomplete: Why there is no row, or not all of one, in sentences: a leg whose contact has not come yet.
    """

    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    strange: tuple[tuple[str, str], ...] = ()
    incomplete: tuple[str, ...] = field(default=())


class Source(Protocol):
    """A reader of one system's export."""

    @property
    def name(self) -> str:
        """Its id, as it is typed: "amazon_connect_contacts"."""

    @property
    def title(self) -> str:
        """What people call it: "Amazon Connect contact records"."""

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables its rows go to."""

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Where its records name customers."""

    def recognise(self, sample: Sample) -> float:
        """Return how sure it is that the file is its own, 0 to 1; it names the fields it went by in its docstring."""

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:
        """Take a file apart, in constant memory.

        Args:
            path: The file, which may be packed with gzip.
            zone: IANA zone of times that name none.

        Raises:
            FileUnreadable: it cannot be read to its end.
        """

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:
        """Put the records of one subject together: the newest of each name, in any order.

        Args:
            subject: What they belong to.
            records: Identifiers are pseudonyms already.
            zone: IANA zone of times that name none.
        """
