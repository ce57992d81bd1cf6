"""Claims against records: what people said, and whether evidence stands behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from centreline.blueprint.claim import Claim, Claims
from centreline.findings.examine import Examination
from centreline.findings.finding import Finding
from centreline.kernel.kept_words import Sentence
from centreline.reports.names import Names

__all__ = ["Told", "claims_weighed"]

WEIGHED = {"CLR": "contradicted", "CLA": "disputed"}
"""What a finding of each family says about the claims it is about."""

ORDER = ("contradicted", "disputed", "hearsay")


@dataclass(frozen=True, slots=True)
class Told:
    """One claim.

    Attributes:
        touchpoint: Key of the touchpoint it is about.
        about: Name of the touchpoint.
        asks: The question as it was asked.
        answer: What they said: yes, no, partly or do_not_know.
        who: Who said it.
        party: For whom they speak: the organisation or a partner.
        on: Day they were asked.
        how: How they were asked.
        remark: What else they said, None when nothing.
        stands: contradicted, disputed or hearsay.
        against: What the records, or others, say instead; empty when nothing does.
    """

    touchpoint: str
    about: str
    asks: str
    answer: str
    who: str
    party: str
    on: date
    how: str
    remark: str | None
    stands: str
    against: tuple[Sentence, ...]


def claims_weighed(claims: Claims, *, examination: Examination, names: Names, organisation: str) -> tuple[Told, ...]:
    """Return every claim with what speaks against it, contradicted ones first.

    Args:
        claims: What people said.
        examination: What was found; findings about claims stand beside them.
        names: What the elements are called.
        organisation: For whom people speak who speak for no partner.
    """
    speaking: dict[str, list[Finding]] = {}
    for finding in examination.findings:
        if finding.check[:3] in WEIGHED:
            for touchpoint in names.touchpoints_of(finding.element):
                speaking.setdefault(touchpoint, []).append(finding)
    rows = [
        _told(claim, findings=speaking.get(claim.touchpoint, ()), names=names, organisation=organisation)
        for claim in claims.claims
    ]
    return tuple(sorted(rows, key=lambda row: ORDER.index(row.stands)))


def _told(claim: Claim, *, findings: Iterable[Finding], names: Names, organisation: str) -> Told:
    against = [finding for finding in findings if finding.question is claim.question]
    stands = {WEIGHED[finding.check[:3]] for finding in against}
    return Told(
        touchpoint=claim.touchpoint,
        about=names.touchpoint(claim.touchpoint),
        asks=claim.question.asks,
        answer=claim.answer,
        who=claim.who,
        party=organisation if claim.partner is None else names.partner(claim.partner),
        on=claim.on,
        how=claim.how,
        remark=claim.remark,
        stands=next((word for word in ORDER if word in stands), "hearsay"),
        against=tuple(dict.fromkeys(finding.says for finding in against)),
    )
