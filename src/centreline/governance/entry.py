"""Whatever people write: an entry, its versions, and what happens when two people change it at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from centreline.kernel.errors import EditConflict

__all__ = ["Body", "Change", "Entry", "conflict_with"]


class Body(BaseModel):
    """What an entry says; each kind has a class of its own in `centreline.governance.kinds`."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=100_000)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something people wrote, as it is now.

    Attributes:
        kind: What it is: `note`, `decision`.
        key: Tells it from others of its kind.
        within: What it belongs to: a board, a touchpoint; empty where it stands alone.
        version: 1 for the first; it is also the ETag.
        body: What it says.
        made_by: Who wrote it first.
        made_at: When.
        changed_by: Who wrote this version.
        changed_at: When.
        binned_at: When somebody threw it away; None while it stands.
    """

    kind: str
    key: str
    within: str
    version: int
    body: Body
    made_by: str
    made_at: datetime
    changed_by: str
    changed_at: datetime
    binned_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether nobody has thrown it away."""
        return self.binned_at is None

    @property
    def fields(self) -> dict[str, Any]:
        """What it says, as JSON would hold it."""
        return self.body.model_dump(mode="json")

    def next(self, body: Body, *, by: str, at: datetime, binned: bool = False) -> "Entry":
        """Return the version that follows this one."""
        return replace(
            self,
            version=self.version + 1,
            body=body,
            changed_by=by,
            changed_at=at,
            binned_at=at if binned else None,
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One version of an entry in its history.

    Attributes:
        version: Which version.
        fields: What it said; empty where it was thrown away.
        by: Who wrote it.
        at: When.
        act: The verb by which.
        says: Why, in the words of who wrote it; may be empty.
        request: Id of the request.
        binned: Whether this version threw it away.
    """

    version: int
    fields: dict[str, Any]
    by: str
    at: datetime
    act: str
    says: str = ""
    request: str = ""
    binned: bool = False


def conflict_with(
    theirs: Entry, *, base: Mapping[str, Any], mine: Mapping[str, Any], clashes: tuple[str, ...]
) -> EditConflict:
    """Return the reason to stop where somebody else changed an entry in the meantime.

    Args:
        theirs: The entry as it is now.
        base: What the writer had seen.
        mine: What they wanted to write.
        clashes: Fields that both changed differently.
    """
    return EditConflict(
        f"{theirs.changed_by} changed this {theirs.kind.replace('_', ' ')} in the meantime",
        where=f"{theirs.kind.replace('_', ' ')} {theirs.key!r}, version {theirs.version}",
        fix="compare both versions, choose for each field, and save again",
        base=base,
        mine=mine,
        theirs=theirs.fields,
        clashes=clashes,
        version=theirs.version,
        by=theirs.changed_by,
    )
