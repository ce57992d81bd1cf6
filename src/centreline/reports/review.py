"""The operating review: one value that every form of it, page, Markdown or JSON, is written from."""

from dataclasses import dataclass

from centreline.reports.sections.agreements import Agreement
from centreline.reports.sections.definitions import Defined
from centreline.reports.sections.found import FoundGroup
from centreline.reports.sections.journeys import JourneyPicture
from centreline.reports.sections.numbers import Number
from centreline.reports.sections.provenance import Stamp
from centreline.reports.sections.summary import Summary
from centreline.reports.sections.told import Told
from centreline.reports.sections.trust import Trust
from centreline.reports.sections.unexamined import Unexamined
from centreline.reports.sections.waived import WaivedFinding

__all__ = ["Review"]


@dataclass(frozen=True, slots=True)
class Review:
    """One operating review.

    Attributes:
        title: Name of the operating model.
        organisation: Whose it is.
        made_up: Whether the centre does not exist.
        summary: What a leader reads first.
        trust: What was looked at, and how far it can be trusted.
        journeys: The journeys as pictures.
        findings: Findings, weightiest first, grouped by question.
        numbers: The headline metrics.
        told: Claims against records.
        unexamined: What was not examined, and what to bring.
        waived: Findings somebody has waived.
        waiver_notes: Waivers that have expired or fit nothing, a sentence each.
        definitions: Definitions used.
        stamp: What the review was made from.
        agreements: What was agreed with partners, and whether it was kept.
    """

    title: str
    organisation: str
    made_up: bool
    summary: Summary
    trust: Trust
    journeys: tuple[JourneyPicture, ...]
    findings: tuple[FoundGroup, ...]
    numbers: tuple[Number, ...]
    told: tuple[Told, ...]
    unexamined: tuple[Unexamined, ...]
    waived: tuple[WaivedFinding, ...]
    waiver_notes: tuple[str, ...]
    definitions: tuple[Defined, ...]
    stamp: Stamp
    agreements: tuple[Agreement, ...] = ()
