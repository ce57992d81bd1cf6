"""A draft of one journey: what people change on a board before it is published."""

from typing import Literal

from pydantic import Field

from centreline.blueprint.element import Key
from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """A draft; its cards and notes are entries within it."""

    journey: Key = Field(description="Journey it is about.")
    base: int = Field(ge=1, description="Number of the published version it started from.")
    title: str = Field(min_length=1, max_length=200, description="What people call this draft.")
    state: Literal["editing", "frozen", "published"] = Field("editing", description="How far it has come.")
    published_as: int | None = Field(None, description="Number of the version it became.")
