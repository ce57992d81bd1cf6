"""Faults of ownership: nobody answers for it."""

from centreline.samples.edits import with_element, with_touchpoint
from centreline.samples.fault import Fault

__all__ = ["FAULTS"]

FAULTS = (
    Fault(
        id="nobody-owns-refunds",
        story="The head of payments thought that chat owned refunds; chat thought the same of payments.",
        checks=("OWN001",),
        element="touchpoint:chase-a-refund",
        plant=lambda centre: with_touchpoint(centre, "chase-a-refund", owner=None),
    ),
    Fault(
        id="a-journey-without-anybody",
        story="Every channel in writing has a lead, and nobody looks at the way through all of them.",
        checks=("OWN002",),
        element="journey:help-in-writing",
        plant=lambda centre: with_element(centre, "journeys", "help-in-writing", owner=None),
    ),
    Fault(
        id="a-team-without-a-lead",
        story="The head of training left in January; the chair is still empty.",
        checks=("OWN005",),
        element="team:training-team",
        plant=lambda centre: with_element(centre, "teams", "training-team", lead=None),
    ),
)
"""Faults of this family."""
