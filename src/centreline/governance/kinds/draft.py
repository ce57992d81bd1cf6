"""A draft of one journey: what people change on a board before it is published."""

from typing import Literal

from pydantic import Field

from centreline.blueprint.element import Key, RoleKey
from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """A draft; its stages, cards and notes are entries within it."""

    journey: Key = Field(description="Journey it is about.")
    base: int = Field(ge=1, description="Number of the published version it started from.")
    title: str = Field(min_length=1, max_length=200, description="What people call this draft.")
    state: Literal["editing", "frozen", "published"] = Field("editing", description="How far it has come.")
    journey_title: str = Field("", description="What people shall call the journey.")
    journey_owner: RoleKey | None = Field(None, description="Role that shall answer for the whole journey.")
    journey_outcome: str | None = Field(None, description="What the customer shall have at its end.")
    journey_customer_types: tuple[str, ...] = Field((), description="Customer types that shall travel it.")
    published_as: int | None = Field(None, description="Number of the version it became.")
