"""What a journey is laid out of: begun from nothing, said what it is about, and its stages."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.change_stages import add_stage, move_stage, remove_stage, rename_stage
from centreline.actions.stages_on_board import stages_on, standing_in
from centreline.actions.start_journey import ABOUT, edit_journey, start_journey
from centreline.governance.entry import Entry
from centreline.governance.rights import may
from centreline.kernel.errors import EditConflict, NotPermitted
from centreline.web.frame.acting import does
from centreline.web.frame.centre import workspace
from centreline.web.frame.matching import against_a_version, conflict_page
from centreline.web.frame.page import page
from centreline.web.pages.board.answering import part, saved, within
from centreline.web.reading.boards.drafts import draft_named
from centreline.web.records.store import DjangoState

__all__ = ["about", "new_journey", "new_stage", "stage", "stage_move", "stage_remove"]


@page(needs="edit_board")
def new_journey(request: HttpRequest) -> HttpResponse:
    """Ask what a new journey is called and which stages it has, and begin a draft of it."""
    _of_the_centre(request)
    if request.method != "POST":
        return render(request, "board/new_journey.html")
    given = request.POST
    made = does(request, start_journey)(
        title=given.get("title", ""), stages=given.get("stages", "").splitlines(), draft=_("First draft")
    )
    return HttpResponseRedirect(reverse("board", args=[made.key]))


@page(needs="edit_board")
@against_a_version
def about(request: HttpRequest, draft: str, *, expects: int) -> HttpResponse:
    """Show what a journey is about and what its draft is called, and write what was sent."""
    _of_the_centre(request)
    entry = draft_named(draft)
    if request.method != "POST":
        return render(request, part(request, "board/about.html"), _about_form(request, entry))
    try:
        after = does(request, edit_journey)(key=draft, expects=expects, facts=_facts(request.POST))
    except EditConflict as reason:
        return conflict_page(request, reason, back=reverse("board", args=[draft]))
    return saved(request, after, says=_("Saved %(title)s.") % {"title": after.fields["journey_title"]})


@page(needs="edit_board")
def new_stage(request: HttpRequest, draft: str) -> HttpResponse:
    """Ask what a new stage is called, and add it where it was asked for."""
    _of_the_centre(request)
    draft_named(draft)
    there, given = stages_on(DjangoState(), draft), request.POST if request.method == "POST" else request.GET
    last = there[-1].key if there else ""
    if request.method != "POST":
        shown = {"draft": draft, "places": _places(there), "after": given.get("after", last)}
        return render(request, part(request, "board/new_stage.html"), shown)
    made = does(request, add_stage)(draft=draft, title=given.get("title", ""), after=given.get("after", last))
    return saved(request, made, says=_("The stage %(title)s is added.") % {"title": made.fields["title"]})


@page(needs="edit_board")
@against_a_version
def stage(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Show a stage and what can be done with it, and give it another name."""
    _of_the_centre(request)
    held = within("stage", key, draft=draft)
    if request.method != "POST":
        return render(request, part(request, "board/stage.html"), _stage_form(held))
    try:
        after = does(request, rename_stage)(key=key, expects=expects, title=request.POST.get("title", ""))
    except EditConflict as reason:
        return conflict_page(request, reason, back=reverse("board", args=[draft]))
    return saved(request, after, says=_("The stage is called %(title)s.") % {"title": after.fields["title"]})


@require_POST
@page(needs="edit_board")
@against_a_version
def stage_move(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Move a stage with everything in it."""
    within("stage", key, draft=draft)
    try:
        moved = does(request, move_stage)(key=key, expects=expects, after=request.POST.get("after", ""))
    except EditConflict as reason:
        return conflict_page(request, reason, back=reverse("board", args=[draft]))
    there = [one.key for one in stages_on(DjangoState(), draft)]
    told = {"title": moved.fields["title"], "at": there.index(moved.key) + 1, "of": len(there)}
    return saved(request, moved, says=_("The stage %(title)s is number %(at)d of %(of)d.") % told)


@require_POST
@page(needs="edit_board")
@against_a_version
def stage_remove(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Throw away a stage in which nothing stands."""
    within("stage", key, draft=draft)
    gone = does(request, remove_stage)(key=key, expects=expects)
    return saved(request, gone, says=_("The stage %(title)s is in the bin.") % {"title": gone.fields["title"]})


def _of_the_centre(request: HttpRequest) -> None:
    if request.actor.partner is not None:
        raise NotPermitted(
            _("which journeys and stages there are is the centre's to write"),
            where=_("the board"),
            fix=_("say in a note or a remark what should be otherwise"),
        )


def _about_form(request: HttpRequest, entry: Entry) -> dict[str, Any]:
    roles = [(one.id, one.title) for one in workspace(request.actor.scope).blueprint.roles]
    return {
        "draft": entry,
        "may_edit": entry.fields["state"] == "editing" and may(request.actor, "edit_board"),
        "owners": [("", _("Nobody")), *sorted(roles, key=lambda one: one[1].casefold())],
        "customer_types": ", ".join(entry.fields["journey_customer_types"]),
    }


def _stage_form(held: Entry) -> dict[str, Any]:
    state = DjangoState()
    there = stages_on(state, held.within)
    keys = [one.key for one in there]
    at = keys.index(held.key)
    others = tuple(one for one in there if one.key != held.key)
    return {
        "stage": held,
        "draft": held.within,
        "places": _places(others),
        "after": keys[at - 1] if at else "",
        "standing": len(standing_in(state, held.within, held.fields["id"])),
        "is_last": len(there) == 1,
    }


def _places(stages: tuple[Entry, ...]) -> list[tuple[str, str]]:
    behind = [(one.key, _("Behind %(stage)s") % {"stage": one.fields["title"]}) for one in stages]
    return [("", _("First")), *behind]


def _facts(given: Any) -> dict[str, Any]:
    """Return the facts a form sent; of one that both changed, only where the writer keeps their own."""
    facts: dict[str, Any] = {
        name: given[name].strip() for name in ABOUT if name in given and given.get(f"keep-{name}") != "theirs"
    }
    for name in ("journey_owner", "journey_outcome"):
        if name in facts:
            facts[name] = facts[name] or None
    if (types := facts.get("journey_customer_types")) is not None:
        facts["journey_customer_types"] = [one.strip() for one in types.split(",") if one.strip()]
    return facts
