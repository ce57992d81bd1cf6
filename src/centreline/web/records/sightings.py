"""Since when each finding stands in a scope, counted over every look and not only over those that are kept."""

from collections.abc import Iterable
from datetime import datetime

from centreline.findings.finding import Finding
from centreline.web.records.models import SightingRow

__all__ = ["keep_sightings", "sighted_in", "sighting_name"]

LONGEST = 600
"""Letters of a name that are kept: the check and its element."""


def keep_sightings(findings: Iterable[Finding], *, scope: str, at: datetime) -> None:
    """Keep since when each finding stands: those found before keep their day, those found no more are forgotten.

    Args:
        findings: Everything that was found, accepted for a while too.
        scope: Key of the scope.
        at: When somebody looked.
    """
    names = {sighting_name(one.check, one.element) for one in findings}
    held = dict(SightingRow.objects.filter(scope=scope).values_list("name", "pk"))
    gone = [key for name, key in held.items() if name not in names]
    SightingRow.objects.filter(pk__in=gone).delete()
    new = [SightingRow(scope=scope, name=name, first_at=at) for name in sorted(names - set(held))]
    SightingRow.objects.bulk_create(new, ignore_conflicts=True)


def sighted_in(scope: str) -> dict[str, datetime]:
    """Return since when each finding stands in a scope without a break, by its check and element.

    Args:
        scope: Key of the scope.
    """
    return dict(SightingRow.objects.filter(scope=scope).values_list("name", "first_at"))


def sighting_name(check: str, element: str) -> str:
    """Return the name under which it is kept: the check and its element, as far as there is room.

    >>> sighting_name("OWN001", "touchpoint:bill")
    'OWN001 touchpoint:bill'
    """
    return f"{check} {element}"[:LONGEST]
