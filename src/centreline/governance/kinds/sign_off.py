"""One side signs a review that is held with a partner: exactly what it read, and nothing that comes afterwards."""

from typing import Literal

from pydantic import Field

from centreline.blueprint.element import PartnerKey
from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """A sign-off; `within` is the review."""

    side: Literal["centre", "partner"] = Field(description="For whom it is signed.")
    signed: str = Field(min_length=8, max_length=64, description="Content hash of what was signed.")
    remark: str = Field("", max_length=1_000, description="What the side adds, as plain text.")
    party: PartnerKey | None = Field(None, description="Partner whose people signed; empty for the centre's own.")
