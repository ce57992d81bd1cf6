"""Pages on which leaders decide."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from centreline.actions.decide_finding import change_decision
from centreline.actions.undo_change import can_be_taken_back
from centreline.findings.gates import not_passed
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.rights import may
from centreline.kernel.errors import NotThere
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.pages.findings.board import (
    MOST_UNDECIDED,
    asked_of_cards,
    cards_of,
    filters_of,
    lanes_of,
    undecided,
)
from centreline.web.pages.findings.register import lane_choices, lane_words, tabs_of
from centreline.web.pages.findings.writing import day_of, decided_words
from centreline.web.reading.approvals import approvers_for, decisions_for
from centreline.web.reading.findings import Seen, seen_by
from centreline.web.records.people import DjangoPeople, known_people
from centreline.web.records.store import DjangoState

__all__ = ["board", "change", "move"]


@page(needs="see_findings")
def board(request: HttpRequest) -> HttpResponse:
    """Show every decision in its lane, and the heaviest findings that wait for one."""
    seen = seen_by(request.actor)
    shown: dict[str, Any] = {
        "seen": seen,
        "may_decide": may(request.actor, "decide_finding"),
        "parts": tabs_of("decide"),
    }
    if seen is not None:
        decisions = decisions_for(request.actor)
        cards = _cards(request, seen, decisions)
        chosen, waiting = asked_of_cards(cards, asked=request.GET), undecided(seen, decisions, asked=request.GET)
        shown |= {
            "lanes": lanes_of(chosen),
            "asked": [one for one in chosen if not one["approval"]["counts"]],
            "filters": filters_of(cards, asked=request.GET) | {"shown": len(chosen)},
            "waiting": waiting[:MOST_UNDECIDED],
            "waiting_more": len(waiting) - MOST_UNDECIDED,
            "late": sum(card["late"] for card in cards),
            "decided": sum(card["approval"]["counts"] for card in cards),
            "done": next((card for card in cards if card["entry"].key == request.GET.get("done")), None),
        }
    return render(request, "findings/board.html", shown)


@page(needs="decide_finding")
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Show a decision with its history, and take another one down."""
    entry = _decision(key)
    if request.method == "POST":
        given = request.POST
        after = does(request, change_decision)(
            key=key,
            expects=_version(given.get("expects", "")),
            lane=given.get("lane", ""),
            because=given.get("because", ""),
            owner=given.get("owner", ""),
            due=day_of(given.get("due", "")),
            hindered=not_passed(_seen(request).gates(entry.fields["element"])),
            approver=DjangoPeople().person(given.get("approver", "")),
            despite=given.get("despite", ""),
        )
        return _back(request, after)
    cards = _cards(request, _seen(request), [entry])
    if not cards:
        raise _nothing(key)
    asked = request.GET.get("lane", "")
    shown = {
        "card": cards[0],
        "lanes": lane_choices(cards[0]["shut"]),
        "chosen": asked if asked in lane_words() else entry.fields["lane"],
        "gates": cards[0]["gates"],
        "history": _history(request.actor, entry),
        "approval": cards[0]["approval"],
        "lane_word": lane_words()[entry.fields["lane"]],
        "approvers": approvers_for(request.actor, entry.fields["element"], people=known_people()),
        "answers": cards[0]["approval"].get("approver") == request.actor.name,
    }
    return render(request, "findings/decision.html", shown)


@require_POST
@page(needs="decide_finding")
def move(request: HttpRequest, key: str) -> HttpResponse:
    """Move a card to another lane; everything else stays."""
    held = _decision(key)
    body: Any = held.body
    after = does(request, change_decision)(
        key=key,
        expects=_version(request.POST.get("expects", "")),
        lane=request.POST.get("lane", ""),
        because=body.because,
        owner=body.owner,
        due=body.due,
        hindered=not_passed(_seen(request).gates(body.element)),
    )
    return _back(request, after)


def _cards(request: HttpRequest, seen: Seen, decisions: Sequence[Entry]) -> list[dict[str, Any]]:
    people = known_people() if any(one.fields["approver"] for one in decisions) else ()
    return cards_of(decisions, seen=seen, actor=request.actor, today=timezone.localdate(), people=people)


def _back(request: HttpRequest, entry: Entry) -> HttpResponse:
    messages.success(request, decided_words(entry))
    return HttpResponseRedirect(f"{reverse('decide')}?done={entry.key}#card-{entry.key}")


def _seen(request: HttpRequest) -> Seen:
    seen = seen_by(request.actor)
    if seen is None:
        raise NotThere("nobody has looked yet", where="the findings", fix="ask for a look first")
    return seen


def _decision(key: str) -> Entry:
    entry = DjangoState().entry("decision", key)
    if entry is None or not entry.stands:
        raise _nothing(key)
    return entry


def _nothing(key: str) -> NotThere:
    return NotThere(
        f"there is no decision {key!r}", where="the board", fix="reload the board; somebody may have taken it back"
    )


def _version(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _history(actor: Actor, entry: Entry) -> list[dict[str, Any]]:
    changes = DjangoState().history("decision", entry.key)
    return [
        {
            "who": one.by,
            "when": one.at,
            "says": one.says,
            "version": one.version,
            "undo": reverse("findings_undo", args=["decision", entry.key, one.version])
            if one.version == entry.version and can_be_taken_back(actor, "decision", one)
            else "",
        }
        for one in reversed(changes)
    ]
