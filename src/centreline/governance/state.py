"""What acts need of the place where things are kept: the port that a database, or memory, fills."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from centreline.governance.entry import Change, Entry
from centreline.governance.published import Published
from centreline.governance.trail import Line

__all__ = ["State"]


class State(Protocol):
    """Entries with their history, and the trail."""

    def one_step(self) -> AbstractContextManager[None]:
        """Open a step of which all is kept, or nothing."""

    def entry(self, kind: str, key: str) -> Entry | None:
        """Return an entry as it is now, binned ones too; None where there is none."""

    def entries(self, kind: str, *, within: str | None = None) -> tuple[Entry, ...]:
        """Return the entries of a kind that stand, oldest first; all of them, or those within something."""

    def binned(self, kind: str, *, within: str) -> tuple[Entry, ...]:
        """Return the entries of a kind within something that were thrown away, what was thrown away last first."""

    def history(self, kind: str, key: str) -> tuple[Change, ...]:
        """Return every version of an entry, oldest first."""

    def version(self, kind: str, key: str, number: int) -> Change | None:
        """Return one version of an entry; None where it has none of that number. Costs the same however many it has."""

    def keep(self, entry: Entry, *, change: Change) -> bool:
        """Keep a version of an entry; False where that version is there already."""

    def published(self, number: int | None = None) -> Published | None:
        """Return a published version of the operating model, the newest where no number is given; None for none."""

    def keep_published(self, published: Published) -> bool:
        """Keep a published version; False where there is one of that number already."""

    def add_line(self, line: Line) -> Line:
        """Add a line at the end of the trail, number and hashes filled in."""

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the trail, oldest first."""

    def end_of_trail(self) -> tuple[int, str]:
        """Return number and hash of the newest line, kept apart from the lines."""
