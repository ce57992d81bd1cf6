"""Somebody says that they know a change: once for each of them and each change."""

from pydantic import Field

from centreline.blueprint.element import PartnerKey
from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """A confirmation; `within` is the change."""

    says: str = Field(min_length=1, max_length=500, description="The change, in the words in which it was shown.")
    party: PartnerKey | None = Field(None, description="Partner whose people wrote it; empty for the centre's own.")
