"""A view of a table that somebody saved: what it was filtered by, sorted by and which columns stood in it."""

from pydantic import Field

from centreline.blueprint.element import PartnerKey
from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """A saved view; `within` is the table."""

    name: str = Field(min_length=1, max_length=80, description="What people call it.")
    query: str = Field("", max_length=2_000, description="What stands after the question mark of its address.")
    shared: bool = Field(False, description="Whether the others of the same party see it too.")
    usual: bool = Field(False, description="Whether its columns are those its owner finds there without asking.")
    party: PartnerKey | None = Field(None, description="Partner whose people made it; empty for the centre's own.")
