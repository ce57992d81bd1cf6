"""A note on a board: something said in a workshop that is no fact yet."""

from enum import StrEnum

from pydantic import Field

from centreline.blueprint.element import Key, PartnerKey
from centreline.governance.entry import Body
from centreline.governance.ranks import RANK

__all__ = ["Colour", "Lane", "Said"]


class Lane(StrEnum):
    """The rows of a board."""

    STEP = "step"
    TOUCHPOINT = "touchpoint"
    CHANNEL = "channel"
    OWNER = "owner"
    ROLE = "role"
    SYSTEMS = "systems"
    KNOWLEDGE = "knowledge"
    HANDOFF = "handoff"
    METRIC = "metric"
    CUSTOMER_PAIN = "customer_pain"
    EMPLOYEE_PAIN = "employee_pain"
    IDEA = "idea"


class Colour(StrEnum):
    """What sort of note it is; a letter says it too."""

    FACT = "fact"
    PAIN = "pain"
    IDEA = "idea"
    QUESTION = "question"


class Said(Body):
    """A note; `within` is the draft."""

    lane: Lane = Field(description="Row it stands in.")
    stage: Key = Field(description="Stage it stands in.")
    rank: str = Field(pattern=RANK, description="Tells its place among the notes of its cell.")
    text: str = Field(min_length=1, max_length=1_000, description="What it says, as plain text.")
    colour: Colour = Field(Colour.FACT, description="What sort of note it is.")
    parked: bool = Field(False, description="Whether it lies in the parking lot, and not in its cell.")
    group: str | None = Field(None, max_length=64, description="Group it is in; empty for none.")
    party: PartnerKey | None = Field(None, description="Partner whose people wrote it; empty for the centre's own.")
