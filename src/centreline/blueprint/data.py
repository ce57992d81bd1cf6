"""What is known: data domains, their definitions, owners and quality thresholds; reports built on them."""

from typing import Literal

from pydantic import Field

from centreline.blueprint.element import Element, Part, RoleKey, SystemKey
from centreline.blueprint.measure import Measure

__all__ = ["DataDomain", "Report", "Threshold"]


class Threshold(Part):
    """How good the data have to be."""

    table: str = Field(description="Evidence table, such as contact.")
    column: str = Field(description="Column of that table.")
    rule: Literal["filled"] = Field(
        "filled", description="What is counted: `filled`, the share of rows that have a value."
    )
    at_least: float = Field(ge=0, le=1, description="Share of rows that have to keep the rule, 0 to 1.")


class DataDomain(Element):
    """Data that belong together, with somebody who answers for them."""

    definition: str | None = Field(None, description="What the words mean.")
    owner: RoleKey | None = Field(None, description="Role that answers for the definition.")
    steward: RoleKey | None = Field(None, description="Role that looks after the quality day by day.")
    tables: tuple[str, ...] = Field((), description="Evidence tables that hold it.")
    master: SystemKey | None = Field(None, description="System whose copy is right.")
    thresholds: tuple[Threshold, ...] = Field((), description="How good it has to be.")


class Report(Element):
    """A dashboard or report somebody looks at."""

    owner: RoleKey | None = Field(None, description="Role that answers for it.")
    audience: tuple[RoleKey, ...] = Field((), description="Roles that read it.")
    measures: tuple[Measure, ...] = Field((), description="What it shows, in which variant.")
    decides: str | None = Field(
        None, description="Decision that is taken with it; a report that decides nothing is noise."
    )
