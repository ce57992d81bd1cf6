"""What was found, stored: looking takes seconds to minutes, and a page may not."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from centreline.findings.examine import Examination
from centreline.kernel.kept_words import document_of, read_document
from centreline.reports.review import Review
from centreline.web.records.models import LookRow
from centreline.web.records.sightings import keep_sightings

__all__ = ["Look", "keep_look", "look_numbered", "looked_at", "newest_look"]

_EXAMINATION: TypeAdapter[Examination] = TypeAdapter(Examination)
_REVIEW: TypeAdapter[Review] = TypeAdapter(Review)


@dataclass(frozen=True, slots=True)
class Look:
    """What was found in one scope.

    Attributes:
        id: Its number.
        made_at: When somebody looked.
        examination: The answer of every check.
        review: The operating review written from it.
        state: What was looked at: blueprint, evidence and settings, for telling whether it is still so.
    """

    id: int
    made_at: datetime
    examination: Examination
    review: Review
    state: tuple[str, str, str]


def keep_look(examination: Examination, review: Review, *, scope: str, settings: str, made_at: datetime) -> None:
    """Keep what was found, and forget what was found before it in the same scope, but for the last five looks."""
    LookRow.objects.create(
        scope=scope,
        blueprint=examination.blueprint_hash,
        evidence=examination.evidence_version or "",
        settings=settings,
        made_at=made_at,
        as_of=examination.as_of,
        examination=document_of(_EXAMINATION, examination),
        review=document_of(_REVIEW, review),
    )
    older = LookRow.objects.filter(scope=scope).order_by("-made_at").values_list("pk", flat=True)[5:]
    LookRow.objects.filter(pk__in=list(older)).delete()
    found = (*examination.findings, *(one.finding for one in examination.waived))
    keep_sightings(found, scope=scope, at=made_at)


def newest_look(scope: str) -> Look | None:
    """Return what was found last in a scope; None where nobody has looked yet.

    Args:
        scope: Key of the scope.
    """
    newest = LookRow.objects.filter(scope=scope).order_by("-made_at").values_list("pk", flat=True).first()
    return None if newest is None else look_numbered(newest)


def looked_at(scopes: Collection[str]) -> frozenset[str]:
    """Return those of several scopes in which somebody has looked.

    Args:
        scopes: Their keys.
    """
    return frozenset(LookRow.objects.filter(scope__in=scopes).values_list("scope", flat=True).distinct())


@lru_cache(maxsize=16)
def look_numbered(number: int) -> Look:
    """Return a look by its number; it has to be there."""
    row: Any = LookRow.objects.get(pk=number)
    examination = read_document(_EXAMINATION, row.examination)
    review = read_document(_REVIEW, row.review)
    return Look(row.pk, row.made_at, examination, review, (row.blueprint, row.evidence, row.settings))
