"""What with: systems, their integrations, and the capabilities they give."""

from typing import Literal

from pydantic import Field

from centreline.blueprint.element import CapabilityKey, DataDomainKey, Element, Part, RoleKey, SystemKey, TouchpointKey

__all__ = ["Capability", "Integration", "System", "SystemCategory"]

SystemCategory = Literal[
    "recruiting", "learning", "routing", "customer_relations", "workforce", "knowledge", "artificial_intelligence",
    "interaction_analytics", "survey", "business_intelligence", "performance", "security", "other",
]  # fmt: skip
"""The twelve kinds of technology seed 000 finds behind a “Contact us” button, and other."""


class Integration(Part):
    """What one system sends to another."""

    to: SystemKey = Field(description="System that receives.")
    carries: tuple[DataDomainKey, ...] = Field((), description="Data domains it carries.")
    how: Literal["event", "api", "file", "screen", "by_hand"] | None = Field(
        None, description="How it travels; `by_hand` is a person retyping."
    )
    owner: RoleKey | None = Field(None, description="Role that answers for it.")


class System(Element):
    """A platform or tool."""

    category: SystemCategory = Field(description="What kind it is.")
    owner: RoleKey | None = Field(None, description="Role that answers for it.")
    capabilities: tuple[CapabilityKey, ...] = Field((), description="Capabilities it gives.")
    integrations: tuple[Integration, ...] = Field((), description="Where it sends what.")
    yearly_cost: float | None = Field(None, ge=0, description="Cost of a year, in the organisation's currency.")
    works_well: bool | None = Field(None, description="What its users say; empty when nobody asked.")


class Capability(Element):
    """Something the organisation has to be able to do."""

    owner: RoleKey | None = Field(None, description="Role that answers for it.")
    needed_by: tuple[TouchpointKey, ...] = Field((), description="Touchpoints that cannot do without it.")
