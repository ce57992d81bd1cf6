"""A file that a scheduled import met in its folder: what became of it, so that it is not read again."""

from typing import Literal

from pydantic import Field

from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """A file that was read, or could not be; `within` is the scheduled import."""

    file: str = Field(min_length=1, max_length=255, description="What it is called.")
    sha256: str = Field("", max_length=64, description="Hash of its bytes; empty where they could not be read.")
    size_bytes: int = Field(ge=0, description="How large it was.")
    modified_ns: int = Field(description="When it had been written to, nanoseconds since 1970.")
    outcome: Literal["brought", "failed"] = Field(description="What became of it.")
    says: str = Field(max_length=1_000, description="What became of it, in words.")
    import_id: str = Field("", max_length=100, description="The import; empty where none was made.")
    rows: int = Field(0, ge=0, description="Rows that were read.")
    rejected: int = Field(0, ge=0, description="Rows that could not be read.")
