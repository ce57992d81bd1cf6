"""Notes that say the same thing, under one heading: how people put them together."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from centreline.actions.group_notes import (
    dissolve_group,
    join_group,
    leave_group,
    make_group,
    merge_notes,
    rename_group,
)
from centreline.governance.entry import Entry
from centreline.kernel.errors import EditConflict
from centreline.web.frame.acting import does
from centreline.web.frame.matching import against_a_version, conflict_page
from centreline.web.frame.page import page
from centreline.web.pages.board.answering import nothing, part, saved, within
from centreline.web.reading.boards.cells import short
from centreline.web.reading.boards.drafts import draft_named
from centreline.web.reading.boards.groups import groups_on
from centreline.web.records.store import DjangoState

__all__ = ["dissolve", "group", "rename"]

NEW, NONE = "new", "none"


@page(needs="edit_board")
@against_a_version
def group(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Ask where a note belongs, and put it there: onto another note, into a group, a new one, or none."""
    held = within("note", key, draft=draft)
    if request.actor.partner not in (None, held.fields["party"]):
        raise nothing("note", key)
    if request.method != "POST":
        return render(request, part(request, "board/group.html"), _form(request, draft, held))
    try:
        changed = _put(request, key, expects=expects)
    except EditConflict as reason:
        return conflict_page(request, reason, back=reverse("board", args=[draft]))
    after, groups = changed[0], groups_on(draft, request.actor)
    told = {"title": short(after.fields["text"])}
    if (now := groups.get(after.fields["group"] or "")) is None:
        return saved(request, after, says=_("%(title)s stands by itself.") % told)
    count = sum(one.fields["group"] == now.key for one in DjangoState().entries("note", within=draft))
    says = ngettext(
        "%(title)s is in the group %(group)s, which has %(n)d note.",
        "%(title)s is in the group %(group)s, which has %(n)d notes.",
        count,
    ) % (told | {"group": now.fields["title"], "n": count})
    return saved(request, after, says=says, also=changed[1:])


@require_POST
@page(needs="edit_board")
@against_a_version
def rename(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Give a group another heading."""
    within("note_group", key, draft=draft)
    try:
        after = does(request, rename_group)(key=key, expects=expects, title=request.POST.get("title", ""))
    except EditConflict as reason:
        return conflict_page(request, reason, back=reverse("board", args=[draft]))
    return saved(request, after, says=_("The group is called %(title)s.") % {"title": after.fields["title"]})


@require_POST
@page(needs="edit_board")
def dissolve(request: HttpRequest, draft: str, key: str) -> HttpResponse:
    """Take a group apart."""
    within("note_group", key, draft=draft)
    gone, *free = does(request, dissolve_group)(key=key)
    return saved(request, gone, says=_("The group is taken apart; its notes stand by themselves."), also=free)


def _put(request: HttpRequest, key: str, *, expects: int) -> tuple[Entry, ...]:
    given = request.POST
    if onto := given.get("onto"):
        return does(request, merge_notes)(key=key, expects=expects, onto=onto)
    wanted = given.get("group", NONE)
    if wanted == NEW:
        return does(request, make_group)(key=key, expects=expects, title=given.get("title", ""))
    if wanted == NONE:
        return does(request, leave_group)(key=key, expects=expects)
    return does(request, join_group)(key=key, expects=expects, group=wanted)


def _form(request: HttpRequest, draft: str, held: Entry) -> dict[str, Any]:
    draft_named(draft)
    groups = groups_on(draft, request.actor)
    now = groups.get(held.fields["group"] or "")
    choices = [(NEW, _("A new group")), *_titled(groups.values())]
    return {
        "draft": draft,
        "note": held,
        "now": now,
        "choices": [*choices, (NONE, _("No group"))] if now else choices,
        "chosen": now.key if now else NEW,
        "title": short(held.fields["text"]),
    }


def _titled(groups: Iterable[Entry]) -> list[tuple[str, str]]:
    return sorted(((one.key, one.fields["title"]) for one in groups), key=lambda one: one[1].casefold())
