"""Who: the organisation and its promise, sites, teams and roles."""

from functools import cache
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field

from centreline.blueprint.element import Element, Part, PartnerKey, RoleKey, SiteKey, TeamKey
from centreline.kernel.identity import nearest
from centreline.kernel.written.wording import wrong

__all__ = ["Function", "Organisation", "Role", "Site", "Team", "Zone"]

Function = Literal[
    "marketing", "sales", "operations", "customer_experience", "customer_service", "human_resources", "training",
    "information_technology", "finance", "workforce", "quality", "analytics", "knowledge", "compliance",
]  # fmt: skip
"""What a team is for: the leaders seed 000 invites to the room, and the support areas of seed 001."""


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _check_zone(name: str) -> str:
    if name not in _zones():
        meant = nearest(name, _zones()) or "Europe/Madrid"
        raise wrong(f"{name!r} is not an IANA time zone", fix=f"write {meant}, or another name such as America/Bogota")
    return name


Zone = Annotated[str, AfterValidator(_check_zone)]


class Organisation(Part):
    """The organisation and what it promises."""

    name: str = Field(min_length=1, description="What the organisation is called.")
    vision: str | None = Field(None, description="What it wants the world to be.")
    mission: str | None = Field(None, description="What it does about that.")
    values: tuple[str, ...] = Field((), description="What it holds to.")
    brand_promise: str | None = Field(None, description="What customers are told to expect.")
    currency: str = Field(
        "EUR",
        pattern=r"^[A-Z]{3}$",
        description="Currency of every amount, in three letters (ISO 4217): EUR, GBP.",
    )


class Site(Element):
    """A place where work is done."""

    zone: Zone | None = Field(None, description="IANA zone, such as Europe/Madrid.")
    partner: PartnerKey | None = Field(None, description="Partner whose site it is; empty for the organisation's own.")


class Team(Element):
    """People who work together for one function."""

    function: Function = Field(description="What the team is for.")
    partner: PartnerKey | None = Field(None, description="Partner that employs it; empty for an internal team.")
    site: SiteKey | None = Field(None, description="Where it works.")
    lead: RoleKey | None = Field(None, description="Role that leads it.")
    recorded_as: tuple[str, ...] = Field((), description="What the records call the team, where not its key.")


class Role(Element):
    """What one kind of person does, and what the people plan gives them to do it with."""

    team: TeamKey | None = Field(None, description="Team the role belongs to.")
    skills: tuple[str, ...] = Field((), description="What they have to be able to do.")
    incentives: tuple[str, ...] = Field((), description="What they are rewarded for.")
    ways_of_working: str | None = Field(None, description="How they work together.")
    environment: Literal["onsite", "remote", "hybrid", "distributed", "centralised", "partner_led"] | None = Field(
        None, description="Where the work is done."
    )
    recruiting: str | None = Field(None, description="How people are sourced, screened and selected.")
    training: str | None = Field(None, description="How they are brought to proficiency.")
    support: str | None = Field(None, description="How they are coached, developed and rewarded.")
    measurement: tuple[str, ...] = Field((), description="Metric ids on their scorecard.")
