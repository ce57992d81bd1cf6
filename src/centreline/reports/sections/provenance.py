"""Where the review itself comes from, so that anybody can make it again."""

from dataclasses import dataclass
from datetime import date

__all__ = ["Stamp"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the review was made from.

    Attributes:
        as_of: The day on which it was asked.
        period: Days the evidence covers, None when there is no evidence.
        zone: IANA zone in which days and hours are read.
        evidence_version: Version of the evidence, None when there is none.
        blueprint_hash: SHA-256 of the blueprint's content.
        blueprint_version: What people call that version, None when they call it nothing.
        program: Name and version of the program that wrote it.
        sources: Files the evidence came from.
    """

    as_of: date
    period: str | None
    zone: str
    evidence_version: str | None
    blueprint_hash: str
    blueprint_version: str | None
    program: str
    sources: tuple[str, ...]
