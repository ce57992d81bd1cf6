"""Every measure the blueprint promises, with the element that promises it."""

from collections.abc import Iterator
from dataclasses import dataclass

from centreline.blueprint.document import Blueprint
from centreline.blueprint.measure import Measure

__all__ = ["Promise", "has_target", "promises"]


@dataclass(frozen=True, slots=True)
class Promise:
    """One measure, and where it is written.

    Attributes:
        element: What promises it, as `kind:id`.
        title: The element's title.
        role: What the measure is for there: success, agreement, shown, leading, lagging or readiness.
        measure: The measure.
    """

    element: str
    title: str
    role: str
    measure: Measure


def promises(blueprint: Blueprint) -> Iterator[Promise]:
    """Yield every measure of touchpoints, partners, reports, intents and decision rights, in this order."""
    for touchpoint in blueprint.touchpoints:
        for measure in touchpoint.measures:
            yield Promise(f"touchpoint:{touchpoint.id}", touchpoint.title, "success", measure)
    for partner in blueprint.partners:
        for measure in partner.service_levels:
            yield Promise(f"partner:{partner.id}", partner.title, "agreement", measure)
    for report in blueprint.reports:
        for measure in report.measures:
            yield Promise(f"report:{report.id}", report.title, "shown", measure)
    for intent in blueprint.intents:
        for measure in intent.leading:
            yield Promise(f"intent:{intent.id}", intent.title, "leading", measure)
        for measure in intent.lagging:
            yield Promise(f"intent:{intent.id}", intent.title, "lagging", measure)
    for right in blueprint.decision_rights:
        for measure in right.readiness:
            yield Promise(f"decision_right:{right.id}", right.title, "readiness", measure)


def has_target(measure: Measure) -> bool:
    """Say whether the measure has a target from below or from above."""
    return measure.at_least is not None or measure.at_most is not None
