"""The votes of one person in a workshop."""

from pydantic import Field

from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """How somebody spread their votes; `within` is the draft."""

    round: int = Field(ge=1, description="Number of the voting they belong to.")
    given: dict[str, int] = Field(description="Key of each card or note to how many votes it got, at least one.")
