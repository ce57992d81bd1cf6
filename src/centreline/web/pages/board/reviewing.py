"""The round of review of a frozen draft, card by card."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.change_card import may_touch
from centreline.actions.review_draft import BOARD_THREAD, resolve_comment, review_card, thread_on_card
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.rights import may
from centreline.web.frame.acting import does
from centreline.web.frame.matching import against_a_version
from centreline.web.frame.page import page
from centreline.web.pages.board.answering import nothing, within
from centreline.web.records.store import DjangoState

__all__ = ["comment", "comments_on", "resolve", "round_of", "stance_words"]

ASKS = frozenset({"challenge", "correct"})
"""Stances that ask for something, and stay open until somebody has dealt with it."""


def stance_words() -> dict[str, str]:
    """Return what each stance is called."""
    return {
        "agree": _("Agrees"),
        "challenge": _("Challenges"),
        "correct": _("Corrects"),
        "remark": _("Remarks"),
    }


@require_POST
@page(needs="comment")
def comment(request: HttpRequest, draft: str, key: str) -> HttpResponse:
    """Say how one stands to a card."""
    within("card", key, draft=draft)
    given = request.POST
    does(request, review_card)(key=key, stance=given.get("stance", "remark"), text=given.get("text", ""))
    messages.success(request, _("That stands with the card."))
    return HttpResponseRedirect(f"{reverse('board', args=[draft])}#card-{key}")


@require_POST
@page(needs="lead_workshop")
@against_a_version
def resolve(request: HttpRequest, draft: str, key: str, *, expects: int) -> HttpResponse:
    """Say that a challenge or a correction has been dealt with."""
    held = DjangoState().entry("comment", key)
    card = held.within.split(":")[1] if held and held.within.startswith(f"{BOARD_THREAD}:") else ""
    if held is None or not card:
        raise nothing("comment", key)
    within("card", card, draft=draft)
    does(request, resolve_comment)(key=key, expects=expects)
    messages.success(request, _("That is dealt with."))
    return HttpResponseRedirect(f"{reverse('board', args=[draft])}#card-{card}")


def comments_on(actor: Actor, card: Entry, *, draft: Entry) -> dict[str, Any]:
    """Return what was said about one card and what this person may say."""
    frozen = draft.fields["state"] == "frozen"
    stances = ("agree", "challenge", "correct", "remark") if frozen else ("remark",)
    said = _readable(actor, [card])
    words = stance_words()
    return {
        "remarks": [{"entry": one, "stance": words[one.fields["stance"]], "open": _is_open(one)} for one in said],
        "stances": [(one, words[one]) for one in stances],
        "may_comment": may(actor, "comment") and draft.fields["state"] != "published",
        "may_resolve": may(actor, "lead_workshop"),
    }


def round_of(
    draft: Entry, entries: Sequence[Entry], cards: Sequence[dict[str, Any]], *, actor: Actor
) -> dict[str, Any]:
    """Return how far the round of review is, and write on each card what was said about it.

    Args:
        draft: The draft.
        entries: Its cards as they are kept.
        cards: Its cards as this person sees them.
        actor: Who looks.
    """
    said = _readable(actor, [one for one in entries if may_touch(one.fields, partner=actor.partner)])
    by_card: dict[str, list[Entry]] = {}
    for one in said:
        by_card.setdefault(one.within.split(":")[1], []).append(one)
    waiting = 0
    for card in cards:
        here = by_card.get(card["key"], [])
        answered = any(one.made_by == actor.name and one.fields["stance"] != "remark" for one in here)
        card["said"] = len(here)
        card["asked"] = sum(map(_is_open, here))
        card["agreed"] = len({one.made_by for one in here if one.fields["stance"] == "agree"})
        card["waits"] = card["open"] and not answered and may(actor, "comment")
        waiting += card["waits"]
    asking = [one for one in said if one.fields["stance"] in ASKS]
    resolved = sum(one.fields["resolved"] for one in asking)
    is_round = draft.fields["state"] == "frozen"
    return {"in_review": is_round, "waiting": waiting, "asked": len(asking), "resolved": resolved}


def _readable(actor: Actor, cards: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return what was said about cards: everything, or what the reader's own partner said."""
    if actor.partner is not None:
        threads = [thread_on_card(one.key, partner=actor.partner) for one in cards]
        found = [one for thread in threads for one in DjangoState().entries("comment", within=thread)]
    else:
        keys = {one.key for one in cards}
        every = DjangoState().entries("comment")
        found = [one for one in every if one.within.startswith("board:") and one.within.split(":")[1] in keys]
    return tuple(sorted(found, key=lambda one: one.made_at))


def _is_open(comment: Entry) -> bool:
    return comment.fields["stance"] in ASKS and not comment.fields["resolved"]
