"""What a journey is laid out of: new journeys, what they are about, their stages, and the bin of a board."""

from typing import Any

from django.http import HttpResponse
from ninja import Field, Router, Status

from centreline.actions.bring_back import bring_back
from centreline.actions.change_stages import add_stage, move_stage, remove_stage, rename_stage
from centreline.actions.keep_draft import discard_draft
from centreline.actions.start_journey import edit_journey, start_journey
from centreline.web.api.shapes import EntryOut, Given, IfMatch, Key, Name, answered, expected, writes
from centreline.web.frame.acting import does
from centreline.web.reading.boards.drafts import draft_named

__all__ = [
    "AboutIn",
    "NewJourneyIn",
    "NewStageIn",
    "StageIn",
    "StagePlaceIn",
    "about",
    "back",
    "discard",
    "new_journey",
    "new_stage",
    "router",
    "stage",
    "stage_away",
    "stage_move",
]

router = Router(tags=["boards"])


class NewJourneyIn(Given):
    """A journey nobody has written before."""

    title: Name = Field(min_length=1, max_length=200, description="What people call the journey.")
    stages: list[Name] = Field(min_length=1, max_length=60, description="What they call its stages, in order.")
    draft: Name = Field(min_length=1, max_length=200, description="What they call its first draft.")


class AboutIn(Given):
    """What a journey is about; what is not named stays."""

    facts: dict[str, Any] = Field(
        description="`title` of the draft, `journey_title`, `journey_owner`, `journey_outcome` and so on, by name."
    )


class StageIn(Given):
    """What a stage is called."""

    title: Name = Field(min_length=1, max_length=200, description="What people call it.")


class StagePlaceIn(Given):
    """Where a stage goes."""

    after: Name = Field("", description="Key of the stage it shall follow; empty for the first place.")


class NewStageIn(StageIn):
    """A stage, and where it stands."""

    draft: Name = Field(description="Key of the draft.")
    after: Name | None = Field(None, description="Key of the stage it shall follow; empty for the first place.")


@router.post(
    "/journeys", response=writes(EntryOut, status=201), operation_id="start_journey", summary="Begin a journey"
)
def new_journey(request: Any, response: HttpResponse, given: NewJourneyIn) -> Any:
    """Make a draft of a journey nobody has written before; its draft is returned."""
    return Status(201, answered(request, response, does(request, start_journey)(**given.model_dump())))


@router.delete("/drafts/{key}", response=writes(EntryOut), operation_id="discard_draft", summary="Discard a draft")
def discard(request: Any, response: HttpResponse, key: Key, if_match: IfMatch = "") -> EntryOut:
    """Throw a draft away, for whoever began it or leads; it can be brought back for thirty days."""
    version, held = expected(if_match), draft_named(key)
    return answered(request, response, does(request, discard_draft)(key=held.key, expects=version))


@router.patch("/drafts/{key}", response=writes(EntryOut), operation_id="edit_journey", summary="Say what it is about")
def about(request: Any, response: HttpResponse, key: Key, given: AboutIn, if_match: IfMatch = "") -> EntryOut:
    """Write what the journey of a draft is about, or what the draft is called."""
    version = expected(if_match)
    return answered(request, response, does(request, edit_journey)(key=key, expects=version, facts=given.facts))


@router.post("/stages", response=writes(EntryOut, status=201), operation_id="add_stage", summary="Add a stage")
def new_stage(request: Any, response: HttpResponse, given: NewStageIn) -> Any:
    """Add a stage to a journey; the last one, where it is not said which it follows."""
    return Status(201, answered(request, response, does(request, add_stage)(**given.model_dump())))


@router.patch("/stages/{key}", response=writes(EntryOut), operation_id="rename_stage", summary="Name a stage")
def stage(request: Any, response: HttpResponse, key: Key, given: StageIn, if_match: IfMatch = "") -> EntryOut:
    """Give a stage another name."""
    version = expected(if_match)
    return answered(request, response, does(request, rename_stage)(key=key, expects=version, title=given.title))


@router.post("/stages/{key}/move", response=writes(EntryOut), operation_id="move_stage", summary="Move a stage")
def stage_move(request: Any, response: HttpResponse, key: Key, given: StagePlaceIn, if_match: IfMatch = "") -> EntryOut:
    """Move a stage, with everything in it, behind another one."""
    version = expected(if_match)
    return answered(request, response, does(request, move_stage)(key=key, expects=version, after=given.after))


@router.delete("/stages/{key}", response=writes(EntryOut), operation_id="remove_stage", summary="Remove a stage")
def stage_away(request: Any, response: HttpResponse, key: Key, if_match: IfMatch = "") -> EntryOut:
    """Throw away a stage in which nothing stands; it can be brought back for thirty days."""
    version = expected(if_match)
    return answered(request, response, does(request, remove_stage)(key=key, expects=version))


@router.post("/bin/{kind}/{key}", response=writes(EntryOut), operation_id="bring_back", summary="Bring it back")
def back(request: Any, response: HttpResponse, kind: Key, key: Key, if_match: IfMatch = "") -> EntryOut:
    """Put a card, a note or a stage that was thrown away back on its board."""
    version = expected(if_match)
    return answered(request, response, does(request, bring_back)(kind=kind, key=key, expects=version))
