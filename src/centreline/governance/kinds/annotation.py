"""What somebody knows about a day of a metric: written on its chart."""

from datetime import date

from pydantic import Field

from centreline.blueprint.element import PartnerKey
from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """An annotation; `within` is the metric."""

    on: date = Field(description="Day it is about, in the centre's zone.")
    text: str = Field(min_length=1, max_length=500, description="What happened, as plain text.")
    party: PartnerKey | None = Field(None, description="Partner whose people wrote it; empty for the centre's own.")
