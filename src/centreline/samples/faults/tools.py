"""Faults in tools, data and numbers."""

from centreline.samples.edits import with_element, with_touchpoint
from centreline.samples.fault import Fault
from centreline.samples.made_up import MadeUpCentre

__all__ = ["FAULTS"]


def _typed_again(centre: MadeUpCentre) -> MadeUpCentre:
    [listener] = [system for system in centre.blueprint.systems if system.id == "listener"]
    integrations = [one.model_dump() | {"how": "by_hand"} for one in listener.integrations]
    return with_element(centre, "systems", "listener", integrations=integrations)


def _any_service_level(centre: MadeUpCentre) -> MadeUpCentre:
    [touchpoint] = [one for one in centre.blueprint.touchpoints if one.id == "bill-question"]
    measures = [
        one.model_dump() | ({"variant": None} if one.metric == "service_level" else {}) for one in touchpoint.measures
    ]
    return with_touchpoint(centre, "bill-question", measures=measures)


FAULTS = (
    Fault(
        id="a-planner-that-does-not-work",
        story="The field planner loses appointments when two people save at once; everybody keeps a paper copy.",
        checks=("TEC004",),
        element="system:field-planner",
        plant=lambda centre: with_element(centre, "systems", "field-planner", works_well=False),
    ),
    Fault(
        id="scores-typed-by-hand",
        story="Every Friday somebody types the quality scores from one system into another.",
        checks=("TEC008",),
        element="system:listener",
        plant=_typed_again,
    ),
    Fault(
        id="a-system-of-nobody",
        story="The academy was bought by a department that no longer exists.",
        checks=("TEC007",),
        element="system:academy",
        plant=lambda centre: with_element(centre, "systems", "academy", owner=None),
    ),
    Fault(
        id="data-of-nobody",
        story="What counts as a quality error is decided anew in every meeting.",
        checks=("DAT001",),
        element="data_domain:quality",
        plant=lambda centre: with_element(centre, "data_domains", "quality", owner=None),
    ),
    Fault(
        id="headcount-good-enough",
        story="Nobody has said how complete the headcount has to be before a hiring plan is made from it.",
        checks=("DAT004",),
        element="data_domain:people",
        plant=lambda centre: with_element(centre, "data_domains", "people", thresholds=[]),
    ),
    Fault(
        id="a-touchpoint-nobody-measures",
        story="Failed payments are mended all day, and nobody counts whether they stay mended.",
        checks=("MEA001",),
        element="touchpoint:failed-payment",
        plant=lambda centre: with_touchpoint(centre, "failed-payment", measures=[]),
    ),
    Fault(
        id="a-target-that-can-be-read-six-ways",
        story="Billing promises eighty in twenty and has never said of what.",
        checks=("MEA003",),
        element="touchpoint:bill-question",
        plant=_any_service_level,
    ),
)
"""Faults of this family."""
