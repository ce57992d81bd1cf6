"""What changed while a metric moved: versions, planned events, outages, new beginnings, and what people know."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from centreline.evidence.engine import Evidence
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.reading import Reading, reading_of
from centreline.web.frame.centre import ServedWorkspace
from centreline.web.pages.metrics.asked import Asked
from centreline.web.reading.histories import leads_to_history
from centreline.web.records.published import published_versions
from centreline.web.records.store import DjangoState

__all__ = ["Mark", "annotations", "baselines", "marks_between", "selected_events"]

MOST_MARKS = 40
"""Marks a chart still holds; the newest stay."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One change on a day.

    Attributes:
        number: Its number on the chart.
        on: The day, in the centre's zone.
        kind: What it is, in a word.
        says: What it was, in a sentence.
        by: Who wrote it; empty for what records say.
        undo: The entry that may be taken back by this reader; None where there is none.
        followed: The entry whose history this reader may read; None where there is none.
    """

    number: int
    on: date
    kind: str
    says: str
    by: str = ""
    undo: Entry | None = None
    followed: Entry | None = None


def annotations(actor: Actor, metric: str) -> tuple[Entry, ...]:
    """Return what was written on a metric's chart: everything, or what the reader's own partner wrote."""
    said = DjangoState().entries("annotation", within=metric)
    return said if actor.partner is None else tuple(one for one in said if one.fields["party"] == actor.partner)


def baselines(actor: Actor, asked: Asked) -> tuple[Entry, ...]:
    """Return the new beginnings that hold for what is asked; none for a partner, whose rows are others."""
    if actor.scope.partners is not None:
        return ()
    return tuple(
        one
        for one in DjangoState().entries("baseline", within=asked.metric.id)
        if (one.fields["variant"], one.fields["selection"]) == (asked.variant.id, asked.selection)
    )


def marks_between(  # noqa: PLR0913 - whose, of what, where and when
    actor: Actor,
    asked: Asked,
    *,
    place: ServedWorkspace,
    first: date,
    last: date,
    events: tuple[tuple[date, str, str], ...],
) -> tuple[Mark, ...]:
    """Return what changed from one day to another, oldest first and numbered; of many the newest.

    Args:
        actor: Who reads.
        asked: What is asked; events of another queue are left out.
        place: The centre as they may see it.
        first: First day.
        last: Last day.
        events: What records say happened, as `selected_events` returns it.
    """
    zone = ZoneInfo(place.zone)
    found = [*_versions(reading_of(place.blueprint, actor), zone=zone), *_written(actor, asked)]
    found += [Mark(0, on, kind, says) for on, kind, says in events]
    inside = sorted((one for one in found if first <= one.on <= last), key=lambda one: (one.on, one.kind, one.says))
    return tuple(replace(one, number=number) for number, one in enumerate(inside[-MOST_MARKS:], 1))


def selected_events(
    evidence: Evidence, *, chosen: Mapping[str, str], names: Mapping[str, str]
) -> tuple[tuple[date, str, str], ...]:
    """Return planned events and outages as day, kind and sentence; those about other rows are left out.

    Args:
        evidence: As the reader may see it.
        chosen: By column, the value of the rows that are asked about.
        names: What systems are called, by their ids.
    """
    return (*_planned(evidence, chosen), *_outages(evidence, names))


def _planned(evidence: Evidence, chosen: Mapping[str, str]) -> Iterator[tuple[date, str, str]]:
    if not evidence.has("planned_event"):
        return
    table = evidence.table("planned_event")
    wanted = table.select("local_at", "kind", "title", "queue", "partner", "team", "site")
    for row in evidence.rows(wanted):
        if all(row.get(column) in (None, "", value) for column, value in chosen.items()):
            kind = str(row["kind"] or "other").replace("_", " ")
            yield _day(row["local_at"]), _("Planned"), row["title"] or kind


def _outages(evidence: Evidence, names: Mapping[str, str]) -> Iterator[tuple[date, str, str]]:
    if not evidence.has("system_outage"):
        return
    table = evidence.table("system_outage")
    for row in evidence.rows(table.select("local_at", "system", "about", "started_at", "ended_at")):
        lasted = row["ended_at"] - row["started_at"] if row["ended_at"] else None
        words = {
            "system": names.get(row["system"], row["system"]),
            "about": (row["about"] or "").rstrip(".") or _("no word on what was"),
        }
        yield _day(row["local_at"]), _("Outage"), _lasting(lasted, words)


def _lasting(lasted: timedelta | None, words: Mapping[str, Any]) -> str:
    if lasted is None:
        return str(_("%(system)s: %(about)s, end not recorded") % words)
    return str(_("%(system)s: %(about)s, %(minutes)d minutes") % {**words, "minutes": lasted.total_seconds() // 60})


def _versions(reading: Reading, *, zone: ZoneInfo) -> Iterator[Mark]:
    for one in published_versions():
        words = {"number": one["number"], "says": one["says"]}
        told = bool(one["says"]) and not reading.names_others(one["says"])
        says = _("Version %(number)s published: %(says)s") if told else _("Version %(number)s published")
        yield Mark(0, one["at"].astimezone(zone).date(), _("Operating model"), says % words)


def _written(actor: Actor, asked: Asked) -> Iterator[Mark]:
    for one in annotations(actor, asked.metric.id):
        yield _mark(actor, one, kind=_("Note"), says=one.fields["text"])
    for one in baselines(actor, asked):
        says = _("Limits begin anew: %(reason)s") % {"reason": one.fields["reason"]}
        yield _mark(actor, one, kind=_("New limits"), says=says)


def _mark(actor: Actor, entry: Entry, *, kind: str, says: str) -> Mark:
    own = entry if entry.made_by == actor.name else None
    followed = entry if leads_to_history(actor, entry) else None
    return Mark(0, date.fromisoformat(entry.fields["on"]), kind, says, entry.made_by, own, followed)


def _day(at: datetime) -> date:
    return at.date()
