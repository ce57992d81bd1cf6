"""A workshop at a board: its clock and its votes."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """How far a workshop is; `within` is the draft, and a draft has one."""

    ends_at: datetime | None = Field(None, description="When the time that runs is over; empty where none runs.")
    minutes: int = Field(0, ge=0, le=480, description="How long it was to run, in minutes.")
    votes: Literal["none", "open", "shown"] = Field("none", description="Whether people vote, or see what came of it.")
    dots: int = Field(5, ge=1, le=20, description="How many votes each person has.")
    round: int = Field(0, ge=0, description="Number of the voting; votes of an earlier one do not count.")
