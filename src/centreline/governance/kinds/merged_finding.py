"""Two findings are one: this one is read as part of another."""

from pydantic import Field

from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """A finding that is merged into another; `within` is its check."""

    check: str = Field(pattern=r"^[A-Z]{3}\d{3}$", description="Id of the check that found it.")
    element: str = Field(pattern=r"^[a-z_]+:.+$", max_length=500, description="What it is about.")
    into_check: str = Field(pattern=r"^[A-Z]{3}\d{3}$", description="Id of the check that found the other.")
    into_element: str = Field(pattern=r"^[a-z_]+:.+$", max_length=500, description="What the other is about.")
    because: str = Field(min_length=1, max_length=2_000, description="Why they are one, in a sentence.")
