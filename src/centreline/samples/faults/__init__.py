"""The faults that can be planted, family by family."""

from centreline.samples.fault import Fault
from centreline.samples.faults import agents, coverage, governance, handoffs, ownership, records, teams, tools, work

__all__ = ["FAULTS"]

FAULTS: dict[str, Fault] = {
    fault.id: fault
    for family in (ownership, work, tools, governance, coverage, handoffs, records, agents, teams)
    for fault in family.FAULTS
}
"""Every fault by its id."""
