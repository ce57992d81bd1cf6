"""A finding somebody accepts for a while."""

from centreline.findings.waivers import Waiver
from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body, Waiver):
    """A waiver, as `waivers.yaml` holds it; `within` is the check."""
