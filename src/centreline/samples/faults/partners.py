"""Faults between the agreement and what partners do, and between two reports of one number."""

from centreline.samples.edits import some_of, where, with_element, with_rows
from centreline.samples.fault import Fault
from centreline.samples.made_up import MadeUpCentre

__all__ = ["FAULTS"]


def _late_answers(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "contact", partner="vistula"), share=0.3, seed=81)
    return with_rows(centre, "contact", rows, target_met=False)


def _calls_at_the_wrong_house(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "contact", queue="billing"), share=0.15, seed=82)
    return with_rows(centre, "contact", rows, partner="kestrel")


def _another_resolution(centre: MadeUpCentre) -> MadeUpCentre:
    [report] = [one for one in centre.blueprint.reports if one.id == "customer-letter"]
    measures = [
        one.model_dump() | ({"variant": "confirmed"} if one.metric == "first_contact_resolution" else {})
        for one in report.measures
    ]
    return with_element(centre, "reports", "customer-letter", measures=measures)


FAULTS = (
    Fault(
        id="a-promise-vistula-does-not-keep",
        story="Vistula lost a third of its people to a new neighbour and hoped that nobody would count.",
        checks=("PCO001",),
        element="partner:vistula",
        plant=_late_answers,
    ),
    Fault(
        id="calls-at-the-wrong-house",
        story="When billing is full, the switchboard sends its calls to Kestrel, who know nothing of bills.",
        checks=("PCO002",),
        element="partner:kestrel",
        plant=_calls_at_the_wrong_house,
    ),
    Fault(
        id="one-name-two-numbers",
        story="Analytics counts a need as settled when somebody says so, everybody else when nobody comes back.",
        checks=("DEF001",),
        element="metric:first_contact_resolution",
        plant=_another_resolution,
    ),
)
"""Faults of this family."""
