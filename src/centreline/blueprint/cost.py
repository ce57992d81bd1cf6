"""For how much: what the operation is planned to cost."""

from typing import Literal

from pydantic import Field

from centreline.blueprint.element import Part, PartnerKey, TeamKey

__all__ = ["CostLine", "PlannedCost", "PlannedMonth"]

CostLine = Literal[
    "partner", "internal_teams", "leadership", "vendor_management", "workforce_planning", "quality", "training",
    "reporting", "escalations", "technology", "rework", "churn", "missed_revenue", "facilities", "recruiting", "other",
]  # fmt: skip
"""What money is spent on; the same words as in the evidence."""


class PlannedCost(Part):
    """An amount planned for one line in one month."""

    line: CostLine = Field(description="What it is for.")
    month: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", description="The month, 2026-01.")
    amount: float = Field(description="In the organisation's currency.")
    partner: PartnerKey | None = Field(None, description="Partner it is paid to.")
    team: TeamKey | None = Field(None, description="Team it is for.")


class PlannedMonth(Part):
    """What one month is planned to cost."""

    planned_costs: tuple[PlannedCost, ...] = Field((), description="Each amount once: by line, partner and team.")
