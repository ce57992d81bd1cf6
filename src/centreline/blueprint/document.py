"""The blueprint: everything that is intended, in one document."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pydantic import Field

from centreline.blueprint.cost import PlannedCost
from centreline.blueprint.data import DataDomain, Report
from centreline.blueprint.element import Element, Format
from centreline.blueprint.intent import DecisionRight, Intent
from centreline.blueprint.journey import Journey, Touchpoint
from centreline.blueprint.organisation import Organisation, Role, Site, Team
from centreline.blueprint.partner import Partner
from centreline.blueprint.procedure import Procedure
from centreline.blueprint.technology import Capability, System
from centreline.kernel.identity import content_hash

__all__ = ["Blueprint"]


class Blueprint(Element):
    """One written version of an operating model."""

    format: Format = Field(1, description="Version of this format.")
    version: str | None = Field(None, description="What people call this version.")
    made_up: bool = Field(False, description="True for a centre that does not exist; shown wherever it is shown.")
    organisation: Organisation = Field(description="Who this is about, and its promise.")
    sites: tuple[Site, ...] = Field((), description="Places where work is done.")
    teams: tuple[Team, ...] = Field((), description="Teams, internal and of partners.")
    roles: tuple[Role, ...] = Field((), description="Roles, with their people plan.")
    partners: tuple[Partner, ...] = Field((), description="Outsourcing partners.")
    journeys: tuple[Journey, ...] = Field((), description="Journeys, their stages and touchpoints.")
    procedures: tuple[Procedure, ...] = Field((), description="Standard operating procedures.")
    systems: tuple[System, ...] = Field((), description="Platforms and tools.")
    capabilities: tuple[Capability, ...] = Field((), description="What the organisation has to be able to do.")
    data_domains: tuple[DataDomain, ...] = Field((), description="Data, with owners and thresholds.")
    reports: tuple[Report, ...] = Field((), description="Dashboards and reports.")
    intents: tuple[Intent, ...] = Field((), description="What leaders want to change.")
    decision_rights: tuple[DecisionRight, ...] = Field((), description="Who decides what.")
    planned_costs: tuple[PlannedCost, ...] = Field((), description="What it is planned to cost.")

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """Every touchpoint of every journey, in order."""
        return tuple(touchpoint for _, _, touchpoint in self.walk())

    def walk(self) -> Iterator[tuple[Journey, str, Touchpoint]]:
        """Yield each touchpoint with its journey and the key of its stage."""
        for journey in self.journeys:
            for stage in journey.stages:
                for touchpoint in stage.touchpoints:
                    yield journey, stage.id, touchpoint

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the content: the same for the same model, however its files are split or ordered by key.

        The order of journeys, roles and the like means nothing and is not hashed; the order of stages, touchpoints and
        steps is. Fields left at their default are not hashed either, so that a later format may add some.
        """
        document = self.model_dump(mode="json", exclude_defaults=True)
        return content_hash({name: _in_any_order(value) for name, value in document.items()})


def _in_any_order(value: Any) -> Any:
    return sorted(value, key=content_hash) if isinstance(value, list) else value
