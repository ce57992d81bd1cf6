"""Drafts renamed, brought back and brought up to what was published since; changes closed, opened again."""

from typing import Any, Literal

from django.http import HttpResponse
from ninja import Field, Router

from centreline.actions.bring_up_to_date import bring_up_to_date, take_back_bringing_up, what_comes
from centreline.actions.close_proposal import close_proposal, reopen_proposal
from centreline.actions.keep_draft import bring_back_draft, rename_draft
from centreline.governance.rights import check_may
from centreline.kernel.errors import NotPermitted
from centreline.web.api.shapes import (
    Answer,
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
from centreline.web.reading.boards.drafts import draft_named
from centreline.web.reading.measured import measured_of
from centreline.web.reading.proposals import proposal_for
from centreline.web.reading.reviews import as_partner
from centreline.web.records.published import newest_number
from centreline.web.records.store import DjangoState

__all__ = [
    "BringUpIn",
    "ClashOut",
    "ClosingIn",
    "NameIn",
    "SinceOut",
    "back",
    "bring_up",
    "close",
    "rename",
    "reopen",
    "router",
    "since",
    "take_back",
]

router = Router(tags=["boards"])

Side = Literal["mine", "theirs"]


class NameIn(Given):
    """What a draft is called."""

    title: Name = Field(min_length=1, max_length=200, description="What people call it.")


class BringUpIn(Given):
    """Up to which version, and whose word counts where both changed the same."""

    to: int = Field(ge=1, le=9_999_999, description="Number of the newest published version, as /since told it.")
    chosen: dict[str, Side] = Field(
        default_factory=dict, description="Name of each clash to `mine`, the draft's, or `theirs`, what is published."
    )


class ClashOut(Answer):
    """Something that the draft and what was published both changed differently."""

    name: str = Field(description="What it is called in `chosen`.")
    title: str = Field(description="What people call the touchpoint.")
    base: Any = Field(None, description="What the draft began with.")
    mine: Any = Field(None, description="What the draft says.")
    theirs: Any = Field(None, description="What was published.")


class SinceOut(Answer):
    """How a draft stands to what is published."""

    base: int = Field(description="Version the draft counts from.")
    newest: int = Field(description="The newest published version.")
    clashes: list[ClashOut] = Field(description="What has to be chosen before it is brought up.")


class ClosingIn(Given):
    """What becomes of a published change."""

    outcome: Literal["keep", "adapt", "stop"] = Field(description="What becomes of it.")
    learned: Text = Field(min_length=1, description="Why, and what was learned.")


@router.post("/drafts/{key}/name", response=writes(EntryOut), operation_id="rename_draft", summary="Rename a draft")
def rename(request: Any, response: HttpResponse, key: Key, given: NameIn, if_match: IfMatch = "") -> EntryOut:
    """Give a draft another name, for whoever began it or leads."""
    version, held = expected(if_match), draft_named(key)
    return answered(request, response, does(request, rename_draft)(key=held.key, expects=version, title=given.title))


@router.post("/drafts/{key}/back", response=writes(EntryOut), operation_id="bring_back_draft", summary="Bring it back")
def back(request: Any, response: HttpResponse, key: Key) -> EntryOut:
    """Bring a discarded draft back as it was."""
    return answered(request, response, does(request, bring_back_draft)(key=key))


@router.get("/drafts/{key}/since", response=writes(SinceOut), operation_id="since_draft",
            summary="What was published since")  # fmt: skip
def since(request: Any, key: Key) -> Any:
    """Return what a draft and what was published since it began both changed differently."""
    check_may(request.actor, "edit_board")
    held = draft_named(key)
    if request.actor.partner is not None:  # What clashes would show them cards of others.
        raise NotPermitted("a draft is brought up by the centre", where="the board", fix="ask somebody of the centre")
    stands_on_it = held.fields["base"] == newest_number()
    found = () if stands_on_it else what_comes(DjangoState(), held).clashes
    clashes = [
        {"name": one.name, "title": one.title, "base": one.base, "mine": one.mine, "theirs": one.theirs}
        for one in found
    ]
    return {"base": held.fields["base"], "newest": newest_number(), "clashes": clashes}


@router.post("/drafts/{key}/bring-up", response=writes(EntryOut), operation_id="bring_up_draft", summary="Bring it up")
def bring_up(request: Any, response: HttpResponse, key: Key, given: BringUpIn, if_match: IfMatch = "") -> EntryOut:
    """Write into a draft what was published since it began, and count from then on from that version."""
    version, held = expected(if_match), draft_named(key)
    done = does(request, bring_up_to_date)(key=held.key, expects=version, to=given.to, chosen=dict(given.chosen))
    return answered(request, response, done)


@router.post(
    "/drafts/{key}/bring-up/back", response=writes(EntryOut), operation_id="take_back_bring_up", summary="Take it back"
)
def take_back(request: Any, response: HttpResponse, key: Key) -> EntryOut:
    """Put a draft back to the version it was on before it was brought up."""
    held = draft_named(key)
    return answered(request, response, does(request, take_back_bringing_up)(key=held.key))


@router.post("/proposals/{key}/close", response=writes(EntryOut), operation_id="close_proposal", summary="Close it")
def close(request: Any, response: HttpResponse, key: Key, given: ClosingIn, if_match: IfMatch = "") -> EntryOut:
    """Close a published change; what was measured by now is kept with it, and no cause is claimed."""
    version = expected(if_match)
    check_may(request.actor, "approve_proposal")
    check_may(request.actor, "see_proposals")
    held, actor = proposal_for(request.actor, key), request.actor
    party = held.fields["party"]
    reader = as_partner(actor, party) if party and actor.partner is None else actor
    closed = does(request, close_proposal)(
        key=held.key,
        expects=version,
        outcome=given.outcome,
        learned=given.learned,
        measured=measured_of(reader, held).says,
    )
    return answered(request, response, closed)


@router.post("/proposals/{key}/reopen", response=writes(EntryOut), operation_id="reopen_proposal", summary="Open again")
def reopen(request: Any, response: HttpResponse, key: Key, if_match: IfMatch = "") -> EntryOut:
    """Open a closed change again, so that it is measured on."""
    version = expected(if_match)
    check_may(request.actor, "approve_proposal")
    check_may(request.actor, "see_proposals")
    held = proposal_for(request.actor, key)
    return answered(request, response, does(request, reopen_proposal)(key=held.key, expects=version))
