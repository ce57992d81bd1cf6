"""Touchpoints that come onto a board and go off it, and the bin in which what was thrown away lies."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.add_card import add_card, bin_card, card_from_note
from centreline.actions.bring_back import IN_THE_BIN, bring_back, is_theirs_on_board
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.rights import may
from centreline.web.frame.acting import does
from centreline.web.frame.matching import against_a_version
from centreline.web.frame.page import page
from centreline.web.pages.board.answering import nothing, part, saved, stage_word, within
from centreline.web.reading.boards.cells import short
from centreline.web.reading.boards.drafts import draft_named, journey_of
from centreline.web.records.store import DjangoState

__all__ = ["back", "card_remove", "in_the_bin", "new_card", "note_to_card"]


@page(needs="edit_board")
def new_card(request: HttpRequest, draft: str) -> HttpResponse:
    """Ask what a new touchpoint is called, and put it at the end of its stage."""
    entry, given = draft_named(draft), request.POST if request.method == "POST" else request.GET
    stage = given.get("stage", "")
    if request.method != "POST":
        stages = [(one.id, one.title) for one in journey_of(entry).stages]
        return render(request, part(request, "board/new_card.html"), {"draft": draft, "stage": stage, "stages": stages})
    made = does(request, add_card)(draft=draft, stage=stage, title=given.get("title", ""), what=given.get("what", ""))
    told = {"title": made.fields["title"], "where": stage_word(entry, stage)}
    return saved(request, made, says=_("%(title)s stands in %(where)s.") % told)


@require_POST
@page(needs="edit_board")
@against_a_version
def card_remove(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Take a touchpoint off the board."""
    within("card", key, draft=draft)
    gone = does(request, bin_card)(key=key, expects=expects)
    return saved(request, gone, says=_("%(title)s is in the bin.") % {"title": gone.fields["title"]})


@require_POST
@page(needs="edit_board")
@against_a_version
def note_to_card(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Make a touchpoint of a note."""
    within("note", key, draft=draft)
    made, gone = does(request, card_from_note)(key=key, expects=expects)
    told = {"title": made.fields["title"], "where": stage_word(draft_named(draft), made.fields["stage"])}
    says = _("%(title)s is a touchpoint in %(where)s; the note is in the bin.") % told
    return saved(request, made, says=says, also=[gone])


@page(needs="see_map")
def in_the_bin(request: HttpRequest, draft: str) -> HttpResponse:
    """List what was thrown away on a board, as far as this person may read it."""
    entry, actor = draft_named(draft), request.actor
    found = [one for kind in IN_THE_BIN for one in DjangoState().binned(kind, within=draft) if _reads(actor, one)]
    latest = sorted(found, key=lambda one: str(one.binned_at), reverse=True)
    editing = entry.fields["state"] == "editing" and may(actor, "edit_board")
    lying = [{"entry": one, "title": _title(one), "may": editing and is_theirs_on_board(actor, one)} for one in latest]
    return render(request, "board/bin.html", {"draft": entry, "journey": journey_of(entry), "lying": lying})


@require_POST
@page(needs="edit_board")
@against_a_version
def back(request: HttpRequest, draft: str, kind: str, key: str, *, expects: int) -> HttpResponse:
    """Put something from the bin back on the board."""
    draft_named(draft)
    held = DjangoState().entry(kind, key)
    if held is None or held.within != draft:
        raise nothing(kind[:20], key)
    entry = does(request, bring_back)(kind=kind, key=key, expects=expects)
    return saved(request, entry, says=_("%(title)s is back.") % {"title": _title(entry)["says"]})


def _reads(actor: Actor, one: Entry) -> bool:
    """Say whether somebody may read what lies in the bin; which stages there were, everybody may."""
    return one.kind == "stage" or is_theirs_on_board(actor, one)


def _title(one: Entry) -> dict[str, Any]:
    """Return what lies in the bin in words: what sort of thing it is, and its name."""
    sorts = {"card": _("Touchpoint"), "note": _("Note"), "stage": _("Stage")}
    name = short(one.fields["text"]) if one.kind == "note" else one.fields["title"]
    return {"sort": sorts[one.kind], "says": name}
