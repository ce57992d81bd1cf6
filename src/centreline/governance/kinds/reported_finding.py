"""A finding somebody reports: seen by a person, found by no check."""

from typing import Literal

from pydantic import Field

from centreline.blueprint.element import PartnerKey
from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """What a person saw; `within` is the element it is about, `touchpoint:billing-call`."""

    element: str = Field(pattern=r"^[a-z_]+:.+$", max_length=500, description="What it is about.")
    says: str = Field(min_length=1, max_length=500, description="What is wrong, in a sentence.")
    seen: str = Field("", max_length=2_000, description="Where and when it was seen; empty where nobody wrote that.")
    against: str = Field("", max_length=2_000, description="What would show that it is wrong.")
    party: PartnerKey | None = Field(None, description="Partner whose people report it; empty for the centre's own.")
    state: Literal["open", "closed"] = Field("open", description="Whether somebody still has to look at it.")
    closed_because: str = Field("", max_length=500, description="Why it was closed.")
