"""Pages on which journeys and their drafts are looked at."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render

from centreline.actions.publish_draft import assembled
from centreline.blueprint.diff import differences
from centreline.blueprint.journey import Journey
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.rights import may
from centreline.kernel.errors import NotThere, Stopped
from centreline.kernel.identity import content_hash
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.jobs.work.look import look_for
from centreline.web.pages.board.cells import card_of, cards_of, complete, grid, readable_notes
from centreline.web.records.store import DjangoState

__all__ = ["board", "changes", "draft_named", "journey", "journeys"]


@page(needs="see_map")
def journeys(request: HttpRequest) -> HttpResponse:
    """List the journeys with their drafts."""
    drafts = DjangoState().entries("draft")
    rows = [
        {
            "journey": one,
            "stages": len(one.stages),
            "touchpoints": sum(len(stage.touchpoints) for stage in one.stages),
            "drafts": [draft for draft in drafts if draft.fields["journey"] == one.id],
        }
        for one in workspace(request.actor.scope).blueprint.journeys
    ]
    return render(request, "board/journeys.html", {"rows": rows, "may_edit": may(request.actor, "edit_board")})


@page(needs="see_map")
def journey(request: HttpRequest, journey: str) -> HttpResponse:
    """Show a journey as it is published."""
    found, actor = _journey(workspace(request.actor.scope).blueprint.journeys, journey), request.actor
    findings = _findings(actor)
    cards = [
        card_of(
            {**one.model_dump(mode="json"), "stage": stage.id}, key="", version=0, actor=actor,
            found=findings[one.id],
        )
        for stage in found.stages
        for one in stage.touchpoints
    ]  # fmt: skip
    return render(request, "board/board.html", _shown(found, cards, []))


@page(needs="see_map")
def board(request: HttpRequest, draft: str) -> HttpResponse:
    """Show the board of a draft."""
    state, actor, entry = DjangoState(), request.actor, draft_named(draft)
    base = state.published(entry.fields["base"])
    found = _journey(base.blueprint.journeys if base else (), entry.fields["journey"])
    cards = cards_of(state.entries("card", within=draft), actor=actor, findings=_findings(actor))
    notes = readable_notes(state.entries("note", within=draft), actor=actor)
    editing = entry.fields["state"] == "editing"
    shown = {
        **_shown(found, cards, notes),
        "draft": entry,
        "may_edit": editing and may(actor, "edit_board"),
        "may_freeze": editing and may(actor, "lead_workshop"),
        "cursor": _cursor(draft, actor),
    }
    if entry.fields["state"] == "frozen" and may(actor, "publish_blueprint"):
        shown |= _approval(entry)
    return render(request, "board/board.html", shown)


@page(needs="see_map")
def changes(request: HttpRequest, draft: str) -> HttpResponse:
    """Say which cards and notes stand in which version, for a browser that asks whether others wrote something."""
    draft_named(draft)
    etag = f'"{_cursor(draft, request.actor)}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    stands = [
        {"kind": one.kind, "key": one.key, "version": one.version, "by": one.changed_by}
        for one in _visible(draft, request.actor)
    ]
    cursor = etag.strip('"')
    told = [] if request.GET.get("since") == cursor else stands
    return JsonResponse(
        {"cursor": cursor, "entries": told}, headers={"ETag": etag, "Cache-Control": "private, no-cache"}
    )


def draft_named(key: str) -> Entry:
    """Return a draft.

    Raises:
        NotThere: there is none.
    """
    entry = DjangoState().entry("draft", key)
    if entry is None or not entry.stands:
        raise NotThere(f"there is no draft {key!r}", where="the map", fix="choose one of the drafts on the map")
    return entry


def _journey(journeys: tuple[Journey, ...], key: str) -> Journey:
    found = next((one for one in journeys if one.id == key), None)
    if found is None:
        raise NotThere(f"there is no journey {key!r}", where="the map", fix="choose one of the journeys on the map")
    return found


def _shown(found: Journey, cards: list[dict[str, Any]], notes: list[Entry]) -> dict[str, Any]:
    readable = [card for card in cards if card["open"]]
    return {
        "journey": found,
        "lanes": grid(found, cards, notes),
        "complete": sum(complete(card["fields"]) for card in readable),
        "total": len(readable),
        "hidden": len(cards) - len(readable),
    }


def _findings(actor: Actor) -> Counter[str]:
    look = look_for(actor) if may(actor, "see_findings") else None
    elements = () if look is None else (one.element for one in look.examination.findings)
    return Counter(one.removeprefix("touchpoint:") for one in elements if one.startswith("touchpoint:"))


def _approval(entry: Entry) -> dict[str, Any]:
    state = DjangoState()
    try:
        after = assembled(state, entry)
    except Stopped as reason:
        return {"refused": reason}
    newest = state.published()
    says = [one.says for one in differences(newest.blueprint, after)] if newest else []
    return {"approve": after.content_hash, "differences": says}


def _visible(draft: str, actor: Actor) -> list[Entry]:
    state = DjangoState()
    cards = state.entries("card", within=draft)
    return [*cards, *readable_notes(state.entries("note", within=draft), actor=actor), draft_named(draft)]


def _cursor(draft: str, actor: Actor) -> str:
    return content_hash([[one.kind, one.key, one.version] for one in _visible(draft, actor)])[:32]
