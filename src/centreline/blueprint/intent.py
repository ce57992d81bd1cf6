"""Why: intents with their hypothesis and measures, and who may decide what."""

from pydantic import Field

from centreline.blueprint.element import Element, RoleKey, TouchpointKey
from centreline.blueprint.measure import Measure

__all__ = ["DecisionRight", "Intent"]


class Intent(Element):
    """What leaders want to change, and how they would know."""

    owner: RoleKey | None = Field(None, description="Role that answers for it.")
    hypothesis: str | None = Field(None, description="If we do this, then that, because.")
    leading: tuple[Measure, ...] = Field((), description="Measures that move first.")
    lagging: tuple[Measure, ...] = Field((), description="Measures that prove it.")
    touchpoints: tuple[TouchpointKey, ...] = Field((), description="Touchpoints where it is to happen.")


class DecisionRight(Element):
    """Who decides, who is heard, and where it goes when they disagree."""

    decides: RoleKey | None = Field(None, description="Role that decides; exactly one.")
    consulted: tuple[RoleKey, ...] = Field((), description="Roles heard before.")
    informed: tuple[RoleKey, ...] = Field((), description="Roles told after.")
    escalates_to: RoleKey | None = Field(None, description="Role that decides when they disagree.")
    readiness: tuple[Measure, ...] = Field((), description="Measures that certify readiness before the decision.")
    touchpoints: tuple[TouchpointKey, ...] = Field((), description="Touchpoints it is about; empty for all.")
