"""Findings by weight: the evidence, how sure it is, the records behind it, and what to do first."""

from collections.abc import Mapping
from dataclasses import dataclass

from centreline.findings.check import Check
from centreline.findings.examine import Examination
from centreline.findings.finding import Finding
from centreline.kernel.kept_words import Sentence
from centreline.kernel.said import said
from centreline.reports.names import Names
from centreline.reports.words import interval, sentence

__all__ = ["MOST_OF_A_KIND", "Found", "FoundGroup", "RecordsShown", "grouped_findings"]

MOST_OF_A_KIND = 100
"""How many findings of one question and severity a page or a text shows; the JSON form has them all."""


@dataclass(frozen=True, slots=True)
class RecordsShown:
    """The records behind a finding.

    Attributes:
        table: Table of the evidence.
        count: How many records there are.
        keys: Keys of the first of them.
        where: How to find them all.
    """

    table: str
    count: int
    keys: tuple[str, ...]
    where: Sentence


@dataclass(frozen=True, slots=True)
class Found:
    """One finding.

    Attributes:
        element: Key of what it is about.
        about: Name of what it is about, and where it stands.
        says: The evidence in a sentence.
        weight: How much it weighs, 0 to 1.
        n: Rows behind the estimate, None where nothing was estimated.
        interval: Its interval as a person reads it, None where no method applies.
        small: Whether fewer rows than a small sample stand behind it.
        records: The records behind it, None when it follows from the blueprint alone.
        first_step: What to do first about this one, None when the question's own answer serves.
        against: What it was held against, and what to bear in mind; None when nothing was said.
        who: Title of the role that answers for the element, None when nobody does.
    """

    element: str
    about: str
    says: Sentence
    weight: float
    n: int | None
    interval: str | None
    small: bool
    records: RecordsShown | None
    first_step: Sentence | None
    against: Sentence | None
    who: str | None


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """Findings of one severity that answer one question.

    Attributes:
        anchor: Where the page shows it.
        severity: critical, high, medium or low.
        check: Id of the check that asked.
        question: What it asked.
        why: Why it matters.
        fix: What to do about it.
        source: Who says so.
        findings: What it found, weightiest first.
    """

    anchor: str
    severity: str
    check: str
    question: Sentence
    why: Sentence
    fix: Sentence
    source: Sentence
    findings: tuple[Found, ...]


def grouped_findings(examination: Examination, *, names: Names, checks: Mapping[str, Check]) -> tuple[FoundGroup, ...]:
    """Return what was found, weightiest first, in one group for each severity and question.

    Args:
        examination: What came of asking.
        names: What the elements are called.
        checks: The questions by their ids.
    """
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in examination.findings:
        groups.setdefault((str(finding.severity), finding.check), []).append(finding)
    return tuple(
        _group(severity, checks[check], tuple(_found(finding, names) for finding in findings))
        for (severity, check), findings in groups.items()
    )


def _group(severity: str, check: Check, findings: tuple[Found, ...]) -> FoundGroup:
    return FoundGroup(
        anchor=f"{check.id}-{severity}",
        severity=severity,
        check=check.id,
        question=check.question,
        why=check.why,
        fix=check.fix,
        source=check.source,
        findings=findings,
    )


def _found(finding: Finding, names: Names) -> Found:
    estimate, records = finding.estimate, finding.records
    return Found(
        element=finding.element,
        about=names.about(finding.element),
        says=finding.says,
        weight=finding.weight,
        n=estimate.n if estimate else None,
        interval=interval(estimate, unit=finding.unit, currency=names.currency) if estimate else None,
        small=estimate is not None and estimate.is_small,
        records=RecordsShown(records.table, records.count, records.keys, records.where)
        if records and not finding.hidden_because
        else None,
        first_step=sentence(finding.first_step) if finding.first_step else None,
        against=_against(finding.against, names) if finding.against else None,
        who=names.owner(finding.element),
    )


def _against(text: str, names: Names) -> str:
    called = names.named(text)
    if called == text:
        return said("Bear in mind: {what}").filled(what=sentence(text))
    return said("Held against {what}.").filled(what=called)
