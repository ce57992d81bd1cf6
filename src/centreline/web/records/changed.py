"""What was written after a moment, whatever kind it is of."""

from collections.abc import Collection, Iterator
from datetime import datetime

from centreline.governance.entry import Entry
from centreline.web.records.models import EntryRow
from centreline.web.records.store import entry_of

__all__ = ["written_after"]


def written_after(moment: datetime, *, kinds: Collection[str], besides: Collection[str], most: int) -> Iterator[Entry]:
    """Yield the entries that stand and were written or changed after a moment, the newest first.

    Args:
        moment: After which.
        kinds: Of which kinds.
        besides: Whose are left out, by the names they act under.
        most: How many at the most.
    """
    rows = EntryRow.objects.filter(kind__in=kinds, binned_at=None, changed_at__gt=moment)
    for row in rows.exclude(changed_by__in=besides).order_by("-changed_at", "-id")[:most]:
        yield entry_of(row)
