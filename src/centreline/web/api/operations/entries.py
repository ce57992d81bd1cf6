"""What people wrote: read by kind and key, with every version, and taken back."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Field, Header, Query, Router, Status
from pydantic import StringConstraints

from centreline.actions.undo_change import undo_change
from centreline.actions.undo_on_board import undo_on_board
from centreline.governance.kinds import kinds
from centreline.kernel.errors import NotThere
from centreline.web.api.shapes import (
    Answer,
    EntryOut,
    IfMatch,
    Key,
    PageOf,
    Paging,
    answered,
    cut,
    expected,
    reads,
    writes,
)
from centreline.web.frame.acting import does
from centreline.web.jobs.work.look import look_again
from centreline.web.reading.entries import Shelves
from centreline.web.reading.histories import history_of

__all__ = ["Asked", "Kind", "Version", "every", "every_kind", "one", "router", "undo", "versions"]

router = Router(tags=["entries"])
TAKEN_BACK = (
    "action_item", "card", "claim", "comment", "confirmation", "decision", "dispute", "feedback", "note", "proposal",
    "review_decision", "review_note", "sign_off", "stage", "waiver",
)  # fmt: skip
ON_A_BOARD = ("card", "note", "stage")
"""Kinds that are taken back here; a draft or a review has rules of its own, on its page."""


class Kind(Answer):
    """A kind of entries."""

    kind: str
    holds: dict[str, Any] = Field(description="JSON Schema of what an entry of it says.")


class Asked(Paging):
    """Which entries are asked for."""

    within: Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")] = Field(
        "", description="Only those within it: the key of a draft, a touchpoint or a review."
    )
    changed_after: datetime | None = Field(None, description="Only those changed after this moment.")


class Version(Answer):
    """One version of an entry."""

    version: int
    fields: dict[str, Any] = Field(description="What it said.")
    by: str
    at: datetime
    act: str = Field(description="The verb by which it was written.")
    says: str
    binned: bool = Field(description="Whether this version threw it away.")


@router.get("/kinds", response=reads(list[Kind]), operation_id="kinds", summary="Kinds of entries")
def every_kind(request: Any) -> list[dict[str, Any]]:  # noqa: ARG001 - ninja's signature
    """List what people write, and what each kind of it holds."""
    return [{"kind": name, "holds": said.model_json_schema()} for name, said in kinds().items()]


@router.get("/entries/{kind}", response=reads(PageOf[EntryOut]), operation_id="entries", summary="Entries of a kind")
def every(request: Any, kind: Key, asked: Query[Asked]) -> dict[str, Any]:
    """List the entries of a kind that stand and that one may read, oldest first."""
    shelves = Shelves(request.actor)
    found = [
        one
        for one in shelves.every(kind, within=asked.within or None)
        if asked.changed_after is None or one.changed_at > _aware(asked.changed_after)
    ]
    return cut(found, asked, shown=lambda one: EntryOut.of(one, shelves))


@router.get("/entries/{kind}/{key}", response={**reads(EntryOut), 304: None}, operation_id="entry", summary="An entry")
def one(
    request: Any,
    response: HttpResponse,
    kind: Key,
    key: Key,
    known: Annotated[str, Header(alias="If-None-Match", max_length=200, description="An ETag that is known.")] = "",
) -> Any:
    """Read one entry; its ETag is what a change of it names in If-Match."""
    entry = Shelves(request.actor).one(kind, key)
    out = answered(request, response, entry)
    return Status(304, None) if known == response["ETag"] else out


@router.get(
    "/entries/{kind}/{key}/versions", response=reads(list[Version]), operation_id="versions", summary="Its history"
)
def versions(request: Any, kind: Key, key: Key) -> list[dict[str, Any]]:
    """List every version of an entry, oldest first; of entries that were thrown away too."""
    shelves = Shelves(request.actor)
    entry, history = history_of(request.actor, kind, key)
    if entry.stands:
        shelves.one(kind, key)
    words = ("version", "fields", "at", "act", "says", "binned")
    return [{**{word: getattr(each, word) for word in words}, "by": shelves.name(each.by)} for each in history]


@router.post("/entries/{kind}/{key}/undo", response=writes(EntryOut), operation_id="undo", summary="Take it back")
def undo(request: Any, response: HttpResponse, kind: Key, key: Key, if_match: IfMatch = "") -> EntryOut:
    """Take the newest change back: what stood before it stands again, and what it made is thrown away."""
    version = expected(if_match)
    if kind not in TAKEN_BACK:
        raise NotThere(f"a {kind!r} is not taken back here", where="the kind", fix=f"one of {', '.join(TAKEN_BACK)}")
    Shelves(request.actor).one(kind, key)
    takes_back = undo_on_board if kind in ON_A_BOARD else undo_change
    entry = does(request, takes_back)(kind=kind, key=key, version=version)
    if kind == "waiver":
        look_again(by=request.actor.name)
    return answered(request, response, entry)


def _aware(moment: datetime) -> datetime:
    from django.utils import timezone

    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
