"""The journeys as a picture: what stands where, who serves it, where work is handed on, and where findings lie."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from centreline.blueprint.document import Blueprint
from centreline.blueprint.journey import Handoff, Journey, Touchpoint
from centreline.findings.examine import Examination
from centreline.reports.names import Names
from centreline.reports.palette import SEVERITIES

__all__ = ["Arrow", "Card", "JourneyPicture", "Mark", "StageShown", "pictured_journeys"]

AUTOMATED = "Automated"
"""The lane of touchpoints a machine serves."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How many findings of one severity lie on an element."""

    severity: str
    count: int


@dataclass(frozen=True, slots=True)
class Card:
    """One touchpoint in the picture.

    Attributes:
        id: Its key.
        title: Its name.
        stage: Key of its stage.
        lane: Who serves it: the organisation, a partner, or a machine.
        channels: How customers come.
        owner: Title of the role that answers for it, None when nobody does.
        automation: none, assisted, automated or planned.
        contacts: Contacts recognised there in the evidence, None when nobody counted.
        marks: Findings on it, weightiest first.
    """

    id: str
    title: str
    stage: str
    lane: str
    channels: tuple[str, ...]
    owner: str | None
    automation: str
    contacts: int | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """Work handed from one touchpoint to another.

    Attributes:
        start: Touchpoint that hands on.
        end: Touchpoint that receives.
        end_title: Its name, for receivers that stand in another journey.
        agreed: Whether a time is set and both sides accepted it.
        passes: What is passed along.
        within_s: Seconds within which the receiver takes over, None when nobody said.
    """

    start: str
    end: str
    end_title: str
    agreed: bool
    passes: tuple[str, ...]
    within_s: int | None


@dataclass(frozen=True, slots=True)
class StageShown:
    """One stage of a journey: its key and its name."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class JourneyPicture:
    """One journey, ready to be drawn.

    Attributes:
        id: Its key.
        title: Its name.
        owner: Title of the role that answers for the whole journey, None when nobody does.
        outcome: What the customer has at the end.
        stages: Its stages, in order.
        lanes: Who serves touchpoints here, in order of first appearance.
        cards: Its touchpoints, in order.
        arrows: Its handoffs.
        marks: Findings on the journey itself or on a stage of it.
    """

    id: str
    title: str
    owner: str | None
    outcome: str | None
    stages: tuple[StageShown, ...]
    lanes: tuple[str, ...]
    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]
    marks: tuple[Mark, ...]


def pictured_journeys(
    blueprint: Blueprint, *, examination: Examination, names: Names, contacts: Mapping[str, int]
) -> tuple[JourneyPicture, ...]:
    """Return every journey, ready to be drawn.

    Args:
        blueprint: What is intended.
        examination: What was found; findings on a handoff mark both its ends.
        names: What the elements are called.
        contacts: Contacts recognised at each touchpoint; empty when nobody counted.
    """
    painter = _Painter(blueprint, names, _severities(examination, names), contacts)
    return tuple(painter.journey(journey) for journey in blueprint.journeys)


def _severities(examination: Examination, names: Names) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in examination.findings:
        touchpoints = [f"touchpoint:{key}" for key in names.touchpoints_of(finding.element)]
        for element in dict.fromkeys(touchpoints or [finding.element]):
            found.setdefault(element, []).append(str(finding.severity))
    return found


@dataclass(frozen=True, slots=True)
class _Painter:
    blueprint: Blueprint
    names: Names
    severities: Mapping[str, list[str]]
    contacts: Mapping[str, int]

    def journey(self, journey: Journey) -> JourneyPicture:
        stages = [(stage.id, touchpoint) for stage in journey.stages for touchpoint in stage.touchpoints]
        cards = tuple(self._card(touchpoint, stage=stage) for stage, touchpoint in stages)
        itself = (f"journey:{journey.id}", *(f"stage:{stage.id}" for stage in journey.stages))
        return JourneyPicture(
            id=journey.id,
            title=journey.title,
            owner=self.names.role(journey.owner),
            outcome=journey.outcome,
            stages=tuple(StageShown(stage.id, stage.title) for stage in journey.stages),
            lanes=tuple(dict.fromkeys(card.lane for card in cards)),
            cards=cards,
            arrows=tuple(self._arrow(one.id, handoff) for _, one in stages for handoff in one.handoffs),
            marks=self._marks(*itself),
        )

    def _card(self, touchpoint: Touchpoint, *, stage: str) -> Card:
        return Card(
            id=touchpoint.id,
            title=touchpoint.title,
            stage=stage,
            lane=self._lane(touchpoint),
            channels=touchpoint.channels,
            owner=self.names.role(touchpoint.owner),
            automation=touchpoint.automation,
            contacts=self.contacts.get(touchpoint.id),
            marks=self._marks(f"touchpoint:{touchpoint.id}"),
        )

    def _lane(self, touchpoint: Touchpoint) -> str:
        if touchpoint.partner is not None:
            return f"{self.names.partner(touchpoint.partner)} (partner)"
        return AUTOMATED if touchpoint.automation == "automated" else self.blueprint.organisation.name

    def _marks(self, *elements: str) -> tuple[Mark, ...]:
        counts = Counter(severity for element in elements for severity in self.severities.get(element, ()))
        return tuple(Mark(severity, counts[severity]) for severity in SEVERITIES if counts[severity])

    def _arrow(self, start: str, handoff: Handoff) -> Arrow:
        accepted = handoff.accepted_by_sender is True and handoff.accepted_by_receiver is True
        return Arrow(
            start=start,
            end=handoff.to,
            end_title=self.names.touchpoint(handoff.to),
            agreed=accepted and handoff.within_s is not None,
            passes=handoff.passes,
            within_s=handoff.within_s,
        )
