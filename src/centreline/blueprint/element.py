"""What every part of a blueprint has: a key people can read, and no field nobody knows."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from centreline.kernel.identity import is_key

__all__ = ["Element", "Key", "Part"]


def _check_key(text: str) -> str:
    if not is_key(text):
        raise ValueError("a key has lower-case letters, digits, hyphens and underscores, such as billing-dispute")
    return text


Key = Annotated[str, AfterValidator(_check_key)]


class Part(BaseModel):
    """A piece of a blueprint without a key of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Element(Part):
    """A piece of a blueprint that others refer to by its key."""

    id: Key = Field(description="Key by which others refer to it, unique in its kind.")
    title: str = Field(min_length=1, description="Name a person reads.")
