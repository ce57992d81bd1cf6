"""How a file counts: which mark stands before a fraction, and which unit the name of a column gives away."""

import re

from centreline.evidence.mapmaking.abroad import plain
from centreline.evidence.mapmaking.glimpse import Glimpse

__all__ = ["decimal_of", "unit_in"]

_A_FRACTION = re.compile(r"[-+]?\d+([.,])(\d{1,2}|\d{4,})$")
"""A number that can be no thousand: three digits behind a mark could be either."""

_UNITS = {
    "ms": "ms", "millis": "ms", "milliseconds": "ms", "min": "min", "mins": "min", "minute": "min", "minutes": "min",
    "minuten": "min", "minutos": "min", "minuti": "min", "h": "h", "hours": "h", "stunden": "h", "heures": "h",
    "horas": "h", "ore": "h",
}  # fmt: skip


def decimal_of(glimpse: Glimpse) -> str:
    """Return the mark before the fractions of a file: a comma where its numbers have commas alone, else a point."""
    values = (value.strip() for seen in glimpse.columns for value in seen.raw)
    marks = {found[1] for value in values if (found := _A_FRACTION.fullmatch(value))}
    return "," if marks == {","} else "."


def unit_in(column: str) -> str:
    """Return the unit in which a column counts durations, as its name says; seconds where it says none.

    >>> unit_in("Gespräch (min)"), unit_in("talk_ms"), unit_in("Wait")
    ('min', 'ms', 's')
    """
    words = re.findall(r"[^\W_]+", plain(column))
    return next((_UNITS[word] for word in reversed(words) if word in _UNITS), "s")
