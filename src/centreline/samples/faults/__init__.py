"""The faults that can be planted, family by family."""

from centreline.samples.fault import Fault
from centreline.samples.faults import (
    agents,
    coverage,
    customers,
    governance,
    handoffs,
    hearsay,
    knowledge,
    ownership,
    partners,
    records,
    support,
    teams,
    tools,
    work,
)

__all__ = ["FAULTS"]

_FAMILIES = (
    ownership, work, tools, governance, coverage, handoffs, records, agents, teams, customers, knowledge, partners,
    support, hearsay,
)  # fmt: skip

FAULTS: dict[str, Fault] = {fault.id: fault for family in _FAMILIES for fault in family.FAULTS}
"""Every fault by its id."""
