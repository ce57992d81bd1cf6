"""Faults in how teams and desks do: work that comes back, and work that lands in the wrong place."""

from centreline.samples.centre import MadeUpCentre
from centreline.samples.edits import some_of, where, with_rows
from centreline.samples.fault import Fault

__all__ = ["FAULTS"]


def _closed_too_early(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "contact", team="vistula-letters"), share=0.12, seed=51)
    return with_rows(centre, "contact", rows, reopen_count=1)


def _not_our_tariff(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "contact", reason="tariff_question", outcome="handled"), share=0.65, seed=52)
    return with_rows(centre, "contact", rows, transferred=True, transferred_to="moving", reassign_count=1)


FAULTS = (
    Fault(
        id="letters-closed-too-early",
        story="The letters team is paid for closed cases, and closes them before they are done.",
        checks=("REO001",),
        element="team:vistula-letters",
        plant=_closed_too_early,
    ),
    Fault(
        id="tariff-calls-that-land-at-the-wrong-desk",
        story="The menu sends every question about tariffs to sales; two in three are about moving.",
        checks=("TRF002",),
        element="reason:tariff_question",
        plant=_not_our_tariff,
    ),
)
"""Faults of this family."""
