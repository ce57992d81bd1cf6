"""The whole way from what is intended and what happened to an operating review."""

from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint
from centreline.evidence.book import book_of
from centreline.evidence.engine import Evidence
from centreline.findings.examine import Examination
from centreline.reports.build import build_review
from centreline.reports.gather import gather
from centreline.reports.review import Review

__all__ = ["review_of"]


def review_of(
    blueprint: Blueprint, *, claims: Claims, evidence: Evidence | None, examination: Examination, zone: str
) -> Review:
    """Gather the numbers and the book of the evidence, and return the operating review.

    Args:
        blueprint: What is intended.
        claims: What people said.
        evidence: What happened; None when nothing was brought.
        examination: What came of asking the book of questions of all three.
        zone: IANA zone in which days and hours are read.
    """
    return build_review(
        blueprint,
        claims=claims,
        examination=examination,
        gathered=gather(blueprint, evidence=evidence),
        book=book_of(evidence) if evidence else None,
        zone=zone,
    )
