"""A changed definition runs beside the old one for a while: both are counted on the same records until a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from centreline.actions.adopt_definition import agreed_as, agreed_in
from centreline.governance.entry import Entry
from centreline.metrics.agreed import Agreed
from centreline.metrics.book import published_book
from centreline.web.pages.metrics.opened import Opened
from centreline.web.pages.metrics.trying import SideBySide, side_by_side
from centreline.web.records.store import DjangoState

__all__ = ["DAYS", "DualRun", "dual_run"]

DAYS = 30
"""Days for which the old definition is counted beside the new one."""


@dataclass(frozen=True, slots=True)
class DualRun:
    """Both definitions while they run side by side.

    Attributes:
        since: Day from which the new one is in force.
        ends_on: Last day on which the old one is counted beside it.
        left: Days until then; 0 on the last.
        because: Why it was changed.
        approved_by: Who approved it.
        both: The same records counted by both.
    """

    since: date
    ends_on: date
    left: int
    because: str
    approved_by: str
    both: SideBySide


def dual_run(seen: Opened) -> DualRun | None:
    """Return both definitions of a metric that was changed less than thirty days ago; None where none was.

    A change that was taken back ends it, and so does the next change: what stands beside what is in force is what was
    in force before it.
    """
    name, evidence = seen.asked.metric.id, seen.place.evidence
    entry = DjangoState().entry("definition", name)
    if entry is None or not entry.stands or evidence is None:
        return None
    since = timezone.localdate(entry.changed_at)
    ends_on, today = since + timedelta(days=DAYS), timezone.localdate()
    if today > ends_on:
        return None
    both = side_by_side(seen, evidence, published_book()[name], before=_before(entry), after=agreed_in(entry))
    said = entry.fields
    return DualRun(since, ends_on, (ends_on - today).days, said["because"], said["approved_by"], both)


def _before(entry: Entry) -> Agreed:
    """Return what was in force before the definition that is."""
    earlier = [one for one in DjangoState().history("definition", entry.key) if one.version < entry.version]
    if not earlier or earlier[-1].binned:
        return Agreed(published_book()[entry.key].default.id)
    return agreed_as(earlier[-1].fields)
