"""Makes the review of values that are already there: nothing is measured, looked up or read here."""

from collections.abc import Mapping

from centreline import __version__
from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint
from centreline.evidence.book import Book
from centreline.findings.catalogue import check_book
from centreline.findings.check import Check
from centreline.findings.examine import Examination
from centreline.reports.figures import numbers_shown
from centreline.reports.gather import Gathered
from centreline.reports.names import Names
from centreline.reports.review import Review
from centreline.reports.sections.agreements import agreements_shown
from centreline.reports.sections.definitions import definitions_used
from centreline.reports.sections.found import grouped_findings
from centreline.reports.sections.journeys import pictured_journeys
from centreline.reports.sections.provenance import Stamp
from centreline.reports.sections.summary import summed_up
from centreline.reports.sections.told import claims_weighed
from centreline.reports.sections.trust import Trust, trusted
from centreline.reports.sections.unexamined import open_questions
from centreline.reports.sections.waived import waived_findings

__all__ = ["build_review"]


def build_review(  # noqa: PLR0913 - everything that is read comes in by name; nothing is looked up
    blueprint: Blueprint,
    *,
    claims: Claims,
    examination: Examination,
    gathered: Gathered,
    book: Book | None,
    zone: str,
    checks: Mapping[str, Check] | None = None,
) -> Review:
    """Return the operating review.

    Args:
        blueprint: What is intended.
        claims: What people said.
        examination: What came of asking the book of questions.
        gathered: The numbers, from `centreline.reports.gather.gather`.
        book: What is held as evidence, from `centreline.evidence.book.book_of`; None when nothing was brought.
        zone: IANA zone in which days and hours are read.
        checks: The questions by their ids; the whole catalogue unless a test brings its own.
    """
    asked = check_book() if checks is None else checks
    names = Names(blueprint)
    trust = trusted(book, examination=examination, names=names, checks=asked)
    journeys = pictured_journeys(blueprint, examination=examination, names=names, contacts=gathered.contacts)
    findings = grouped_findings(examination, names=names, checks=asked)
    unexamined = open_questions(examination, checks=asked)
    numbers = numbers_shown(gathered, blueprint=blueprint)
    waived = waived_findings(examination, names=names)
    return Review(
        title=blueprint.title,
        organisation=blueprint.organisation.name,
        made_up=blueprint.made_up,
        summary=summed_up(examination, groups=findings, journeys=journeys, unexamined=unexamined, trust=trust.in_short),
        trust=trust,
        journeys=journeys,
        findings=findings,
        numbers=numbers,
        told=claims_weighed(claims, examination=examination, names=names, organisation=blueprint.organisation.name),
        unexamined=unexamined,
        waived=waived,
        waiver_notes=tuple(note.says for note in examination.waiver_notes),
        definitions=definitions_used(examination, checks=asked, numbers=numbers),
        stamp=_stamp(blueprint, examination, trust=trust, zone=zone),
        agreements=agreements_shown(gathered.agreed, waived=waived, currency=names.currency),
    )


def _stamp(blueprint: Blueprint, examination: Examination, *, trust: Trust, zone: str) -> Stamp:
    return Stamp(
        as_of=examination.as_of,
        period=trust.period,
        zone=zone,
        evidence_version=examination.evidence_version,
        blueprint_hash=examination.blueprint_hash,
        blueprint_version=blueprint.version,
        program=f"centreline {__version__}",
        sources=tuple(dict.fromkeys(source for table in trust.tables for source in table.sources)),
    )
