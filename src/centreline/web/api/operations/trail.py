"""The trail, and who can sign in."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Field, Query, Router
from pydantic import StringConstraints

from centreline.governance.rights import check_may
from centreline.web.api.shapes import Answer, PageOf, Paging, cut, reads
from centreline.web.frame.centre import workspace
from centreline.web.records.lines import FoundLines, LinesAsked
from centreline.web.records.people import known_people

__all__ = ["Asked", "LineOut", "PersonOut", "people", "router", "trail"]

router = Router(tags=["trail and people"])
Word = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]


class LineOut(Answer):
    """One thing that was done."""

    number: int
    at: datetime
    by: str
    acting_for: str
    act: str
    kind: str
    key: str
    says: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    request: str
    address: str
    previous: str = Field(description="Hash of the line before.")
    hash: str


class Asked(Paging):
    """Which lines are asked for."""

    by: Word = Field("", description="Name of who did it.")
    kind: Word = Field("", description="What it was done to.")
    act: Word = Field("", description="The verb.")
    key: Word = Field("", description="A part of the name of what it was done to.")
    day: date | None = Field(None, description="The day, in the zone of the centre.")


class PersonOut(Answer):
    """Somebody who can sign in."""

    name: str
    title: str
    role: str
    partner: str
    sites: list[str]
    agent: str
    active: bool = Field(description="Whether they may sign in.")


@router.get("/trail", response=reads(PageOf[LineOut]), operation_id="trail", summary="The trail")
def trail(request: Any, asked: Query[Asked]) -> dict[str, Any]:
    """List what was done, the newest first."""
    check_may(request.actor, "see_trail")
    words = {name: getattr(asked, name) for name in ("by", "kind", "act", "key", "day")}
    zone = workspace(request.actor.scope).zone
    return cut(FoundLines(LinesAsked(**words, zone=zone)), asked, shown=lambda one: one)


@router.get("/people", response=reads(PageOf[PersonOut]), operation_id="people", summary="Who can sign in")
def people(request: Any, asked: Query[Paging]) -> dict[str, Any]:
    """List everybody who was ever added, by name."""
    check_may(request.actor, "manage_people")
    return cut(known_people(), asked, shown=lambda one: one)
