"""How long rows are kept, which of them are due on a day, and taking those out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import ibis
import pyarrow as pa
from ibis.expr.types import BooleanValue, Table

from centreline.evidence.contract import Retention
from centreline.evidence.contracts import KEPT
from centreline.evidence.contracts.record import RECORD
from centreline.evidence.delta import current_rows
from centreline.evidence.engine import open_engine
from centreline.evidence.erasure.finding import contacts_of, subjects_of
from centreline.evidence.erasure.holds import held_people
from centreline.evidence.erasure.leaving import PeopleLeaving
from centreline.evidence.erasure.removing import RowsLeaving, count_leaving, remove_rows
from centreline.evidence.lake import Lake
from centreline.evidence.locking import only_writer
from centreline.evidence.records.aged import note_aged
from centreline.evidence.records.settling import raw_refs_of
from centreline.evidence.scope import Scope
from centreline.evidence.tombstones import read_tombstones, write_tombstones
from centreline.kernel.errors import WorkspaceInvalid

__all__ = ["DEFAULT_TIMES", "KeptFor", "RowsDue", "due_rows", "kept_for", "remove_due", "times_of"]

DATED_FROM = datetime(1970, 1, 3)  # noqa: DTZ001 - local times have no zone

WRITTEN = re.compile(r"(\d{1,4}) (day|month|year)s?")


@dataclass(frozen=True, slots=True)
class KeptFor:
    """A time rows are kept for, in days and calendar months."""

    months: int = 0
    days: int = 0

    def cutoff(self, on: date) -> date:
        """Return the first day that is still kept.

        >>> KeptFor(months=13).cutoff(date(2026, 3, 31))
        datetime.date(2025, 2, 28)
        """
        month = on.year * 12 + on.month - 1 - self.months
        year, month = divmod(month, 12)
        last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
        return date(year, month + 1, min(on.day, last)) - timedelta(days=self.days)

    def __str__(self) -> str:
        """Return it as it is written."""
        return f"{self.days} days" if self.days else f"{self.months} months"


DEFAULT_TIMES: Mapping[Retention, KeptFor | None] = {
    Retention.TRANSCRIPTS: KeptFor(days=180),
    Retention.CONTACT_FACTS: KeptFor(months=25),
    Retention.WORKER_RECORDS: KeptFor(months=13),
    Retention.OPERATIONS: None,
}
"""How long rows of each class are kept where a workspace says nothing else; None keeps them for ever."""


def kept_for(text: str, *, where: str) -> KeptFor | None:
    """Read a time as people write it: "180 days", "25 months", "2 years", "for ever".

    Raises:
        WorkspaceInvalid: it is none of these.
    """
    if text.strip() == "for ever":
        return None
    match = WRITTEN.fullmatch(text.strip())
    if match is None or not int(match[1]):
        raise WorkspaceInvalid(
            f"cannot read {text!r} as a time rows are kept for",
            where=where,
            fix='write "180 days", "25 months", "2 years" or "for ever"',
        )
    count = int(match[1])
    return {"day": KeptFor(days=count), "month": KeptFor(months=count), "year": KeptFor(months=12 * count)}[match[2]]


def times_of(written: Mapping[str, str], *, where: str) -> dict[Retention, KeptFor | None]:
    """Return how long each class is kept: what a workspace says, and the defaults for the rest.

    Raises:
        WorkspaceInvalid: there is no such class, or a time cannot be read.
    """
    classes = {kind.value.replace(" ", "_"): kind for kind in Retention}
    times = dict(DEFAULT_TIMES)
    for name, text in written.items():
        if name not in classes:
            raise WorkspaceInvalid(
                f"there is no class of rows called {name!r}", where=where, fix=f"write one of {', '.join(classes)}"
            )
        times[classes[name]] = kept_for(str(text), where=f"{where}: {name}")
    return times


@dataclass(frozen=True)
class RowsDue:
    """Rows that are older than their class is kept for, those under a legal hold left out.

    Attributes:
        cutoffs: The first day that is still kept, by class; classes that are kept for ever are not in it.
        held: Whose rows stay.
    """

    cutoffs: Mapping[Retention, date]
    held: PeopleLeaving = field(default_factory=lambda: PeopleLeaving(frozenset()))

    def leaves(self, name: str, rows: Table) -> BooleanValue:
        """Return whether each row is due."""
        cutoff = self.cutoffs.get(KEPT[name].retention)
        if cutoff is None:
            return ibis.literal(False)
        # A record of which its system says no date is dated 1970: nobody can say that it is old.
        is_old = (rows.local_at >= DATED_FROM) & (rows.local_at < datetime.combine(cutoff, time()))
        return is_old & ~self.held.leaves(name, rows) & ~self.held.loses_contact(name, rows)

    def loses_contact(self, name: str, rows: Table) -> BooleanValue:  # noqa: ARG002 - whatever the row
        """Return that no row only loses its contact."""
        return ibis.literal(False)

    def rewritten(self, name: str, rows: Table) -> BooleanValue:  # noqa: ARG002 - whatever the row
        """Return that no row is rewritten."""
        return ibis.literal(False)

    def rewrite(self, records: pa.Table, where: pa.ChunkedArray) -> pa.Table:  # noqa: ARG002 - none is
        """Return the records as they are."""
        return records


def due_rows(lake: Lake, *, times: Mapping[Retention, KeptFor | None], on: date) -> RowsDue:
    """Return which rows are due on a day.

    Args:
        lake: The evidence.
        times: How long each class is kept.
        on: The day.
    """
    cutoffs = {kind: kept.cutoff(on) for kind, kept in times.items() if kept is not None}
    people = frozenset(person for hold in held_people(lake.folder) for person in hold.people)
    if not people:
        return RowsDue(cutoffs)
    evidence = lake.evidence(scope=Scope.whole_centre("retention"))
    held = PeopleLeaving(people, contacts_of(evidence, people), subjects_of(lake, people))
    return RowsDue(cutoffs, held)


def remove_due(lake: Lake, due: RowsDue, *, run: str) -> dict[str, RowsLeaving]:
    """Take the rows that are due out of the lake.

    Args:
        lake: The evidence.
        due: From `due_rows`; `count_leaving` says beforehand how many rows that are.
        run: What the removal is called.

    Raises:
        EvidenceConflict: somebody else is writing.
    """
    with only_writer(lake.folder):
        if not count_leaving(lake, due):
            return {}
        _note_aged(lake, due, run=run)
        write_tombstones(lake.folder, read_tombstones(lake.folder).with_run(run))
        return remove_rows(lake, due, run=run)


def _note_aged(lake: Lake, due: RowsDue, *, run: str) -> None:
    """Note what the records that leave belong to: what was read from them is kept for longer than they are."""
    records = current_rows(open_engine(), lake.folder / RECORD.name, contract=RECORD)
    if records is not None:
        note_aged(lake.folder, raw_refs_of(records.filter(due.leaves(RECORD.name, records))), run=run)
