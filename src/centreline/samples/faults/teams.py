"""Faults in how teams and desks do: work that comes back, and work that lands in the wrong place."""

import numpy as np

from centreline.samples.columns import numbers
from centreline.samples.edits import in_table, some_of, where, with_rows
from centreline.samples.fault import Fault
from centreline.samples.made_up import MadeUpCentre

__all__ = ["FAULTS"]


def _closed_too_early(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "contact", team="moving-team", outcome="handled"), share=0.12, seed=51)
    return with_rows(centre, "contact", rows, reopen_count=1)


def _not_our_tariff(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "contact", reason="tariff_question", outcome="handled"), share=0.65, seed=52)
    return with_rows(centre, "contact", rows, transferred=True, transferred_to="moving", reassign_count=1)


def _too_few_people(centre: MadeUpCentre) -> MadeUpCentre:
    rows = some_of(where(centre, "contact", queue="payments"), share=0.45, seed=53)
    waits = in_table(centre, "contact", "wait_ms") + np.where(rows, 75_000, 0)
    return with_rows(centre, "contact", rows, wait_ms=numbers(waits), target_met=False)


def _slow_moves(centre: MadeUpCentre) -> MadeUpCentre:
    rows = where(centre, "contact", reason="moving_home", outcome="handled")
    talk = in_table(centre, "contact", "talk_ms") * 17 // 10
    return with_rows(centre, "contact", rows, talk_ms=numbers(talk))


FAULTS = (
    Fault(
        id="payments-short-of-people",
        story="Two advisers of payments were lent to another department and never came back.",
        checks=("TAR001",),
        element="touchpoint:arrange-payments",
        plant=_too_few_people,
    ),
    Fault(
        id="moves-that-take-for-ever",
        story="Since the new register, a move takes half as long again; the map still has the old time.",
        checks=("TAR002",),
        element="touchpoint:move-home",
        plant=_slow_moves,
    ),
    Fault(
        id="moves-closed-too-early",
        story="Moving is praised for closed cases, and closes them before the new supplier has answered.",
        checks=("REO001",),
        element="team:moving-team",
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
