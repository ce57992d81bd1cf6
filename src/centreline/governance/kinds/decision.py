"""What leaders decided about a finding."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from centreline.governance.entry import Body

__all__ = ["DecisionLane", "Said"]


class DecisionLane(StrEnum):
    """What becomes of a finding, in the order in which it is asked: what is removed needs no machine."""

    REMOVE = "remove"
    SIMPLIFY = "simplify"
    AUTOMATE = "automate"
    DO_NOT_AUTOMATE = "do_not_automate"
    KNOWLEDGE = "knowledge"
    PEOPLE = "people"
    SOURCING = "sourcing"


class Said(Body):
    """A decision about what one check found at one element; `within` is the check."""

    check: str = Field(pattern=r"^[A-Z]{3}\d{3}$", description="Id of the check that found it.")
    element: str = Field(pattern=r"^[a-z_]+:.+$", max_length=500, description="What the finding is about.")
    lane: DecisionLane = Field(description="What becomes of it.")
    because: str = Field(min_length=1, max_length=2_000, description="Why, in a sentence.")
    owner: str = Field(min_length=1, max_length=200, description="Who sees to it: a role or a name.")
    hindered: tuple[str, ...] = Field((), max_length=50, description="Gates not passed when it was to be automated.")
    approved_by: str = Field("", max_length=200, description="Who approved automating it although a gate was shut.")
    despite: str = Field("", max_length=2_000, description="Why they did.")
    due: date | None = Field(None, description="Day by which it is done; empty where nothing is to be done.")
