"""What the operations take and give: pages of things, entries with their version, and what refuses a request."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from django.http import HttpResponse
from ninja import Field, Header, Path, Schema
from pydantic import ConfigDict, StringConstraints

from centreline.governance.entry import Entry
from centreline.kernel.errors import VersionMissing
from centreline.web.api.problems import Problem
from centreline.web.frame.versions import version_named
from centreline.web.reading.entries import Shelves

__all__ = [
    "Answer",
    "EntryOut",
    "Given",
    "IfMatch",
    "Key",
    "Name",
    "PageOf",
    "Paging",
    "Text",
    "answered",
    "cut",
    "expected",
    "reads",
    "writes",
]

Item = TypeVar("Item")
Kept = TypeVar("Kept")

_NO_NUL = r"^[^\x00]*$"
Key = Annotated[str, Path(max_length=200, pattern=r"^[A-Za-z0-9_.:@+-]+$", description="Its key.")]
Name = Annotated[str, StringConstraints(max_length=500, pattern=_NO_NUL, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(max_length=10_000, pattern=_NO_NUL)]


class Given(Schema):
    """What a program sends: fields that are not named here are refused, never set."""

    model_config = ConfigDict(extra="forbid")


class Answer(Schema):
    """What a program is given."""


class Paging(Given):
    """Which part of a list is asked for."""

    page: int = Field(1, ge=1, le=1_000_000, description="Which page; the first is 1.")
    size: int = Field(50, ge=1, le=200, description="How many on a page.")


class PageOf(Answer, Generic[Item]):
    """A part of a list."""

    items: list[Item] = Field(description="The things on this page.")
    total: int = Field(description="How many there are on all pages.")
    page: int = Field(description="Which page this is.")
    size: int = Field(description="How many a page holds.")


def cut(found: Sequence[Kept], asked: Paging, *, shown: Callable[[Kept], Any]) -> dict[str, Any]:
    """Return the part of a list that was asked for.

    Args:
        found: All of it.
        asked: Which part.
        shown: Makes of one thing what is given.
    """
    first = (asked.page - 1) * asked.size
    part = found[first : first + asked.size]
    return {"items": [shown(one) for one in part], "total": len(found), "page": asked.page, "size": asked.size}


class EntryOut(Answer):
    """Something people wrote, as it stands now."""

    kind: str = Field(description="What it is; /kinds says what each kind holds.")
    key: str = Field(description="Tells it from others of its kind.")
    within: str = Field(description="What it belongs to: a draft, a touchpoint, a review; empty where it stands alone.")
    version: int = Field(description="Which version this is; it is the ETag, and goes into If-Match.")
    fields: dict[str, Any] = Field(description="What it says.")
    made_by: str = Field(description="Who wrote it first.")
    made_at: datetime
    changed_by: str = Field(description="Who wrote this version.")
    changed_at: datetime

    @classmethod
    def of(cls, entry: Entry, shelves: Shelves) -> "EntryOut":
        """Return an entry as one person may read it."""
        return cls(
            kind=entry.kind,
            key=entry.key,
            within=entry.within,
            version=entry.version,
            fields=shelves.fields(entry),
            made_by=shelves.name(entry.made_by),
            made_at=entry.made_at,
            changed_by=shelves.name(entry.changed_by),
            changed_at=entry.changed_at,
        )


def answered(request: Any, response: HttpResponse, entry: Entry) -> EntryOut:
    """Return an entry with its version in the header ETag."""
    response["ETag"] = f'"{entry.version}"'
    return EntryOut.of(entry, Shelves(request.actor))


IfMatch = Annotated[
    str,
    Header(alias="If-Match", max_length=40, description="ETag it was read with; without it nothing is written."),
]


def expected(named: str) -> int:
    """Return the version that a header If-Match names.

    Raises:
        VersionMissing: it names none.
    """
    version = version_named(named)
    if version is None:
        raise VersionMissing(
            "nobody said which version this was written against",
            where="the header If-Match",
            fix="read the entry again, and send the ETag it came with as If-Match",
        )
    return version


_REFUSALS = frozenset({400, 401, 403, 404, 422, 429})


def reads(gives: Any) -> dict[Any, Any]:
    """Return the answers of an operation that reads: what it gives, and a problem for each way to be refused."""
    return {200: gives, _REFUSALS: Problem}


def writes(gives: Any, *, status: int = 200) -> dict[Any, Any]:
    """Return the answers of an operation that writes."""
    return {status: gives, _REFUSALS | {409, 412, 428}: Problem}
