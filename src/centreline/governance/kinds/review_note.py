"""A note on a review that was held: what was said beside its numbers, and who of both sides reads it."""

from typing import Literal

from pydantic import Field

from centreline.blueprint.element import PartnerKey
from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """One note; `within` is the review."""

    text: str = Field(min_length=1, max_length=4_000, description="What was said, as plain text.")
    readers: Literal["everybody", "own_side"] = Field(
        "everybody", description="Whether everybody who reads the review reads it, or the writer's own side alone."
    )
    party: PartnerKey | None = Field(None, description="Partner whose people wrote it; empty for the centre's own.")
