"""Why: intents with their hypothesis and measures, and who may decide what."""

from pydantic import Field

from centreline.blueprint.element import Element, Key
from centreline.blueprint.measure import Measure

__all__ = ["DecisionRight", "Intent"]


class Intent(Element):
    """What leaders want to change, and how they would know."""

    owner: Key | None = Field(None, description="Role that answers for it.")
    hypothesis: str | None = Field(None, description="If we do this, then that, because.")
    leading: tuple[Measure, ...] = Field((), description="Measures that move first.")
    lagging: tuple[Measure, ...] = Field((), description="Measures that prove it.")
    touchpoints: tuple[Key, ...] = Field((), description="Touchpoints where it is to happen.")


class DecisionRight(Element):
    """Who decides, who is heard, and where it goes when they disagree."""

    decides: Key | None = Field(None, description="Role that decides; exactly one.")
    consulted: tuple[Key, ...] = Field((), description="Roles heard before.")
    informed: tuple[Key, ...] = Field((), description="Roles told after.")
    escalates_to: Key | None = Field(None, description="Role that decides when they disagree.")
    readiness: tuple[Measure, ...] = Field((), description="Measures that certify readiness before the decision.")
    touchpoints: tuple[Key, ...] = Field((), description="Touchpoints it is about; empty for the whole model.")
