"""Two people changed the same thing: what can be put together, and what somebody has to choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Merged", "merged"]


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of putting two changes together.

    Attributes:
        fields: Every field; where both changed one differently, theirs.
        clashes: Names of the fields that both changed differently.
    """

    fields: dict[str, Any]
    clashes: tuple[str, ...]


def merged(base: Mapping[str, Any], *, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """Return both changes put together, field by field.

    Args:
        base: What both began with.
        mine: What one made of it.
        theirs: What the other made of it.

    >>> merged({"a": 1, "b": 1}, mine={"a": 2, "b": 1}, theirs={"a": 1, "b": 3})
    Merged(fields={'a': 2, 'b': 3}, clashes=())
    >>> merged({"a": 1}, mine={"a": 2}, theirs={"a": 3}).clashes
    ('a',)
    """
    fields = dict(theirs)
    clashes = []
    for name, value in mine.items():
        if value == base.get(name) or value == theirs.get(name):
            continue
        if theirs.get(name) == base.get(name):
            fields[name] = value
        else:
            clashes.append(name)
    return Merged(fields, tuple(clashes))
