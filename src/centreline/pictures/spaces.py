"""Spaces that a recogniser swallowed: where no ink lies between two letters for as long as a space is, there is one."""

from collections.abc import Sequence
from typing import Any, Final

__all__ = ["with_spaces"]

SPACE: Final = 0.26
"""Width of the narrowest space, as a share of the height of its line."""

INK: Final = 0.35
"""Share of the contrast of a line from which on a point is ink."""


def with_spaces(crop: Any, letters: str, places: Sequence[float], *, length: float) -> str:
    """Return a line with the spaces that are seen between its letters.

    Args:
        crop: Points of the line, upright.
        letters: What was read.
        places: Where each letter was seen, from 0 to `length`.
        length: What the width of the crop is in the measure of `places`.
    """
    blank = _blank_columns(crop)
    across = [round(place / length * len(blank)) for place in places]
    parts = [letters[:1]]
    for before, letter, begin, end in zip(letters, letters[1:], across, across[1:], strict=False):
        swallowed = " " not in (before, letter) and _longest_run(blank[begin : end + 1]) >= SPACE * crop.shape[0]
        parts += [" ", letter] if swallowed else [letter]
    return "".join(parts)


def _blank_columns(crop: Any) -> Any:
    """Return for each column of points whether no ink stands in it."""
    import numpy

    grey = crop.astype(float).mean(axis=2)
    paper = numpy.median(grey)
    unlike = numpy.abs(grey - paper)
    rows = slice(grey.shape[0] // 8, max(1, grey.shape[0] - grey.shape[0] // 8))  # The edges may show the next line.
    return unlike[rows].max(axis=0) < INK * max(1.0, float(numpy.percentile(unlike, 98)))


def _longest_run(blank: Sequence[bool]) -> int:
    longest = run = 0
    for one in blank:
        run = run + 1 if one else 0
        longest = max(longest, run)
    return longest
