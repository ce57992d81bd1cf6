"""State in memory: for tests, and for scripts that want to try something."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace

from centreline.governance.entry import Change, Entry
from centreline.governance.published import Published
from centreline.governance.trail import BEGINNING, Line, chained

__all__ = ["MemoryState"]


@dataclass
class MemoryState:
    """Entries, their history and the trail, as long as the process lives."""

    _entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    _history: dict[tuple[str, str], tuple[Change, ...]] = field(default_factory=dict)
    _lines: list[Line] = field(default_factory=list)
    _published: dict[int, Published] = field(default_factory=dict)

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """Open a step of which all is kept, or nothing."""
        before = copy(self._entries), copy(self._history), copy(self._lines), copy(self._published)
        try:
            yield
        except BaseException:
            self._entries, self._history, self._lines, self._published = before
            raise

    def entry(self, kind: str, key: str) -> Entry | None:
        """Return an entry as it is now, binned ones too."""
        return self._entries.get((kind, key))

    def entries(self, kind: str, *, within: str | None = None) -> tuple[Entry, ...]:
        """Return the entries of a kind that stand, oldest first."""
        return tuple(
            entry
            for (its_kind, _), entry in self._entries.items()
            if its_kind == kind and entry.stands and within in (None, entry.within)
        )

    def binned(self, kind: str, *, within: str) -> tuple[Entry, ...]:
        """Return the entries of a kind within something that were thrown away, what was thrown away last first."""
        gone = [one for (its_kind, _), one in self._entries.items() if its_kind == kind and one.within == within]
        return tuple(sorted((one for one in gone if one.binned_at), key=lambda one: str(one.binned_at), reverse=True))

    def history(self, kind: str, key: str) -> tuple[Change, ...]:
        """Return every version of an entry, oldest first."""
        return self._history.get((kind, key), ())

    def version(self, kind: str, key: str, number: int) -> Change | None:
        """Return one version of an entry; None where it has none of that number."""
        return next((one for one in self.history(kind, key) if one.version == number), None)

    def keep(self, entry: Entry, *, change: Change) -> bool:
        """Keep a version of an entry; False where that version is there already."""
        name = entry.kind, entry.key
        held = self._entries.get(name)
        if (0 if held is None else held.version) != entry.version - 1:
            return False
        self._entries[name] = entry
        self._history[name] = (*self.history(*name), change)
        return True

    def published(self, number: int | None = None) -> Published | None:
        """Return a published version, the newest where no number is given."""
        return self._published.get(number or max(self._published, default=0))

    def keep_published(self, published: Published) -> bool:
        """Keep a published version; False where there is one of that number already."""
        return self._published.setdefault(published.number, published) is published

    def add_line(self, line: Line) -> Line:
        """Add a line at the end of the trail, number and hashes filled in."""
        number, previous = self.end_of_trail()
        added = chained(replace(line, number=number + 1), previous=previous)
        self._lines.append(added)
        return added

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the trail, oldest first."""
        yield from self._lines

    def end_of_trail(self) -> tuple[int, str]:
        """Return number and hash of the newest line."""
        return (self._lines[-1].number, self._lines[-1].hash) if self._lines else (0, BEGINNING)
