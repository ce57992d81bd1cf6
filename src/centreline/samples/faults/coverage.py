"""Faults between the map and the records: work off the map, and a map of work that is not there."""

from centreline.samples.edits import some_of, where, with_rows, with_touchpoint
from centreline.samples.fault import Fault
from centreline.samples.made_up import MadeUpCentre

__all__ = ["FAULTS"]


def _a_new_desk(centre: MadeUpCentre) -> MadeUpCentre:
    kept = some_of(where(centre, "contact", queue="moving", reason="moving_home"), share=0.3, seed=21)
    return with_rows(centre, "contact", kept, queue="loyalty", reason="wants_to_leave")


def _another_partner(centre: MadeUpCentre) -> MadeUpCentre:
    taken = some_of(where(centre, "contact", partner="kestrel", queue="sales"), share=0.15, seed=22)
    return with_rows(centre, "contact", taken, partner="osprey")


FAULTS = (
    Fault(
        id="a-desk-that-is-not-on-the-map",
        story="Somebody opened a desk that talks leavers into staying; no journey knows of it.",
        checks=("COV002",),
        element="queue:loyalty",
        plant=_a_new_desk,
    ),
    Fault(
        id="a-touchpoint-under-another-name",
        story="The case system was renamed in autumn; the map still looks for the old word.",
        checks=("COV001",),
        element="touchpoint:reopen-a-letter",
        plant=lambda centre: with_touchpoint(
            centre, "reopen-a-letter", recognised_by={"activities": ["Opened once more"]}
        ),
    ),
    Fault(
        id="a-partner-nobody-signed",
        story="Kestrel passed its weekend calls to a company of its own choice.",
        checks=("COV004",),
        element="partner:osprey",
        plant=_another_partner,
    ),
)
"""Faults of this family."""
