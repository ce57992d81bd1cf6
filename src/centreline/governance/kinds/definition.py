"""What the centre means by a metric, where it is not what the catalogue publishes first."""

from pydantic import Field

from centreline.blueprint.element import Part
from centreline.governance.entry import Body

__all__ = ["Said", "Without"]


class Without(Part):
    """Rows that are not counted."""

    column: str = Field(pattern=r"^[a-z_]{1,60}$", description="Column of the table.")
    value: str = Field(min_length=1, max_length=500, description="Value of the rows that are not counted.")


class Said(Body):
    """A definition in force; its key is the metric, its history every definition that was."""

    variant: str = Field(min_length=1, max_length=200, description="Published way of counting it starts from.")
    parameters: dict[str, float] = Field(default_factory=dict, description="Parameters that are set otherwise.")
    without: tuple[Without, ...] = Field((), max_length=20, description="Rows that are not counted.")
    proposal: str = Field(min_length=1, max_length=200, description="Proposal that was approved.")
    approved_by: str = Field(min_length=1, max_length=200, description="Who approved it.")
    because: str = Field(min_length=1, max_length=4_000, description="Why it was changed.")
