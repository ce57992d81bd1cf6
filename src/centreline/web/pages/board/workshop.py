"""Workshop mode: the clock, votes and what is drawn of them."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from centreline.actions.give_votes import give_votes, votes_by
from centreline.actions.lead_workshop import close_votes, open_votes, run_timer, show_votes, stop_timer, workshop_of
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.vote import Said as Vote
from centreline.kernel.errors import ArgumentInvalid
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.frame.programs import is_program
from centreline.web.reading.boards.drafts import draft_named
from centreline.web.records.store import DjangoState

__all__ = ["lead", "shown_workshop", "vote"]


@require_POST
@page(needs="lead_workshop")
def lead(request: HttpRequest, draft: str) -> HttpResponse:
    """Start or stop the clock, or begin, show or end a voting."""
    draft_named(draft)
    step, given = request.POST.get("step", ""), request.POST
    if step == "timer":
        does(request, run_timer)(draft=draft, minutes=_whole(given.get("minutes", ""), of=_("minutes")))
        says = _("The clock runs.")
    elif step == "votes":
        does(request, open_votes)(draft=draft, dots=_whole(given.get("dots", ""), of=_("votes")))
        says = _("Everybody can vote now.")
    else:
        says = _plain_step(request, step, draft)
    return _answer(request, draft, says)


@require_POST
@page(needs="edit_board")
def vote(request: HttpRequest, draft: str) -> HttpResponse:
    """Give a card or a note so many of one's own votes."""
    draft_named(draft)
    on, number = request.POST.get("on", ""), workshop_of(DjangoState().entry("workshop", draft)).round
    mine = votes_by(DjangoState(), draft, request.actor.name, number=number).get(on, 0)
    wanted = mine + (-1 if request.POST.get("takes_back") else 1)
    given = does(request, give_votes)(draft=draft, on=on, votes=wanted)
    left = workshop_of(DjangoState().entry("workshop", draft)).dots - sum(given.fields["given"].values())
    says = ngettext("You have %(n)d vote left.", "You have %(n)d votes left.", left) % {"n": left}
    return _answer(request, draft, says)


def shown_workshop(
    draft: Entry, cards: Sequence[dict[str, Any]], notes: Sequence[dict[str, Any]], *, actor: Actor
) -> dict[str, Any]:
    """Return what is drawn of a workshop, and write on each card and note the votes this person may see.

    While people vote everybody sees their own votes only, and how many people have voted.
    """
    state = DjangoState()
    workshop = workshop_of(state.entry("workshop", draft.key))
    spread = [one.body for one in state.entries("vote", within=draft.key) if isinstance(one.body, Vote)]
    counted = [one.given for one in spread if one.round == workshop.round and one.given]
    mine = votes_by(state, draft.key, actor.name, number=workshop.round)
    total = Counter[str]()
    for given in counted:
        total.update(given)
    for one in (*cards, *notes):
        one["mine"] = mine.get(one["key"], 0) if workshop.votes == "open" else 0
        one["votes"] = total[one["key"]] if workshop.votes == "shown" else 0
    return {"workshop": workshop, "voted": len(counted), "dots_left": workshop.dots - sum(mine.values())}


def _plain_step(request: HttpRequest, step: str, draft: str) -> str:
    if step == "stop":
        does(request, stop_timer)(draft=draft)
        return str(_("The clock is stopped."))
    if step == "show":
        does(request, show_votes)(draft=draft)
        return str(_("Everybody sees the votes."))
    if step == "close":
        does(request, close_votes)(draft=draft)
        return str(_("The voting is over."))
    raise ArgumentInvalid(f"a workshop has no step {step!r}", where="the form", fix="use the buttons of the board")


def _whole(text: str, *, of: str) -> int:
    if not text.strip().isdigit() or len(text) > 4:
        raise ArgumentInvalid(f"{text[:40]!r} is no number of {of}", where="the form", fix="write a whole number")
    return int(text)


def _answer(request: HttpRequest, draft: str, says: str) -> HttpResponse:
    if is_program(request):
        return JsonResponse({"says": says, "undo": ""})
    messages.success(request, says)
    return HttpResponseRedirect(reverse("board", args=[draft]))
