"""What the page of a review shows besides its tiles: the matrix of findings, the agenda, and what changed since."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from centreline.findings.families import FAMILIES
from centreline.reports.palette import SEVERITIES
from centreline.reports.review import Review

__all__ = ["ByStage", "Compared", "FamilyRow", "agenda", "by_stage", "compared", "matrix"]


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
class ByStage:
    """Findings by what they are and where they stand.

    Attributes:
        journeys: Title of each journey with findings, and how many of its stages stand in the columns.
        stages: Key and title of each of those stages.
        rows: Family, its name, how many findings it has at each stage, those that stand at none, and all.
    """

    journeys: tuple[tuple[str, int], ...]
    stages: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, tuple[tuple[str, int], ...], int, int], ...]


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


def by_stage(review: Review) -> ByStage:
    """Return how many findings each family has at each stage of the journeys; stages without any are left out."""
    place = {f"touchpoint:{card.id}": card.stage for journey in review.journeys for card in journey.cards}
    counts = Counter(
        (group.check[:3], place.get(found.element, "")) for group in review.findings for found in group.findings
    )
    hit = {stage for _family, stage in counts}
    shown = [(one, [stage for stage in one.stages if stage.id in hit]) for one in review.journeys]
    stages = tuple((stage.id, stage.title) for _one, held in shown for stage in held)
    families = sorted({family for family, _stage in counts}, key=lambda one: (-_total(counts, one), one))
    rows = tuple(
        (
            one,
            _title(one),
            tuple((key, counts[one, key]) for key, _word in stages),
            counts[one, ""],
            _total(counts, one),
        )
        for one in families
    )
    return ByStage(tuple((one.title, len(held)) for one, held in shown if held), stages, rows)


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
    return _(FAMILIES[family].title) if family in FAMILIES else family


def _total(counts: Counter[tuple[str, str]], family: str) -> int:
    return sum(count for (one, _severity), count in counts.items() if one == family)
