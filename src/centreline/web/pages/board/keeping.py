"""Renaming a draft, discarding it and bringing it back; and what one draft or version leads to besides."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.keep_draft import (
    KEPT,
    bring_back_draft,
    discard_draft,
    may_discard,
    may_rename,
    rename_draft,
)
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.rights import may
from centreline.kernel.errors import EditConflict
from centreline.web.frame.acting import does
from centreline.web.frame.matching import against_a_version, conflict_page
from centreline.web.frame.page import page
from centreline.web.pages.board.answering import part
from centreline.web.reading.boards.drafts import draft_named
from centreline.web.records.boards import binned_drafts
from centreline.web.records.published import newest_number
from centreline.web.records.store import DjangoState

__all__ = ["bring_back", "discard", "discarded", "keep", "may_keep", "other_versions", "state_words"]

MOST_VERSIONS = 12
"""Published versions that a menu names; the page of versions has them all."""


def state_words() -> dict[str, str]:
    """Return what each state of a draft is called."""
    return {"editing": _("being edited"), "frozen": _("frozen for review"), "published": _("published")}


def may_keep(actor: Actor, draft: Entry) -> dict[str, bool]:
    """Return whether somebody may rename a draft, and discard it."""
    open_still = draft.fields["state"] != "published" and may(actor, "edit_board")
    return {
        "may_rename": open_still and may_rename(actor, draft),
        "may_discard": open_still and may_discard(actor, draft),
    }


@page(needs="edit_board")
@against_a_version
def keep(request: HttpRequest, draft: str, *, expects: int) -> HttpResponse:
    """Show how a draft is renamed or discarded, and rename it."""
    entry = draft_named(draft)
    if request.method != "POST":
        shown = {"draft": entry, **may_keep(request.actor, entry)}
        return render(request, part(request, "board/keep.html"), shown)
    back = reverse("board", args=[draft])
    try:
        does(request, rename_draft)(key=draft, expects=expects, title=request.POST.get("title", ""))
    except EditConflict as reason:
        return conflict_page(request, reason, back=back)
    messages.success(request, _("The draft has its new name."))
    return HttpResponseRedirect(back)


@require_POST
@page(needs="edit_board")
@against_a_version
def discard(request: HttpRequest, draft: str, *, expects: int) -> HttpResponse:
    """Throw a draft away."""
    entry = draft_named(draft)
    try:
        does(request, discard_draft)(key=draft, expects=expects)
    except EditConflict as reason:
        return conflict_page(request, reason, back=reverse("board", args=[draft]))
    says = _("“%(title)s” is discarded. It stands below its journey for thirty days.")
    messages.success(request, says % {"title": entry.fields["title"]})
    return HttpResponseRedirect(reverse("map"))


@require_POST
@page(needs="edit_board")
def bring_back(request: HttpRequest, draft: str) -> HttpResponse:
    """Bring a discarded draft back."""
    does(request, bring_back_draft)(key=draft)
    messages.success(request, _("The draft is back as it was."))
    return HttpResponseRedirect(reverse("board", args=[draft]))


def discarded(actor: Actor, *, now: datetime) -> list[Entry]:
    """Return the discarded drafts that somebody may bring back, the newest first."""
    if not may(actor, "edit_board"):
        return []
    return [one for one in binned_drafts(since=now - KEPT) if may_discard(actor, one)]


def other_versions(journey: str, *, draft: str = "", number: int = 0) -> dict[str, Any]:
    """Return what else there is of a journey: its drafts, and the published versions.

    Args:
        journey: Key of the journey.
        draft: Draft that is looked at; empty where a published version is.
        number: Version that is looked at; 0 where a draft is.
    """
    newest = newest_number()
    drafts = [one for one in DjangoState().entries("draft") if one.fields["journey"] == journey]
    return {
        "newest_version": newest,
        "shown_version": number,
        "version_numbers": list(range(newest, max(0, newest - MOST_VERSIONS), -1)),
        "drafts": [
            {"entry": one, "state": state_words()[one.fields["state"]], "now": one.key == draft}
            for one in reversed(drafts)
            if one.fields["state"] != "published" or one.key == draft
        ],
    }
