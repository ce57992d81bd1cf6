"""The day on the wall: how each queue stands, hour by hour, beside what is usual on that weekday."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from centreline.evidence.engine import Evidence
from centreline.kernel.period import Period
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure_many
from centreline.metrics.book import metric_named
from centreline.metrics.gap import gap_of
from centreline.web.frame.centre import ServedWorkspace
from centreline.web.frame.kept import kept
from centreline.web.frame.on_pages import on_pages
from centreline.web.frame.spoken import figure
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.pages.floor.happening import Happening, happenings
from centreline.web.pages.floor.hours import Hour, hours_of
from centreline.web.reading.meant import variant_meant

__all__ = ["FEWEST", "Figure", "Floor", "Queue", "floor_of"]

SHOWN = (
    "contacts_offered", "contacts_answered", "abandonment_rate", "service_level", "average_speed_of_answer",
    "average_handle_time", "staffing_coverage",
)  # fmt: skip
"""Metrics on the wall, each in the variant the operating model means."""

FEWEST = 30
"""Rows below which a figure says that it rests on few."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number on the wall.

    Attributes:
        metric: Id of the metric.
        title: What it is called.
        words: The value as people read it; empty where there is none.
        n: Rows behind it.
        few: Whether it rests on so few rows that it says little.
        because: Why there is no value; empty where there is one.
        hidden: Whether there is a value that this reader is not shown.
    """

    metric: str
    title: str
    words: str = ""
    n: int = 0
    few: bool = False
    because: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue on the wall: its name and its figures, in the order of `SHOWN`."""

    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Floor:
    """What hangs on the wall.

    Attributes:
        day: The day that is shown: the last of which contacts are held.
        newest: When the newest contact came.
        whole: Figures of everything together.
        queues: Figures of each queue, the busiest first.
        hours: The hours in which anything came, or usually comes; none where the reader may not know them.
        weeks: How many days what is usual rests on.
        happening: What is planned or out of order that day.
    """

    day: date
    newest: datetime
    whole: tuple[Figure, ...]
    queues: tuple[Queue, ...]
    hours: tuple[Hour, ...]
    weeks: int
    happening: tuple[Happening, ...]

    def is_today(self, now: datetime) -> bool:
        """Say whether the day shown is the day of an instant, by that instant's clock."""
        return self.day == now.date()


def floor_of(place: ServedWorkspace) -> Floor | None:
    """Return the last day of which contacts are held, as one reader may see it; None where none are.

    It is worked out once for each state of the records and of what is meant by the metrics: a wall asks all day.
    """
    evidence = place.evidence
    if evidence is None or not evidence.has("contact"):
        return None
    return kept(evidence, "floor", place.blueprint.content_hash, make=lambda: _worked_out(place, evidence))


def _worked_out(place: ServedWorkspace, evidence: Evidence) -> Floor | None:
    contact = evidence.table("contact")
    newest = evidence.rows(contact.aggregate(at=contact.offered_at.max(), local=contact.local_at.max()))[0]
    if newest["at"] is None:
        return None
    day = newest["local"].date()
    hours, weeks = hours_of(evidence, day)
    return Floor(
        day=day,
        newest=newest["at"].astimezone(ZoneInfo(place.zone)),
        whole=tuple(_figures(place, evidence, day, by=())[()]),
        queues=_queues(place, evidence, day) if evidence.has("contact", "queue") else (),
        hours=hours,
        weeks=weeks,
        happening=happenings(evidence, day),
    )


def _figures(
    place: ServedWorkspace, evidence: Evidence, day: date, *, by: Sequence[str]
) -> dict[tuple[Any, ...], list[Figure]]:
    """Return the figures of each group, each list in the order of `SHOWN`."""
    meant = {name: variant_meant(metric_named(name), place=place) for name in SHOWN}
    gaps = {name: on_pages(str(gap)) for name, variant in meant.items() if (gap := gap_of(evidence, variant))}
    asked: list[tuple[str, str | None]] = [(name, meant[name].id) for name in SHOWN if name not in gaps]
    measured = measure_many(evidence, asked, by=by, period=_only(day)) if asked else {}
    found = {metric: answers for (metric, _), answers in measured.items()}
    groups = {tuple(answer.by.values()): None for answers in found.values() for answer in answers} or {(): None}
    return {group: [_figure(name, found.get(name, ()), group, gaps) for name in SHOWN] for group in groups}


def _only(day: date) -> Period:
    return Period(day, day + timedelta(days=1))


def _figure(name: str, answers: Sequence[Answer], group: tuple[Any, ...], gaps: Mapping[str, str]) -> Figure:
    title = from_book(metric_named(name).title)
    answer = next((one for one in answers if tuple(one.by.values()) == group), None)
    if answer is None or answer.value is None:
        hidden = answer.hidden_because if answer else ""
        return Figure(name, title, because=hidden or gaps.get(name, "nothing was counted"), hidden=bool(hidden))
    return Figure(name, title, figure(answer.value, answer.unit), answer.n, few=answer.n < FEWEST)


def _queues(place: ServedWorkspace, evidence: Evidence, day: date) -> tuple[Queue, ...]:
    rows = [
        (str(group[0]), figures) for group, figures in _figures(place, evidence, day, by=("queue",)).items() if group
    ]
    rows.sort(key=lambda row: (-row[1][0].n, row[0]))
    return tuple(Queue(name, tuple(figures)) for name, figures in rows)
