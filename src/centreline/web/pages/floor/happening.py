"""What is planned, or out of order, on a day: campaigns, holidays, releases; systems that were down."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from centreline.evidence.engine import Evidence

__all__ = ["Happening", "happenings", "kind_words"]

MOST = 6
"""Happenings a wall has room for."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that goes on.

    Attributes:
        kind: `campaign`, `holiday` … as the records say, or `outage`.
        title: What it is.
        starts: When it began, by the centre's clock.
        ends: When it ended; None where nobody wrote that down.
    """

    kind: str
    title: str
    starts: datetime
    ends: datetime | None

    @property
    def word(self) -> str:
        """What it is, in a word of the reader's language; a kind nobody knows as the records say it."""
        return kind_words().get(self.kind, self.kind.replace("_", " ")) or str(_("planned"))


def kind_words() -> dict[str, str]:
    """Return the kinds of what goes on, each in a word of the reader's language."""
    return {
        "outage": _("Outage"),
        "campaign": _("Campaign"),
        "launch": _("Launch"),
        "holiday": _("Holiday"),
        "billing": _("Billing"),
        "price_change": _("Change of prices"),
        "maintenance": _("Maintenance"),
        "meeting": _("Meeting"),
        "training": _("Training"),
        "other": _("Something else"),
    }


def happenings(evidence: Evidence, day: date) -> tuple[Happening, ...]:
    """Return what goes on on a local day, outages first; nothing of a table nobody brought."""
    found = [*_outages(evidence, day), *_planned(evidence, day)]
    return tuple(found[:MOST])


def _planned(evidence: Evidence, day: date) -> list[Happening]:
    if not evidence.has("planned_event"):
        return []
    table = evidence.table("planned_event")
    rows = evidence.rows(
        table.select("kind", "title", "local_at", "starts_at", "ends_at").order_by("starts_at", "title")
    )
    return [
        Happening(str(row["kind"] or ""), str(row["title"] or ""), row["local_at"], ends)
        for row in rows
        if _goes_on(row["local_at"], ends := _local_end(row["local_at"], row["starts_at"], row["ends_at"]), day)
    ]


def _outages(evidence: Evidence, day: date) -> list[Happening]:
    if not evidence.has("system_outage"):
        return []
    table = evidence.table("system_outage")
    rows = evidence.rows(table.select("system", "about", "local_at", "started_at", "ended_at").order_by("started_at"))
    return [
        Happening("outage", f"{row['system']}: {row['about'] or ''}".rstrip(": "), row["local_at"], ends)
        for row in rows
        if _goes_on(row["local_at"], ends := _local_end(row["local_at"], row["started_at"], row["ended_at"]), day)
    ]


def _local_end(local: datetime, starts: datetime, ends: datetime | None) -> datetime | None:
    return None if ends is None else local + (ends - starts)


def _goes_on(starts: datetime, ends: datetime | None, day: date) -> bool:
    """Say whether something touches a day; what has no end lasts for the day it began on."""
    begins, over = datetime.combine(day, time()), datetime.combine(day + timedelta(days=1), time())
    starts = starts.replace(tzinfo=None)
    return starts < over and (ends.replace(tzinfo=None) > begins if ends else starts >= begins)
