"""What people write on a board: the facts of cards, and notes."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from centreline.actions.change_card import edit_card, may_touch
from centreline.actions.start_draft import start_draft
from centreline.actions.write_note import add_note, add_notes, edit_note, place_notes, remove_note
from centreline.blueprint.journey import Touchpoint
from centreline.governance.entry import Entry
from centreline.governance.kinds.note import Lane
from centreline.governance.reading import reading_of
from centreline.governance.rights import may
from centreline.kernel.errors import ArgumentInvalid, EditConflict
from centreline.reports.names import Names
from centreline.web.frame.acting import does
from centreline.web.frame.centre import workspace
from centreline.web.frame.matching import against_a_version, conflict_page
from centreline.web.frame.page import page
from centreline.web.pages.board.answering import nothing, part, saved, within
from centreline.web.pages.board.card_facts import card_form, facts_sent
from centreline.web.pages.board.reviewing import comments_on
from centreline.web.pages.board.sheets import rows_of_sheet
from centreline.web.pages.touchpoints.facts import Fact, facts_of
from centreline.web.reading.boards.cells import lane_words, missing_in, sort_words
from centreline.web.reading.boards.drafts import draft_named, journey_of
from centreline.web.records.store import DjangoState

__all__ = ["card", "new_note", "note", "note_remove", "start"]


@require_POST
@page(needs="edit_board")
def start(request: HttpRequest) -> HttpResponse:
    """Start a draft of a journey."""
    entry = does(request, start_draft)(
        journey=request.POST.get("journey", ""), title=request.POST.get("title", "") or _("Draft")
    )
    return HttpResponseRedirect(reverse("board", args=[entry.key]))


@page(needs="see_map")
@against_a_version
def card(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Show the facts of a card, and write those that were sent."""
    held = within("card", key, draft=draft)
    if not may_touch(held.fields, partner=request.actor.partner):
        raise nothing("card", key)
    if request.method != "POST":
        return render(request, part(request, "board/card.html"), _card_form(request, held, draft=draft))
    back = reverse("board", args=[draft])
    try:
        after = does(request, edit_card)(key=key, expects=expects, facts=facts_sent(request.POST, held.fields))
    except EditConflict as reason:
        return conflict_page(request, reason, back=back)
    return saved(request, after, says=_("Saved %(title)s.") % {"title": after.fields["title"]})


@page(needs="edit_board")
def new_note(request: HttpRequest, draft: str) -> HttpResponse:
    """Ask for a note, and put it on the board; a list becomes a note for each line where that is asked."""
    given = request.POST if request.method == "POST" else request.GET
    parked = given.get("lane") == "parked"
    lane, stage = given.get("lane", ""), given.get("stage", "")
    if request.method != "POST":
        draft_named(draft)  # Nobody is asked for a note on a board that is not there.
        shown = {"draft": draft, "lane": lane, "stage": stage, "where": _where(lane), "sorts": _sorts()}
        shown["list"] = "yes" if "list" in given else ""
        return render(request, part(request, "board/new_note.html"), shown)
    place = {"lane": Lane.IDEA if parked else lane, "stage": stage or _first_stage(draft), "parked": parked}
    said = {"draft": draft, "text": given.get("text", ""), "colour": given.get("colour", "fact"), **place}
    if given.get("each_line"):
        rows = rows_of_sheet(said["text"], lanes=lane_words(), stages=dict(_stages(draft)), sorts=dict(_sorts()))
        made = does(request, place_notes)(draft=draft, rows=rows) if rows else does(request, add_notes)(**said)
        says = ngettext("%(n)d note stands on the board.", "%(n)d notes stand on the board.", len(made))
        return saved(request, made[-1], says=says % {"n": len(made)}, also=made[:-1])
    return saved(request, does(request, add_note)(**said), says=_("The note stands on the board."))


@page(needs="edit_board")
@against_a_version
def note(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Show a note, and say something else in it."""
    held = within("note", key, draft=draft)
    if request.actor.partner not in (None, held.fields["party"]):
        raise nothing("note", key)
    if request.method != "POST":
        lane = "parked" if held.fields["parked"] else held.fields["lane"]
        shown = {"note": held, "draft": draft, "lane": lane, "where": _where(lane), "sorts": _sorts()}
        choices = {"stages": _stages(draft), "lanes": _lanes(), "may_edit": _may_edit(request, draft)}
        return render(request, part(request, "board/note.html"), shown | choices)
    said = {name: request.POST.get(name, held.fields[name]) for name in ("text", "colour")}
    try:
        after = does(request, edit_note)(key=key, expects=expects, **said)
    except EditConflict as reason:
        return conflict_page(request, reason, back=reverse("board", args=[draft]))
    return saved(request, after, says=_("The note is changed."))


@require_POST
@page(needs="edit_board")
@against_a_version
def note_remove(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Throw a note away."""
    within("note", key, draft=draft)
    return saved(request, does(request, remove_note)(key=key, expects=expects), says=_("The note is in the bin."))


def _card_form(request: HttpRequest, held: Entry, *, draft: str) -> dict[str, Any]:
    published = {one.id for one in workspace(request.actor.scope).blueprint.touchpoints}
    shown = {"card": held, "draft": draft, "may_edit": _may_edit(request, draft)}
    shown["is_published"] = held.fields["id"] in published
    shown |= comments_on(request.actor, held, draft=draft_named(draft))
    if not shown["may_edit"]:
        return shown | {"facts": _facts(request, held)}
    shown |= {"lacks": missing_in(held.fields), "stages": _stages(draft)}
    return shown | card_form(held, DjangoState().entries("card", within=draft), actor=request.actor)


def _facts(request: HttpRequest, held: Entry) -> tuple[Fact, ...]:
    """Return what a card says, for whoever reads it and does not change it."""
    reading = reading_of(workspace(request.actor.scope).blueprint, request.actor)
    said = {name: value for name, value in held.fields.items() if name in Touchpoint.model_fields}
    return facts_of(Touchpoint.model_validate(said), reading=reading, names=Names(reading.shown))


def _may_edit(request: HttpRequest, draft: str) -> bool:
    return draft_named(draft).fields["state"] == "editing" and may(request.actor, "edit_board")


def _sorts() -> list[tuple[str, str]]:
    return [(str(sort), word) for sort, word in sort_words().items()]


def _where(lane: str) -> str:
    return str(lane_words().get(lane, _("Parking lot")))


def _stages(draft: str) -> list[tuple[str, str]]:
    return [(one.id, one.title) for one in journey_of(draft_named(draft)).stages]


def _first_stage(draft: str) -> str:
    there = _stages(draft)
    if not there:
        raise ArgumentInvalid("this journey has no stage yet", where="the board", fix="add a stage first")
    return there[0][0]


def _lanes() -> list[tuple[str, str]]:
    return [*lane_words().items(), ("parked", _("Parking lot"))]
