"""The reader of IEX-style files: schedules of agents, and counts of queues."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from centreline.evidence.ingest.guarded import unreadable
from centreline.evidence.vendors.iex.columns import cells_by_meaning, layout_of
from centreline.evidence.vendors.iex.lines import Line, header_of, lines_of
from centreline.evidence.vendors.iex.queues import interval_rows, period_told
from centreline.evidence.vendors.iex.schedules import activity_told, shift_rows
from centreline.evidence.vendors.iex.told import Options, ReadAs
from centreline.evidence.vendors.source import Assembled, Identifier, Record, Sample, Source, Unreadable

__all__ = ["IEX", "Iex"]

SURE, LIKELY, UNLIKELY = 0.95, 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Iex:
    """Schedules and queue files with `|` between cells.

    Attributes:
        told: What the file does not say of itself.
    """

    told: ReadAs = field(default_factory=ReadAs)

    @property
    def name(self) -> str:
        """Its id. What is told of a file is settled in its records, so it is the same under every option."""
        return "iex"

    @property
    def title(self) -> str:
        """What people call it."""
        return "IEX-style schedules and queue files"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables its rows go to."""
        return ("shift", "shift_activity", "interval_stat")

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Nobody: schedules are about workers, queues about nobody."""
        return ()

    @property
    def options(self) -> Options:
        """The order of dates, which of two equal hours is meant, and how long a period is."""
        return Options()

    @property
    def option(self) -> str:
        """What is told, as text: the same file is another one under another option."""
        return repr(self.told)

    def under(self, option: str) -> "Iex":
        """Return the reader that reads as told: "date_order=dmy,repeated_hour=sum"."""
        return replace(self, told=self.told.with_option(option))

    def recognise(self, sample: Sample) -> float:
        """Go by a first line that begins with #fields, and columns of a schedule or of a queue."""
        first = next((line for line in sample.head.decode("utf-8", "ignore").splitlines() if line.strip()), "")
        header = header_of(first)
        if header is None or first.lstrip("\ufeff \t").startswith(("{", "[", "<", "BEGIN:")):
            return 0.0
        layout = layout_of(header[1], told=self.told)
        is_marked = re.match(r"\ufeff?\s*#\s*fields", first, re.IGNORECASE) is not None
        if layout is None:
            return UNLIKELY if is_marked else 0.0
        if is_marked:
            return SURE
        return LIKELY if header[0] == "|" else UNLIKELY

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:
        """Take a file apart, a record for each row; its times are placed here, where it is known how it was read.

        Raises:
            FileUnreadable: it is no schedule and no queue file.
            ArgumentInvalid: a date, or an hour that came twice, needs an option to be read.
        """
        made_at = _made_at(path, zone=zone)
        layout: str | None = None
        for line in lines_of(path):
            if isinstance(line, Unreadable):
                yield line
                continue
            if layout is None:
                layout = layout_of(line.cells, told=self.told)
            if layout is None:
                has = ", ".join(list(line.cells)[:20])
                fix = "export agent and activity with begin and end, or queue, date and period with counts"
                raise unreadable(path, f"{path.name!r} is neither a schedule nor a queue file: it has {has}", fix=fix)
            yield self._record(line, layout=layout, zone=zone, made_at=made_at)

    def _record(self, line: Line, *, layout: str, zone: str, made_at: datetime | None) -> Record | Unreadable:
        meant = cells_by_meaning(line.cells, layout=layout, told=self.told)
        try:
            if layout == "schedule":
                told = activity_told(meant, zone=zone, told=self.told)
                subject = f"agent {told['agent'] or '<Unknown>'} {told['shift_on']}"
            else:
                told = period_told(meant, zone=zone, told=self.told)
                subject = f"queue {told['queue']} {meant['starts_on']}"
        except (ValueError, KeyError) as error:
            because = f"the row has no {error.args[0]}" if isinstance(error, KeyError) else str(error)
            return Unreadable(line.place, because, json.dumps(line.cells, ensure_ascii=False)[:300])
        written = json.dumps([told, line.cells], sort_keys=True)
        # The row itself names it: two rows of one file may begin alike, and neither is to hide the other.
        name = f"{subject} {blake2b(written.encode(), digest_size=8).hexdigest()}"
        return Record(layout, name, subject, made_at, {"row": line.cells, "told": told})

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:  # noqa: ARG002 - told by the rows
        """Put together an agent's day, or a queue's; of several files that tell of it the newest stands, whole."""
        newest = max((record.changed_at for record in records if record.changed_at is not None), default=None)
        bodies = [record.body for record in _in_order(records) if record.changed_at == newest]
        if records[0].kind == "queue":
            periods, remarks = interval_rows(bodies)
            return Assembled({"interval_stat": periods} if periods else {}, incomplete=remarks)
        rows, words, remarks = shift_rows(bodies)
        return Assembled(rows, tuple(words.strange), remarks)


def _in_order(records: Sequence[Record]) -> list[Record]:
    return sorted(records, key=lambda record: record.id)


def _made_at(path: Path, *, zone: str) -> datetime | None:
    """Return when a file was made, as its name says: agentSchedule_mmddyy_hhmm.txt."""
    stamp: Any = re.search(r"_(\d{6})_(\d{4})(?=[._]|$)", path.name)
    try:
        return datetime.strptime(stamp[0], "_%m%d%y_%H%M").replace(tzinfo=ZoneInfo(zone)) if stamp else None
    except ValueError:
        return None


IEX: Source = Iex()
"""As it is listed in the book: months first, and an hour that came twice is asked about."""
