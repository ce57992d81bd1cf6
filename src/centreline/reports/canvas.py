"""What a course is drawn on: how large, and which days are marked.

Apart from what draws: the libraries for that take 30 MiB, which whoever only shows a kept drawing does not need.
"""

from dataclasses import dataclass
from datetime import date

__all__ = ["Marked", "Size"]


@dataclass(frozen=True, slots=True)
class Size:
    """A size to draw at, in CSS pixels of the drawing: a telephone gets a narrow one, so that letters stay legible."""

    name: str
    width: int
    height: int
    right: int = 64


@dataclass(frozen=True, slots=True)
class Marked:
    """A numbered line at a day."""

    number: int
    on: date
