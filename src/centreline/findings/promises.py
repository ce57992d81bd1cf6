"""Every measure the blueprint promises, with the element that promises it."""

from collections.abc import Iterator
from dataclasses import dataclass

from centreline.blueprint.document import Blueprint
from centreline.blueprint.element import Element
from centreline.blueprint.measure import Measure

__all__ = ["OUTCOME_METRICS", "SPEED_METRICS", "Promise", "has_target", "promises"]

SPEED_METRICS = (
    "abandonment_rate", "adherence", "average_handle_time", "average_hold_time", "average_speed_of_answer",
    "average_talk_time", "average_wrap_time", "conformance", "contacts_abandoned", "contacts_answered",
    "contacts_offered", "containment_rate", "cost_per_contact", "deflection_rate", "first_response_time", "occupancy",
    "open_contacts", "service_level", "service_level_attainment", "short_contact_share", "time_to_abandon",
    "utilisation",
)  # fmt: skip
"""Metrics that say how fast, how many, how cheap or how present, and not how well."""

OUTCOME_METRICS = (
    "automated_resolution_rate", "complaint_rate", "contacts_per_issue", "cost_per_resolution",
    "critical_error_accuracy", "customer_effort", "customer_satisfaction", "first_contact_resolution",
    "net_promoter_score", "non_critical_accuracy", "quality_score", "reopen_rate", "repeat_contact_rate",
)  # fmt: skip
"""Metrics that say what the customer got."""


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

    @property
    def metric(self) -> str:
        """The metric in words, for a sentence: service level."""
        return self.measure.metric.replace("_", " ")


def promises(blueprint: Blueprint) -> Iterator[Promise]:
    """Yield every measure of touchpoints, partners, reports, intents and decision rights, in this order."""
    for touchpoint in blueprint.touchpoints:
        yield from _of("touchpoint", touchpoint, "success", touchpoint.measures)
    for partner in blueprint.partners:
        yield from _of("partner", partner, "agreement", partner.service_levels)
    for report in blueprint.reports:
        yield from _of("report", report, "shown", report.measures)
    for intent in blueprint.intents:
        yield from _of("intent", intent, "leading", intent.leading)
        yield from _of("intent", intent, "lagging", intent.lagging)
    for right in blueprint.decision_rights:
        yield from _of("decision_right", right, "readiness", right.readiness)


def _of(kind: str, element: Element, role: str, measures: tuple[Measure, ...]) -> Iterator[Promise]:
    for measure in measures:
        yield Promise(f"{kind}:{element.id}", element.title, role, measure)


def has_target(measure: Measure) -> bool:
    """Say whether the measure has a target from below or from above."""
    return measure.at_least is not None or measure.at_most is not None
