"""Findings somebody has waived: with a reason, an owner and an end."""

from dataclasses import dataclass
from datetime import date

from centreline.findings.examine import Examination
from centreline.kernel.kept_words import Sentence
from centreline.reports.names import Names

__all__ = ["WaivedFinding", "waived_findings"]


@dataclass(frozen=True, slots=True)
class WaivedFinding:
    """One waived finding.

    Attributes:
        check: Id of the check.
        element: Key of what it is about.
        about: Its name.
        says: What was found.
        reason: Why it is waived.
        owner: Who answers for the waiver.
        until: Last day it holds.
    """

    check: str
    element: str
    about: str
    says: Sentence
    reason: str
    owner: str
    until: date


def waived_findings(examination: Examination, *, names: Names) -> tuple[WaivedFinding, ...]:
    """Return the findings somebody has accepted for a while, the first to end first.

    Args:
        examination: What came of asking.
        names: What the elements are called.
    """
    rows = [
        WaivedFinding(
            check=waived.finding.check,
            element=waived.finding.element,
            about=names.about(waived.finding.element),
            says=waived.finding.says,
            reason=waived.waiver.reason,
            owner=waived.waiver.owner,
            until=waived.waiver.until,
        )
        for waived in examination.waived
    ]
    return tuple(sorted(rows, key=lambda row: (row.until, row.check, row.element)))
