"""What a draft changes, what was published since it began, and bringing it up to that."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.bring_up_to_date import bring_up_to_date, brought_up, take_back_bringing_up, what_comes
from centreline.actions.publish_draft import as_drafted
from centreline.actions.undo_change import is_theirs_to_take_back
from centreline.governance.actor import Actor
from centreline.governance.catching_up import WHOLE, CatchingUp, Clash
from centreline.governance.entry import Entry
from centreline.governance.kinds import kinds
from centreline.governance.rights import may
from centreline.kernel.errors import EditConflict, NotThere, Stopped
from centreline.web.frame.acting import does
from centreline.web.frame.fact_words import fact_words
from centreline.web.frame.matching import against_a_version, conflict_page
from centreline.web.frame.page import page
from centreline.web.pages.board.versions import readable_differences
from centreline.web.reading.boards.drafts import draft_named
from centreline.web.reading.fields import value_as_read
from centreline.web.records.published import newest_number, published_version
from centreline.web.records.store import DjangoState

__all__ = ["bring_up", "differences", "is_outdated", "standing_of", "take_back"]

SIDES = ("mine", "theirs")


@page(needs="see_map")
def differences(request: HttpRequest, draft: str) -> HttpResponse:
    """Show what a draft changes, what was published since it began, and what both changed differently."""
    return _shown(request, draft_named(draft))


@require_POST
@page(needs="edit_board")
@against_a_version
def bring_up(request: HttpRequest, draft: str, *, expects: int) -> HttpResponse:
    """Write into a draft what was published since it began, once everything that clashes is chosen."""
    entry, given = draft_named(draft), request.POST
    to = given.get("to", "")
    chosen = {name.removeprefix("keep-"): side for name, side in given.items() if side in SIDES}
    try:
        done = does(request, bring_up_to_date)(
            key=draft, expects=expects, to=int(to) if to.isdecimal() and len(to) < 8 else 0, chosen=chosen
        )
    except EditConflict:
        return _shown(request, entry, chosen=chosen, status=412)
    messages.success(request, _("The draft is on version %(number)s now.") % {"number": done.fields["base"]})
    return HttpResponseRedirect(reverse("board", args=[draft]))


@require_POST
@page(needs="edit_board")
def take_back(request: HttpRequest, draft: str) -> HttpResponse:
    """Put a draft back to the version it was on before it was brought up."""
    draft_named(draft)
    back = reverse("board", args=[draft])
    try:
        does(request, take_back_bringing_up)(key=draft)
    except EditConflict as reason:
        return conflict_page(request, reason, back=back)
    messages.success(request, _("That is taken back."))
    return HttpResponseRedirect(back)


def is_outdated(draft: Entry) -> bool:
    """Say whether something was published since the draft began, that it has not been brought up to."""
    if draft.fields["state"] == "published" or draft.fields["base"] == newest_number():
        return False
    versions = (published_version(draft.fields["base"]), published_version())
    known = {one.id for version in versions if version for one in version.blueprint.journeys}
    return draft.fields["journey"] in known  # a journey nobody had is overtaken by nothing


def standing_of(draft: Entry, actor: Actor) -> dict[str, Any]:
    """Return how a draft stands to what is published, as its board tells it."""
    last = None if draft.fields["state"] == "published" else brought_up(DjangoState(), draft)
    return {
        "outdated": newest_number() if is_outdated(draft) else 0,
        "may_bring_up": _may(draft, actor),
        "brought": last,
        "may_take_back": last is not None and _may(draft, actor) and is_theirs_to_take_back(actor, by=last.made_by),
    }


def _may(draft: Entry, actor: Actor) -> bool:
    needs = {"editing": "edit_board", "frozen": "lead_workshop"}.get(draft.fields["state"])
    return needs is not None and actor.partner is None and may(actor, needs)


def _shown(
    request: HttpRequest, draft: Entry, *, chosen: Mapping[str, str] | None = None, status: int = 200
) -> HttpResponse:
    actor, base, newest = request.actor, published_version(draft.fields["base"]), published_version()
    if base is None or newest is None:
        raise NotThere(_("nothing is published"), where=_("the map"), fix=_("publish a version first"))
    shown = standing_of(draft, actor) | {"draft": draft, "base": base, "newest": newest, "status": status}
    try:
        shown["changes"] = readable_differences(base.blueprint, as_drafted(DjangoState(), draft), actor=actor)
    except Stopped as reason:
        shown["refused"] = reason
    if shown["outdated"]:
        shown["since"] = readable_differences(base.blueprint, newest.blueprint, actor=actor)
        shown |= _plan(draft, chosen) if shown["may_bring_up"] else {}
    return render(request, "board/differences.html", shown, status=status)


def _plan(draft: Entry, chosen: Mapping[str, str] | None) -> dict[str, Any]:
    try:
        plan = what_comes(DjangoState(), draft)
    except Stopped as reason:
        return {"stranded": reason}
    return {"clashes": _by_touchpoint(plan.clashes, chosen or {}), "brings": _counted(plan)}


def _counted(plan: CatchingUp) -> dict[str, int]:
    """Return how many cards come, go and change, clashes aside."""
    clashing = {one.touchpoint for one in plan.clashes}
    clear = [one for one in plan.touchpoints if one.touchpoint not in clashing]
    held = [one for one in clear if one.card is not None and one.fields is not None]
    return {
        "come": sum(one.card is None and one.fields is not None for one in clear),
        "go": sum(one.card is not None and one.fields is None for one in clear),
        "change": sum(bool(one.card and one.fields) and not _as_it_is(one.card, one.fields) for one in held),
    }


def _as_it_is(card: Entry | None, fields: Mapping[str, Any] | None) -> bool:
    return card is not None and fields is not None and all(card.fields[name] == fields[name] for name in fields)


def _by_touchpoint(clashes: Sequence[Clash], chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"title": title, "fields": [_field(one, chosen) for one in together]}
        for title, together in groupby(clashes, key=lambda one: one.title)
    ]


def _field(clash: Clash, chosen: Mapping[str, str]) -> dict[str, Any]:
    sides = {side: _side(clash, side) for side in ("base", *SIDES)}
    label = _("The touchpoint itself") if clash.field == WHOLE else fact_words().get(clash.field, clash.field)
    return {"name": clash.name, "label": label, "conflict": True, "chosen": chosen.get(clash.name, ""), **sides}


def _side(clash: Clash, side: str) -> str:
    value = getattr(clash, side)
    if clash.field != WHOLE:
        return value_as_read(value, kinds()["card"], clash.field)
    if value is None:
        return str(_("taken away"))
    began = clash.base or {}
    changed = [fact_words().get(name, name) for name in value if value[name] != began.get(name)]
    return str(_("changed: %(facts)s") % {"facts": ", ".join(changed)}) if changed else str(_("there"))
