"""A change of one element of a catalogue that somebody wrote, until it is published or withdrawn."""

from typing import Any, Literal

from pydantic import Field, model_validator

from centreline.blueprint.element import Key
from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """A change; `within` is the element, `procedure:refunds`."""

    kind: str = Field(max_length=40, description="Kind of the element: procedure, system, role.")
    element: Key = Field(description="Its key.")
    base: int = Field(ge=1, description="Number of the published version it was written from.")
    document: dict[str, Any] = Field(description="The element as it shall read, as its file would hold it.")
    removes: bool = Field(False, description="Whether it is taken out; the document is how it read last.")
    says: str = Field(min_length=1, max_length=200, description="Why, in a sentence.")
    state: Literal["open", "published", "withdrawn"] = Field("open", description="How far it has come.")
    published_as: int | None = Field(None, description="Number of the version it became.")

    @model_validator(mode="after")
    def _names_its_version(self) -> "Said":
        if (self.state == "published") != (self.published_as is not None):
            raise ValueError("what is published names its version")
        return self
