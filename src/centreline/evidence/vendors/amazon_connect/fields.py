"""What contact records and agent events of Amazon Connect have in common: instants, groups, names in ARNs."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from centreline.evidence.vendors.values import block, known, text

__all__ = ["LEVELS", "at", "group_of", "last_part", "team_of"]

LEVELS = ("Level1", "Level2", "Level3", "Level4", "Level5")
"""The hierarchy of agents, from the top."""


def at(value: Any) -> datetime | None:
    """Return an instant as Amazon Connect writes it; None where it is none.

    >>> at("2026-01-05T17:12:59Z")
    datetime.datetime(2026, 1, 5, 17, 12, 59, tzinfo=datetime.timezone.utc)
    """
    if not isinstance(value, str) or len(value) < 19:
        return None
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return None
    return known(read if read.tzinfo else read.replace(tzinfo=UTC))


def last_part(arn: Any) -> str | None:
    """Return the id at the end of an ARN."""
    named = text(arn)
    return named.rsplit("/", maxsplit=1)[-1] if named else None


def group_of(groups: Any, level: str) -> str | None:
    """Return the name of an agent's group on a level of the hierarchy."""
    group = block(block(groups).get(level))
    return text(group.get("GroupName")) or text(group.get("Name"))


def team_of(groups: Mapping[str, Any] | Any, *, partner_level: str | None) -> str | None:
    """Return the lowest group an agent belongs to, the one that names the partner left out."""
    named = [name for level in LEVELS if level != partner_level and (name := group_of(groups, level))]
    return named[-1] if named else None
