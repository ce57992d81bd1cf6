"""A stage on a board: a column in which touchpoints stand."""

from pydantic import Field

from centreline.blueprint.element import Element
from centreline.governance.entry import Body
from centreline.governance.ranks import RANK

__all__ = ["Said"]


class Said(Body, Element):
    """A stage; `within` is the draft. Which touchpoints stand in it is said by each of them."""

    rank: str = Field(pattern=RANK, description="Tells its place among the stages of its journey.")
