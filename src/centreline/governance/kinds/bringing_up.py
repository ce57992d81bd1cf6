"""A draft was brought up to a newer published version: what was written then, so that it can be taken back."""

from pydantic import Field

from centreline.governance.entry import Body

__all__ = ["Said"]


class Said(Body):
    """A bringing up; `within` is the draft."""

    base: int = Field(ge=1, description="Number of the published version the draft was on before.")
    to: int = Field(ge=1, description="Number of the version it was brought up to.")
    wrote: tuple[str, ...] = Field((), description="Cards and notes that were written, each as kind:key:version.")
