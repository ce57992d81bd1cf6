"""Somebody is asked by name to look at a draft, and says that they have."""

from pydantic import Field

from centreline.blueprint.element import PartnerKey
from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """One request; `within` is the draft."""

    asked: str = Field(min_length=1, max_length=150, description="Name by which whoever is asked signs in.")
    says: str = Field("", max_length=500, description="What they are asked to look at, as plain text.")
    looked: bool = Field(False, description="Whether they say that they have looked.")
    party: PartnerKey | None = Field(None, description="Partner whose people ask; empty for the centre's own.")
