"""State in the database: entries with their history, and the trail."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from centreline.governance.entry import Change, Entry
from centreline.governance.kinds import body_of
from centreline.governance.published import Published
from centreline.governance.trail import BEGINNING, Line, chained
from centreline.web.records.models import ChangeRow, EntryRow, LineRow, TrailEnd
from centreline.web.records.published import keep_published, published_version

__all__ = ["DjangoState", "entry_of"]

_WORDS = ("at", "by", "acting_for", "act", "kind", "key", "says", "before", "after", "request", "address")


class DjangoState:
    """Entries, their history and the trail, in the database of the workspace."""

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """Open a step of which all is kept, or nothing; whoever else opens one waits for it to end.

        What a step looks at before it writes still holds when it writes. SQLite has one writer by itself; elsewhere two
        would look first and both write, and two who change the same things in another order would stop each other.
        """
        with transaction.atomic():
            if connection.features.has_select_for_update:
                _locked_end()
            yield

    def entry(self, kind: str, key: str) -> Entry | None:
        """Return an entry as it is now, binned ones too."""
        row = EntryRow.objects.filter(kind=kind, key=key).first()
        return None if row is None else entry_of(row)

    def entries(self, kind: str, *, within: str | None = None) -> tuple[Entry, ...]:
        """Return the entries of a kind that stand, oldest first."""
        rows = EntryRow.objects.filter(kind=kind, binned_at=None).order_by("made_at", "id")
        return tuple(entry_of(row) for row in (rows if within is None else rows.filter(within=within)))

    def saying(self, kind: str, words: Iterable[str]) -> Iterator[Entry]:
        """Yield the entries of a kind that stand and in which every word may stand, the newest first.

        What is yielded has still to be looked at: words that JSON writes otherwise are not asked for here.
        """
        rows = EntryRow.objects.filter(kind=kind, binned_at=None).annotate(text=Cast("body", TextField()))
        for word in words:
            rows = rows.filter(text__icontains=word) if word.isascii() and word.isalnum() else rows
        for row in rows.order_by("-made_at", "-id").iterator(chunk_size=100):
            yield entry_of(row)

    def binned(self, kind: str, *, within: str) -> tuple[Entry, ...]:
        """Return the entries of a kind within something that were thrown away, what was thrown away last first."""
        rows = EntryRow.objects.filter(kind=kind, within=within, binned_at__isnull=False)
        return tuple(entry_of(row) for row in rows.order_by("-binned_at", "id"))

    def history(self, kind: str, key: str) -> tuple[Change, ...]:
        """Return every version of an entry, oldest first."""
        rows = ChangeRow.objects.filter(kind=kind, key=key).order_by("version")
        return tuple(_change_of(row) for row in rows)

    def histories(
        self, kinds: Iterable[str], *, keys: Iterable[str] = (), within: Iterable[str] = ()
    ) -> tuple[tuple[Entry, tuple[Change, ...]], ...]:
        """Return entries, thrown away ones too, each with every version of it, oldest first.

        Args:
            kinds: Kinds they are of.
            keys: Keys under which they are kept.
            within: What they belong to; an entry is returned if either is so.
        """
        rows = EntryRow.objects.filter(Q(key__in=keys) | Q(within__in=within), kind__in=kinds)
        entries = [entry_of(row) for row in rows.order_by("made_at", "id")]
        versions: defaultdict[tuple[str, str], list[Change]] = defaultdict(list)
        written = ChangeRow.objects.filter(kind__in=kinds, key__in=[one.key for one in entries])
        for row in written.order_by("version"):
            versions[row.kind, row.key].append(_change_of(row))
        return tuple((one, tuple(versions[one.kind, one.key])) for one in entries)

    def version(self, kind: str, key: str, number: int) -> Change | None:
        """Return one version of an entry; None where it has none of that number."""
        row = ChangeRow.objects.filter(kind=kind, key=key, version=number).first()
        return None if row is None else _change_of(row)

    def keep(self, entry: Entry, *, change: Change) -> bool:
        """Keep a version of an entry; False where that version is there already."""
        fields = {
            "within": entry.within,
            "version": entry.version,
            "body": entry.fields,
            "changed_by": entry.changed_by,
            "changed_at": entry.changed_at,
            "binned_at": entry.binned_at,
        }
        if entry.version > 1:
            named = EntryRow.objects.filter(kind=entry.kind, key=entry.key, version=entry.version - 1)
            if not named.update(**fields):
                return False
        else:
            made = {"made_by": entry.made_by, "made_at": entry.made_at}
            try:
                with transaction.atomic():
                    EntryRow.objects.create(kind=entry.kind, key=entry.key, **made, **fields)
            except IntegrityError:
                return False
        _write_change(entry, change)
        return True

    def published(self, number: int | None = None) -> Published | None:
        """Return a published version, the newest where no number is given."""
        return published_version(number)

    def keep_published(self, published: Published) -> bool:
        """Keep a published version; False where there is one of that number already."""
        return keep_published(published)

    def add_line(self, line: Line) -> Line:
        """Add a line at the end of the trail; whoever else adds one waits for this step to end."""
        end = _locked_end()
        added = chained(replace(line, number=end.number + 1), previous=end.hash)
        LineRow.objects.create(
            number=added.number,
            previous=added.previous,
            hash=added.hash,
            **{word: getattr(added, word) for word in _WORDS},
        )
        TrailEnd.objects.filter(pk=1).update(number=added.number, hash=added.hash)
        return added

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the trail, oldest first."""
        for row in LineRow.objects.order_by("number").iterator(chunk_size=2_000):
            said = {word: getattr(row, word) for word in _WORDS}
            yield Line(number=row.number, previous=row.previous, hash=row.hash, **said)

    def end_of_trail(self) -> tuple[int, str]:
        """Return number and hash of the newest line, kept apart from the lines."""
        end = TrailEnd.objects.filter(pk=1).first()
        return (0, BEGINNING) if end is None else (end.number, end.hash)


def _locked_end() -> Any:
    """Return the end of the trail, which nobody else may move until this transaction ends."""
    end, _ = TrailEnd.objects.select_for_update().get_or_create(pk=1, defaults={"hash": BEGINNING})
    return end


def entry_of(row: Any) -> Entry:
    """Return an entry as its row holds it."""
    return Entry(
        kind=row.kind,
        key=row.key,
        within=row.within,
        version=row.version,
        body=body_of(row.kind, row.body),
        made_by=row.made_by,
        made_at=row.made_at,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
        binned_at=row.binned_at,
    )


def _change_of(row: Any) -> Change:
    return Change(row.version, row.body, row.by, row.at, row.act, row.says, row.request, row.binned)


def _write_change(entry: Entry, change: Change) -> None:
    ChangeRow.objects.create(
        kind=entry.kind,
        key=entry.key,
        version=change.version,
        body=change.fields,
        by=change.by,
        at=change.at,
        act=change.act,
        says=change.says,
        request=change.request,
        binned=change.binned,
    )
