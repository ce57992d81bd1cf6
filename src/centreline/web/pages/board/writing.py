"""What people change on a board: cards, notes, their places, and how far the draft has come."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.change_card import edit_card, may_touch, move_card
from centreline.actions.publish_draft import freeze_draft, mirror_blueprint, publish_draft
from centreline.actions.start_draft import start_draft
from centreline.actions.write_note import add_note, edit_note, remove_note
from centreline.governance.entry import Entry
from centreline.governance.kinds.note import Colour
from centreline.governance.rights import may
from centreline.kernel.errors import ArgumentInvalid, EditConflict, NotThere
from centreline.web.frame.acting import does
from centreline.web.frame.centre import folder, workspace
from centreline.web.frame.page import page
from centreline.web.jobs.work.look import look_again
from centreline.web.pages.board.cells import lane_words
from centreline.web.pages.board.matching import against_a_version, conflict_page
from centreline.web.pages.board.views import draft_named
from centreline.web.records.store import DjangoState

__all__ = ["approve", "card", "card_move", "freeze", "new_note", "note", "note_remove", "start"]

TEXTS = ("title", "what", "why", "trigger", "happens", "owner", "ideal_outcome")
LISTS = ("channels", "handled_by", "systems", "procedures", "knowledge", "customer_types")


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
    held = _within("card", key, draft=draft)
    if not may_touch(held.fields, partner=request.actor.partner):
        raise _nothing("card", key)
    if request.method != "POST":
        return render(request, _part(request, "board/card.html"), _card_form(request, held, draft=draft))
    back = reverse("board", args=[draft])
    try:
        after = does(request, edit_card)(key=key, expects=expects, facts=_facts(request.POST))
    except EditConflict as reason:
        return conflict_page(request, reason, back=back)
    return _saved(request, after, says=_("Saved %(title)s.") % {"title": after.fields["title"]})


@require_POST
@page(needs="edit_board")
@against_a_version
def card_move(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Move a card behind another one, or to another stage."""
    _within("card", key, draft=draft)
    stage, after = request.POST.get("stage", ""), request.POST.get("after", "")
    moved = does(request, move_card)(key=key, expects=expects, stage=stage, after=after)
    return _saved(request, moved, says=_("Moved %(title)s.") % {"title": moved.fields["title"]})


@require_POST
@page(needs="edit_board")
def new_note(request: HttpRequest, draft: str) -> HttpResponse:
    """Put a note on the board."""
    given = {name: request.POST.get(name, "") for name in ("lane", "stage", "text")}
    entry = does(request, add_note)(draft=draft, colour=request.POST.get("colour", "fact"), **given)
    return _saved(request, entry, says=_("The note stands on the board."))


@page(needs="edit_board")
@against_a_version
def note(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Show a note, and say something else in it."""
    held = _within("note", key, draft=draft)
    if request.actor.partner not in (None, held.fields["party"]):
        raise _nothing("note", key)
    if request.method != "POST":
        shown = {"note": held, "draft": draft, "colours": [(one.value, one.value) for one in Colour]}
        return render(request, _part(request, "board/note.html"), shown | {"lane": lane_words()[held.fields["lane"]]})
    said = {name: request.POST.get(name, held.fields[name]) for name in ("text", "colour")}
    try:
        after = does(request, edit_note)(key=key, expects=expects, **said)
    except EditConflict as reason:
        return conflict_page(request, reason, back=reverse("board", args=[draft]))
    return _saved(request, after, says=_("The note is changed."))


@require_POST
@page(needs="edit_board")
@against_a_version
def note_remove(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Throw a note away."""
    _within("note", key, draft=draft)
    return _saved(request, does(request, remove_note)(key=key, expects=expects), says=_("The note is in the bin."))


@require_POST
@page(needs="lead_workshop")
@against_a_version
def freeze(request: HttpRequest, draft: str, *, expects: int) -> HttpResponse:
    """Let nobody change the draft any more."""
    does(request, freeze_draft)(key=draft, expects=expects)
    messages.success(request, _("The draft is frozen."))
    return HttpResponseRedirect(reverse("board", args=[draft]))


@require_POST
@page(needs="publish_blueprint")
def approve(request: HttpRequest, draft: str) -> HttpResponse:
    """Publish the draft as it was read, write it into the folder, and have somebody look again."""
    was_out = draft_named(draft).fields["published_as"] is not None
    given = request.POST
    version = does(request, publish_draft)(key=draft, content=given.get("content", ""), says=given.get("says", ""))
    if not was_out:
        transaction.on_commit(lambda: mirror_blueprint(version.blueprint, folder()))
        look_again(by=request.actor.name)
    messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
    return HttpResponseRedirect(reverse("board", args=[draft]))


def _card_form(request: HttpRequest, held: Entry, *, draft: str) -> dict[str, Any]:
    editing = draft_named(draft).fields["state"] == "editing" and may(request.actor, "edit_board")
    blueprint = workspace(request.actor.scope).blueprint
    return {
        "card": held,
        "draft": draft,
        "may_edit": editing,
        "owners": [("", _("Nobody")), *((role.id, role.title) for role in blueprint.roles)],
        "lists": [(name, ", ".join(held.fields[name])) for name in LISTS],
    }


def _facts(given: Any) -> dict[str, Any]:
    """Return the facts a form sent; of one that both changed, only where the writer keeps their own."""
    kept = {name for name in (*TEXTS, *LISTS, "takes_s") if given.get(f"keep-{name}") != "theirs" and name in given}
    facts: dict[str, Any] = {name: given[name].strip() or None for name in kept if name not in LISTS}
    lists = {name: [part.strip() for part in given[name].split(",") if part.strip()] for name in kept if name in LISTS}
    if "title" in facts and facts["title"] is None:
        raise ArgumentInvalid("a touchpoint has a name", where="the form", fix="write its name")
    return facts | lists


def _within(kind: str, key: str, *, draft: str) -> Entry:
    draft_named(draft)
    held = DjangoState().entry(kind, key)
    if held is None or not held.stands or held.within != draft:
        raise _nothing(kind, key)
    return held


def _nothing(kind: str, key: str) -> NotThere:
    return NotThere(f"there is no {kind} {key!r}", where="the board", fix="load the board again")


def _part(request: HttpRequest, template: str) -> str:
    return f"{template}#part" if request.headers.get("HX-Request") else template


def _saved(request: HttpRequest, entry: Entry, *, says: str) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        told = {"key": entry.key, "version": entry.version, "says": says}
        return JsonResponse(told, headers={"ETag": f'"{entry.version}"'})
    messages.success(request, says)
    return HttpResponseRedirect(f"{reverse('board', args=[entry.within])}#{entry.kind}-{entry.key}")
