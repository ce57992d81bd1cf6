"""A source that is read by itself: which folder is watched, how its files are read, and how often."""

from datetime import time
from typing import Literal

from pydantic import Field

from centreline.governance.entry import Body
from centreline.kernel.rhythm import Every, Rhythm

__all__ = ["Said"]


class Said(Body):
    """A scheduled import; whoever wrote it last answers for what it brings."""

    title: str = Field(min_length=1, max_length=80, description="What people call the source.")
    root: str = Field(min_length=1, max_length=500, description="Allowed folder, as the settings name it.")
    inside: str = Field("", max_length=300, description="Where below it; empty for the folder itself.")
    pattern: str = Field("*", min_length=1, max_length=100, description="Names of its files: calls-*.csv.")
    how: str = Field(
        pattern=r"^(mapping|source):[^/\\]+$",
        max_length=120,
        description="How its files are read: mapping:NAME or source:NAME.",
    )
    every: Every = Field(description="How often: hour, day or week.")
    at: time = Field(description="Local time of the centre; of an hour, only its minute counts.")
    weekday: Literal[0, 1, 2, 3, 4, 5, 6] = Field(0, description="Of a week, which day: 0 is Monday.")
    paused: bool = Field(False, description="Whether it waits until somebody resumes it.")

    def rhythm(self, *, zone: str) -> Rhythm:
        """Return when it is due.

        Args:
            zone: IANA zone of the centre.
        """
        return Rhythm(self.every, self.at, self.weekday, zone)
