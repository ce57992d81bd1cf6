"""Faults in how single agents work."""

import numpy as np

from centreline.samples.columns import Flag, milliseconds
from centreline.samples.edits import in_table, some_of, where, with_rows
from centreline.samples.fault import Fault
from centreline.samples.made_up import MadeUpCentre

__all__ = ["FAULTS"]


def _calls_of(centre: MadeUpCentre, agent: str) -> Flag:
    """Return the calls an agent of billing took and kept."""
    return where(centre, "contact", agent=agent, queue="billing", outcome="handled", transferred=False)


def _hangs_up(centre: MadeUpCentre) -> MadeUpCentre:
    short = some_of(_calls_of(centre, "agent-0002"), share=0.35, seed=11)
    return with_rows(centre, "contact", short, talk_ms=4_000, hold_ms=0, wrap_ms=0)


def _passes_on(centre: MadeUpCentre) -> MadeUpCentre:
    passed = some_of(_calls_of(centre, "agent-0003"), share=0.4, seed=12)
    return with_rows(centre, "contact", passed, transferred=True, transferred_to="payments", reassign_count=1)


def _writes_for_ever(centre: MadeUpCentre) -> MadeUpCentre:
    long = some_of(_calls_of(centre, "agent-0004"), share=0.4, seed=13)
    wraps = in_table(centre, "contact", "wrap_ms") // 1000 + np.where(long, 420, 0)
    return with_rows(centre, "contact", long, wrap_ms=milliseconds(wraps))


FAULTS = (
    Fault(
        id="an-agent-who-hangs-up",
        story="One adviser of billing found out that a call of four seconds does wonders for the average.",
        checks=("AGE001",),
        element="agent:agent-0002",
        plant=_hangs_up,
    ),
    Fault(
        id="an-agent-who-passes-everything-on",
        story="One adviser of billing has no right to change instalments, and sends callers to payments instead.",
        checks=("AGE002",),
        element="agent:agent-0003",
        plant=_passes_on,
    ),
    Fault(
        id="an-agent-who-writes-for-ever",
        story="One adviser of billing types every call twice, since a crash of the customer book last winter.",
        checks=("AGE003",),
        element="agent:agent-0004",
        plant=_writes_for_ever,
    ),
)
"""Faults of this family."""
