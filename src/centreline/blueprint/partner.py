"""With whom: outsourcing partners, what was agreed, and what it costs."""

from datetime import date
from typing import Literal

from pydantic import Field

from centreline.blueprint.element import Element, Part, RoleKey, TouchpointKey
from centreline.blueprint.measure import Measure

__all__ = ["Partner", "Rate"]


class Rate(Part):
    """What one unit of work costs."""

    amount: float = Field(ge=0, description="In the organisation's currency.")
    per: Literal["contact", "resolved_issue", "minute", "hour", "person_month", "month"] = Field(
        description="The unit paid for."
    )


class Partner(Element):
    """An outsourcing partner (BPO)."""

    owner: RoleKey | None = Field(None, description="Our role that answers for the partnership.")
    scope: tuple[TouchpointKey, ...] = Field((), description="Touchpoints the partner serves.")
    service_levels: tuple[Measure, ...] = Field((), description="What was agreed, each with its variant and target.")
    rates: tuple[Rate, ...] = Field((), description="What it costs.")
    contract_ends_on: date | None = Field(None, description="Last day of the contract; later its people are out.")
    last_visited_on: date | None = Field(None, description="Last site visit with skip-level and agent interviews.")
    recorded_as: tuple[str, ...] = Field((), description="What the records call the partner, where not its key.")
