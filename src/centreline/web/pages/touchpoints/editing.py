"""From a touchpoint into a draft, one that is open or one started for it: to change its facts, or have it looked at."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.start_draft import start_draft
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.reading import everybody_reads
from centreline.governance.rights import may
from centreline.kernel.errors import NotThere
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.frame.templatetags.centreline_format import day
from centreline.web.pages.touchpoints.seen import Seen, seen_by
from centreline.web.records.store import DjangoState

__all__ = ["change_facts", "drafts_of", "in_draft", "may_change_facts", "open_drafts", "reviews_of"]


def may_change_facts(actor: Actor) -> bool:
    """Say whether somebody changes facts from the sheet; people of a partner do so on the board, where they may."""
    return may(actor, "edit_board") and actor.partner is None


def open_drafts(actor: Actor, seen: Seen) -> list[Entry]:
    """Return the drafts of a touchpoint's journey that are still being changed; none for whoever changes nothing."""
    if not may_change_facts(actor):
        return []
    return [
        one
        for one in DjangoState().entries("draft")
        if one.fields["journey"] == seen.journey.id and one.fields["state"] == "editing"
    ]


def drafts_of(drafts: list[Entry], seen: Seen) -> list[tuple[str, str]]:
    """Return the title of each draft, and the address of the touchpoint in it."""
    return [(one.fields["title"], reverse("touchpoint_in_draft", args=[seen.touchpoint.id, one.key])) for one in drafts]


def reviews_of(drafts: list[Entry], seen: Seen) -> list[tuple[str, str]]:
    """Return the title of each draft, and the address at which people are asked to look at the touchpoint in it."""
    return [(one.fields["title"], _asking(one, seen)) for one in drafts]


@page(needs="edit_board")
def in_draft(request: HttpRequest, key: str, draft: str) -> HttpResponse:
    """Go to the touchpoint's card in a draft."""
    seen_by(request.actor, key)
    held = DjangoState().entry("draft", draft)
    card = _card_in(held, key) if held is not None and may_change_facts(request.actor) else None
    if card is None:
        raise NotThere("this draft has no such card", where="the board", fix="open the board and look for it there")
    return HttpResponseRedirect(reverse("board_card", args=[draft, card.key]))


@require_POST
@page(needs="edit_board")
def change_facts(request: HttpRequest, key: str) -> HttpResponse:
    """Start a draft of the touchpoint's journey, and open its card there, or ask there who shall look at it."""
    seen = seen_by(request.actor, key)
    if not may_change_facts(request.actor):
        raise NotThere("the facts are changed on the board", where="the map", fix="open a draft of the journey")
    draft = does(request, start_draft)(journey=seen.journey.id, title=_title(seen)[:200])
    if request.POST.get("then") == "review":
        return HttpResponseRedirect(_asking(draft, seen))
    card = _card_in(draft, seen.touchpoint.id)
    return HttpResponseRedirect(
        reverse("board", args=[draft.key]) if card is None else reverse("board_card", args=[draft.key, card.key])
    )


def _title(seen: Seen) -> str:
    """Return what a draft is called, which people of every partner read: they may not read every touchpoint."""
    if everybody_reads(seen.reading.blueprint, seen.touchpoint.id):
        return str(_("Draft for %(touchpoint)s") % {"touchpoint": seen.touchpoint.title})
    return str(_("%(journey)s: draft of %(day)s") % {"journey": seen.journey.title, "day": day(timezone.localdate())})


def _asking(draft: Entry, seen: Seen) -> str:
    return f"{reverse('board_ask', args=[draft.key])}?{urlencode({'about': seen.touchpoint.id})}"


def _card_in(draft: Entry, touchpoint: str) -> Entry | None:
    cards = DjangoState().entries("card", within=draft.key)
    return next((one for one in cards if one.fields["id"] == touchpoint), None)
