"""What the page of a review shows besides its tiles: the matrix of findings, the agenda, and what changed since."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from centreline.findings.families import FAMILIES
from centreline.reports.palette import SEVERITIES
from centreline.reports.review import Review

__all__ = ["Compared", "FamilyRow", "agenda", "compared", "matrix"]


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """Findings of one family.

    Attributes:
        family: Its three letters.
        title: Its name.
        counts: Severity and how many, the heaviest first.
        total: All of them.
    """

    family: str
    title: str
    counts: tuple[tuple[str, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One metric in two reviews."""

    metric: str
    title: str
    before: str
    now: str


def matrix(review: Review) -> tuple[FamilyRow, ...]:
    """Return how many findings each family has of each severity; families that found nothing are left out."""
    counts = Counter((group.check[:3], group.severity) for group in review.findings for _one in group.findings)
    rows = (
        FamilyRow(key, _title(key), tuple((one, counts[key, one]) for one in SEVERITIES), _total(counts, key))
        for key in sorted({family for family, _severity in counts})
    )
    return tuple(sorted(rows, key=lambda row: [-count for _severity, count in row.counts]))


def compared(now: Review, *, before: Review) -> tuple[Compared, ...]:
    """Return the headline metrics of two reviews side by side; what one of them lacks is not examined there."""
    old = {number.metric: number.value for number in before.numbers}
    return tuple(
        Compared(number.metric, number.title, old.get(number.metric, _("Not examined")), number.value)
        for number in now.numbers
    )


def agenda() -> tuple[tuple[str, str], ...]:
    """Return the steps of a review in order, each with its name."""
    return (
        ("summary", _("Summary")),
        ("numbers", _("Numbers")),
        ("agreements", _("Agreements")),
        ("findings", _("Findings")),
        ("claims", _("Claims")),
        ("unexamined", _("Not examined")),
        ("changes", _("Changes")),
        ("decisions", _("Decisions")),
        ("definitions", _("Definitions")),
    )


def _title(family: str) -> str:
    return FAMILIES[family].title if family in FAMILIES else family


def _total(counts: Counter[tuple[str, str]], family: str) -> int:
    return sum(count for (one, _severity), count in counts.items() if one == family)
