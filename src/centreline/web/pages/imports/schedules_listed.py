"""Scheduled imports as they are listed: the rhythm in words, when each is due, and what came of its files."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.vendors.book import SOURCES
from centreline.governance.entry import Entry
from centreline.web.jobs.scheduling import due_after
from centreline.web.records.jobs import Job, newest_by
from centreline.web.records.store import DjangoState

__all__ = ["FIRST_SAID", "ScheduledSource", "choices", "read_files", "rhythm_in_words", "scheduled_sources"]

FIRST_SAID = {
    "title": "", "root": "", "inside": "", "pattern": "*.csv", "how": "", "every": "day", "at": "06:00", "weekday": 0,
}  # fmt: skip
"""What stands in the form before anybody wrote in it."""


@dataclass(frozen=True, slots=True)
class ScheduledSource:
    """A source that is read by itself.

    Attributes:
        entry: The scheduled import.
        rhythm: How often, in words.
        due_at: When it is read next; None while it is paused.
        files: What became of the files it met, the newest first.
        run: The newest run of it; None where there was none.
    """

    entry: Entry
    rhythm: str
    due_at: datetime | None
    files: Sequence[Entry]
    run: Job | None = None

    @property
    def failed(self) -> list[Entry]:
        """Files that could not be read."""
        return [one for one in self.files if one.fields["outcome"] == "failed"]


def scheduled_sources(*, now: datetime) -> list[ScheduledSource]:
    """Return every scheduled import, the first due first and paused ones last."""
    schedules = DjangoState().entries("schedule")
    files: dict[str, list[Entry]] = defaultdict(list)
    for one in DjangoState().entries("arrival") if schedules else ():
        files[one.within].insert(0, one)
    runs = newest_by("schedule", kind="arrivals") if schedules else {}
    listed = [
        ScheduledSource(
            one, rhythm_in_words(one.fields), due_after(one, now), files=files[one.key], run=runs.get(one.key)
        )
        for one in schedules
    ]
    return sorted(listed, key=lambda one: (one.due_at is None, one.due_at or now, one.entry.fields["title"]))


def read_files(schedule: Entry) -> tuple[Entry, ...]:
    """Return what became of the files of a scheduled import, the newest first."""
    return tuple(reversed(DjangoState().entries("arrival", within=schedule.key)))


def rhythm_in_words(said: dict[str, Any]) -> str:
    """Say how often a source is read: every day at 06:30."""
    at = time.fromisoformat(str(said["at"])).strftime("%H:%M")
    words = {
        "hour": _("every hour at minute %(minute)s"),
        "day": _("every day at %(at)s"),
        "week": _("every %(weekday)s at %(at)s"),
    }
    return str(words[said["every"]] % {"at": at, "minute": at[3:], "weekday": WEEKDAYS[int(said["weekday"])]})


def choices(place: FolderWorkspace) -> dict[str, list[tuple[Any, Any]]]:
    """Return what can be chosen in the form, by field: value and word of each."""
    names = sorted(file.stem for file in (place.folder / "mappings").glob("*.y*ml"))
    return {
        "root": [(name, name) for name in place.arrivals],
        "how": [
            ("source:auto", _("As what it is, told by its content")),
            *((f"mapping:{name}", _("Mapping %(name)s") % {"name": name}) for name in names),
            *((f"source:{one.name}", one.title) for one in SOURCES),
        ],
        "every": [("hour", _("Hour")), ("day", _("Day")), ("week", _("Week"))],
        "weekday": list(WEEKDAYS.items()),
    }
