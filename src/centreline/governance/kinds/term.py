"""A word of the centre and what it means there."""

from pydantic import Field

from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """An entry of the glossary."""

    word: str = Field(min_length=1, max_length=80, description="The word.")
    means: str = Field(min_length=1, max_length=2_000, description="What it means here, as plain text.")
    also: tuple[str, ...] = Field((), max_length=20, description="What others call the same thing.")
