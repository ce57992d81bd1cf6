"""Somebody's answer to one of the twelve questions about a touchpoint."""

from centreline.blueprint.claim import Claim
from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body, Claim):
    """A claim, as `claims/` holds it; `within` is the touchpoint."""
