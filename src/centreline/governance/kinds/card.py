"""A touchpoint on a board: its facts, and where it stands."""

from pydantic import Field

from centreline.blueprint.element import Key
from centreline.blueprint.journey import Touchpoint
from centreline.governance.entry import Body
from centreline.governance.ranks import RANK

__all__ = ["Said"]


class Said(Body, Touchpoint):
    """The facts of a touchpoint, each a field of its own, so that two people may write two facts at once."""

    stage: Key = Field(description="Stage it stands in.")
    rank: str = Field(pattern=RANK, description="Tells its place among the cards of its stage.")
