"""A comment on something: said once, never silently changed."""

from typing import Literal

from pydantic import Field

from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """What somebody remarked about an element, an entry or a number; `within` says which."""

    text: str = Field(min_length=1, max_length=10_000, description="The remark, as plain text.")
    stance: Literal["remark", "challenge", "correct", "agree"] = Field(
        "remark", description="How it stands to what it is about; the last three belong to a round of review."
    )
    link: str = Field(
        "",
        max_length=500,
        pattern=r"^$|^(/[^/\\\s]|https?://)\S*$",
        description="Address of what it rests on: of this site, from its root, or of another; empty for none.",
    )
    resolved: bool = Field(False, description="Whether somebody has dealt with it.")
