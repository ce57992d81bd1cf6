"""A heading over notes of a board that say the same thing."""

from pydantic import Field

from centreline.blueprint.element import PartnerKey
from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """A group; `within` is the draft. Which notes are in it is said by each of them."""

    title: str = Field(min_length=1, max_length=120, description="What its notes have in common.")
    party: PartnerKey | None = Field(None, description="Partner whose people made it; empty for the centre's own.")
