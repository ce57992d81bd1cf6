"""Somebody follows a metric: when a point of it stands out, it stands on their home page."""

from pydantic import Field

from centreline.blueprint.element import PartnerKey
from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """That its writer follows a metric; `within` is the metric."""

    party: PartnerKey | None = Field(None, description="Partner whose people follow it; empty for the centre's own.")
