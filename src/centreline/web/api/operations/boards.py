"""Boards: drafts of journeys, their cards and their notes."""

from typing import Any

from django.http import HttpResponse
from ninja import Field, Router, Status

from centreline.actions.add_card import add_card, bin_card, card_from_note
from centreline.actions.change_card import edit_card, move_card
from centreline.actions.publish_draft import freeze_draft
from centreline.actions.start_draft import start_draft
from centreline.actions.write_note import add_note, edit_note, move_note, remove_note
from centreline.governance.kinds.note import Colour, Lane
from centreline.web.api.shapes import (
    EntryOut,
    Given,
    IfMatch,
    Key,
    Name,
    Text,
    answered,
    expected,
    writes,
)
from centreline.web.frame.acting import does
from centreline.web.reading.entries import Shelves

__all__ = [
    "CardIn",
    "DraftIn",
    "NewCardIn",
    "NewNoteIn",
    "NoteIn",
    "NotePlaceIn",
    "PlaceIn",
    "card_away",
    "edit",
    "freeze",
    "move",
    "new_card",
    "new_note",
    "note",
    "note_away",
    "note_move",
    "note_to_card",
    "router",
    "start",
]

router = Router(tags=["boards"])


class DraftIn(Given):
    """A draft to be started."""

    journey: Name = Field(description="Key of the journey.")
    title: Name = Field(min_length=1, max_length=200, description="What people call the draft.")


class CardIn(Given):
    """Facts of a touchpoint; those that are not named stay."""

    facts: dict[str, Any] = Field(description="Name of each fact to what it shall be, as the kind `card` holds it.")


class NewCardIn(Given):
    """A touchpoint, and the stage it stands in; its key is made of its name."""

    draft: Name = Field(description="Key of the draft.")
    stage: Name = Field(description="Stage it stands in.")
    title: Name = Field(min_length=1, max_length=200, description="What people call it.")
    what: Text = Field("", description="What it is; empty where nobody said so yet.")


class PlaceIn(Given):
    """Where a card goes."""

    stage: Name = Field(description="Stage it goes to.")
    after: Name = Field("", description="Key of the one it shall follow; empty for the first place.")


class NotePlaceIn(PlaceIn):
    """Where a note goes."""

    lane: Lane = Field(description="Row it goes to.")


class NoteIn(Given):
    """What a note says."""

    text: Text = Field(min_length=1, max_length=1_000, description="As plain text.")
    colour: Colour = Field(Colour.FACT, description="What sort of note it is.")


class NewNoteIn(NoteIn):
    """A note, and where it stands."""

    draft: Name = Field(description="Key of the draft.")
    lane: Lane = Field(description="Row it stands in.")
    stage: Name = Field(description="Stage it stands in.")


@router.post("/drafts", response=writes(EntryOut, status=201), operation_id="start_draft", summary="Start a draft")
def start(request: Any, response: HttpResponse, given: DraftIn) -> Any:
    """Make a draft of a journey as it was published last, with a card for each touchpoint."""
    return Status(
        201, answered(request, response, does(request, start_draft)(journey=given.journey, title=given.title))
    )


@router.post("/drafts/{key}/freeze", response=writes(EntryOut), operation_id="freeze_draft", summary="Freeze a draft")
def freeze(request: Any, response: HttpResponse, key: Key, if_match: IfMatch = "") -> EntryOut:
    """Let nobody change a draft any more; it is published in the browser, where what changes is read first."""
    version = expected(if_match)
    held = Shelves(request.actor).one("draft", key)
    return answered(request, response, does(request, freeze_draft)(key=held.key, expects=version))


@router.post("/cards", response=writes(EntryOut, status=201), operation_id="add_card", summary="Add a touchpoint")
def new_card(request: Any, response: HttpResponse, given: NewCardIn) -> Any:
    """Put a touchpoint at the end of a stage of a board."""
    return Status(201, answered(request, response, does(request, add_card)(**given.model_dump())))


@router.patch("/cards/{key}", response=writes(EntryOut), operation_id="edit_card", summary="Change a card")
def edit(request: Any, response: HttpResponse, key: Key, given: CardIn, if_match: IfMatch = "") -> EntryOut:
    """Write facts of a touchpoint."""
    version = expected(if_match)
    return answered(request, response, does(request, edit_card)(key=key, expects=version, facts=given.facts))


@router.post("/cards/{key}/move", response=writes(EntryOut), operation_id="move_card", summary="Move a card")
def move(request: Any, response: HttpResponse, key: Key, given: PlaceIn, if_match: IfMatch = "") -> EntryOut:
    """Move a card behind another one, or to another stage."""
    version = expected(if_match)
    moved = does(request, move_card)(key=key, expects=version, stage=given.stage, after=given.after)
    return answered(request, response, moved)


@router.delete("/cards/{key}", response=writes(EntryOut), operation_id="bin_card", summary="Take a card off the board")
def card_away(request: Any, response: HttpResponse, key: Key, if_match: IfMatch = "") -> EntryOut:
    """Take a touchpoint off a board; it can be brought back for thirty days."""
    version = expected(if_match)
    return answered(request, response, does(request, bin_card)(key=key, expects=version))


@router.post("/notes", response=writes(EntryOut, status=201), operation_id="add_note", summary="Write a note")
def new_note(request: Any, response: HttpResponse, given: NewNoteIn) -> Any:
    """Put a note at the end of a cell of a board."""
    said: dict[str, Any] = {
        "lane": str(given.lane),
        "stage": given.stage,
        "text": given.text,
        "colour": str(given.colour),
    }
    return Status(201, answered(request, response, does(request, add_note)(draft=given.draft, **said)))


@router.patch("/notes/{key}", response=writes(EntryOut), operation_id="edit_note", summary="Change a note")
def note(request: Any, response: HttpResponse, key: Key, given: NoteIn, if_match: IfMatch = "") -> EntryOut:
    """Say something else in a note."""
    version = expected(if_match)
    said = {"text": given.text, "colour": str(given.colour)}
    return answered(request, response, does(request, edit_note)(key=key, expects=version, **said))


@router.post("/notes/{key}/move", response=writes(EntryOut), operation_id="move_note", summary="Move a note")
def note_move(request: Any, response: HttpResponse, key: Key, given: NotePlaceIn, if_match: IfMatch = "") -> EntryOut:
    """Move a note behind another one, or to another cell."""
    version = expected(if_match)
    place: dict[str, Any] = {"lane": str(given.lane), "stage": given.stage, "after": given.after}
    return answered(request, response, does(request, move_note)(key=key, expects=version, **place))


@router.delete("/notes/{key}", response=writes(EntryOut), operation_id="remove_note", summary="Throw a note away")
def note_away(request: Any, response: HttpResponse, key: Key, if_match: IfMatch = "") -> EntryOut:
    """Throw a note away; it can be brought back for thirty days."""
    version = expected(if_match)
    return answered(request, response, does(request, remove_note)(key=key, expects=version))


@router.post(
    "/notes/{key}/touchpoint",
    response=writes(EntryOut, status=201),
    operation_id="card_from_note",
    summary="Make a touchpoint of a note",
)
def note_to_card(request: Any, response: HttpResponse, key: Key, if_match: IfMatch = "") -> Any:
    """Make a touchpoint of a note, which goes into the bin; the touchpoint is returned."""
    version = expected(if_match)
    made, _gone = does(request, card_from_note)(key=key, expects=version)
    return Status(201, answered(request, response, made))
