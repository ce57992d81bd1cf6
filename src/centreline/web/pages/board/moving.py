"""Moving cards and notes on a board, and taking back what one did."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.change_card import move_card
from centreline.actions.undo_on_board import undo_on_board
from centreline.actions.write_note import move_note
from centreline.governance.entry import Entry
from centreline.kernel.errors import EditConflict
from centreline.web.frame.acting import does
from centreline.web.frame.matching import against_a_version, conflict_page
from centreline.web.frame.page import page
from centreline.web.pages.board.answering import nothing, saved, stage_word, within
from centreline.web.reading.boards.cells import lane_words, readable_notes, short
from centreline.web.reading.boards.drafts import draft_named
from centreline.web.records.store import DjangoState

__all__ = ["card_move", "note_move", "undo"]

MOST_DIGITS = 9
"""Digits of the number of a version."""


@require_POST
@page(needs="edit_board")
@against_a_version
def card_move(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Move a card behind another one, or to another stage."""
    within("card", key, draft=draft)
    stage, after = request.POST.get("stage", ""), request.POST.get("after", "")
    try:
        moved = does(request, move_card)(key=key, expects=expects, stage=stage, after=after)
    except EditConflict as reason:
        return conflict_page(request, reason, back=reverse("board", args=[draft]))
    beside = [one for one in DjangoState().entries("card", within=draft) if one.fields["stage"] == stage]
    where = stage_word(draft_named(draft), stage)
    return saved(request, moved, says=_moved(moved.fields["title"], where, moved, beside))


@require_POST
@page(needs="edit_board")
@against_a_version
def note_move(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Move a note to another cell, to another place in it, or to the parking lot."""
    held = within("note", key, draft=draft)
    given, parked = request.POST, request.POST.get("lane") == "parked"
    place = {
        "lane": held.fields["lane"] if parked else given.get("lane", ""),
        "stage": held.fields["stage"] if parked else given.get("stage", ""),
        "after": given.get("after", ""),
    }
    try:
        moved = does(request, move_note)(key=key, expects=expects, parked=parked, **place)
    except EditConflict as reason:
        return conflict_page(request, reason, back=reverse("board", args=[draft]))
    notes = readable_notes(DjangoState().entries("note", within=draft), actor=request.actor)
    beside = [one for one in notes if _cell(one) == _cell(moved)]
    cell = f"{lane_words()[place['lane']]}, {stage_word(draft_named(draft), place['stage'])}"
    where = _("the parking lot") if parked else cell
    return saved(request, moved, says=_moved(short(moved.fields["text"]), where, moved, beside))


@require_POST
@page(needs="edit_board")
def undo(request: HttpRequest, draft: str, kind: str, key: str, version: int) -> HttpResponse:
    """Take back a change somebody made to a card or note."""
    draft_named(draft)
    try:
        with DjangoState().one_step():  # all of it, or nothing
            entry = does(request, undo_on_board)(kind=kind, key=key, version=version)
            for one in request.GET.getlist("also"):
                does(request, undo_on_board)(**_named(one))
    except EditConflict as reason:
        return conflict_page(request, reason, back=reverse("board", args=[draft]))
    return saved(request, entry, says=_("That is taken back."))


def _named(text: str) -> dict[str, Any]:
    """Return kind, key and version of what the same change wrote besides, as `saved` put it into the way back."""
    kind, _colon, rest = text.partition(":")
    key, _colon, version = rest.rpartition(":")
    if not version.isdigit() or len(version) > MOST_DIGITS:
        raise nothing(kind[:20], key[:64])
    return {"kind": kind, "key": key, "version": int(version)}


def _moved(title: str, where: str, moved: Entry, beside: Sequence[Entry]) -> str:
    ordered = sorted(beside, key=lambda one: (one.fields["rank"], one.key))
    at = next((number for number, one in enumerate(ordered, 1) if one.key == moved.key), 1)
    told = {"title": title, "where": where, "at": at, "of": len(ordered)}
    return str(_("Moved %(title)s to %(where)s, position %(at)d of %(of)d.")) % told


def _cell(note: Entry) -> tuple[object, ...]:
    fields = note.fields
    return ("parked",) if fields["parked"] else (fields["lane"], fields["stage"])
