"""Something somebody promised to do."""

from datetime import date

from pydantic import Field

from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """One action; `within` is the review it came from."""

    what: str = Field(min_length=1, max_length=500, description="What is to be done.")
    owner: str = Field(min_length=1, max_length=120, description="Who does it.")
    due: date = Field(description="By when.")
    about: str = Field("", max_length=300, description="Agreement it corrects, as partner:metric; empty for none.")
    done: bool = Field(False, description="Whether it is done.")
