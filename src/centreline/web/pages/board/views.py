"""Pages on which journeys and their drafts are looked at."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from centreline.actions.stages_on_board import stages_on
from centreline.blueprint.document import Blueprint
from centreline.blueprint.journey import Journey
from centreline.governance.actor import Actor
from centreline.governance.reading import reading_of
from centreline.governance.rights import may
from centreline.reports.board_paper import PAPERS
from centreline.web.frame.centre import workspace
from centreline.web.frame.exporting import export_links, table_links
from centreline.web.frame.narrowing import NAMES, Narrowed, narrowed
from centreline.web.frame.page import page
from centreline.web.jobs.work.look import look_for
from centreline.web.pages.board.bringing_up import is_outdated, standing_of
from centreline.web.pages.board.faces import put_faces
from centreline.web.pages.board.feed import cursor_of, people_here
from centreline.web.pages.board.heat import lay_over
from centreline.web.pages.board.keeping import discarded, may_keep, other_versions, state_words
from centreline.web.pages.board.publishing import what_publishing_changes
from centreline.web.pages.board.reviewing import round_of
from centreline.web.pages.board.versions import version_named
from centreline.web.pages.board.workshop import shown_workshop
from centreline.web.reading.asked import asked_on
from centreline.web.reading.boards.cells import card_of, cards_of, complete, grid, in_order, note_of, readable_notes
from centreline.web.reading.boards.drafts import draft_named, journey_before, journey_named, journey_of
from centreline.web.reading.boards.filtering import Chosen, chosen_from, filter_of
from centreline.web.reading.boards.groups import arranged, groups_on
from centreline.web.reading.boards.handoffs import handed_on
from centreline.web.records.boards import standing_on
from centreline.web.records.published import newest_number
from centreline.web.records.store import DjangoState

__all__ = ["board", "journey", "journeys"]

OVERDUE = "KNO005"
"""The question whether procedures were checked when they had to be."""


@page(needs="see_map")
def journeys(request: HttpRequest) -> HttpResponse:
    """List the journeys with their drafts."""
    narrowed(request, by=(), days=False)
    actor, published = request.actor, workspace(request.actor.scope).blueprint.journeys
    drafts, binned = DjangoState().entries("draft"), discarded(actor, now=timezone.now())
    rows = [
        {
            "journey": one,
            "stages": len(one.stages),
            "touchpoints": sum(len(stage.touchpoints) for stage in one.stages),
            "drafts": [
                {"entry": draft, "state": state_words()[draft.fields["state"]]}
                for draft in drafts
                if draft.fields["journey"] == one.id
            ],
            "discarded": [draft for draft in binned if draft.fields["journey"] == one.id],
        }
        for one in published
    ]
    known = {one.id for one in published}
    new = [one for one in drafts if one.fields["journey"] not in known and one.fields["state"] != "published"]
    may_edit = may(actor, "edit_board")
    gone = [one for one in binned if one.fields["journey"] not in known]
    shown = {
        "rows": rows,
        "new": new,
        "gone": gone,
        "may_edit": may_edit,
        "may_begin": may_edit and actor.partner is None,
    }
    return render(request, "board/journeys.html", shown)


@page(needs="see_map")
def journey(request: HttpRequest, journey: str) -> HttpResponse:
    """Show a journey as it is published, or as it was in an earlier version."""
    actor, now = request.actor, workspace(request.actor.scope).blueprint
    newest, asked = newest_number(), request.GET.get("version", "")
    earlier = version_named(asked) if asked and asked != str(newest) else None
    found = journey_named((earlier.blueprint if earlier else now).journeys, journey)
    findings, stale = _found(actor) if earlier is None else (Counter[str](), frozenset[str]())
    cards = [
        card_of(
            {**one.model_dump(mode="json"), "stage": stage.id}, key="", version=0, actor=actor,
            found=findings[one.id], stale=stale,
        )
        for stage in found.stages
        for one in stage.touchpoints
    ]  # fmt: skip
    shown = _shown(found, cards, [], actor=actor, asked=request.GET, blueprint=earlier.blueprint if earlier else now)
    shown |= {"presents": "present" in request.GET, "earlier": earlier}
    may_begin = earlier is None and not shown["presents"] and may(actor, "edit_board")
    shown["begins"] = found.id if may_begin else ""
    shown["exports"] = table_links(request, "board") if may(actor, "export") else []
    if earlier is None:  # What evidence says is about what is intended now.
        shown |= lay_over(found, cards, asked=request.GET.get("heat", ""), actor=actor, rows=_rows(request))
        shown["exports"] += _drawn(request, "journey", found.id, chosen=shown["chosen"])
    shown |= other_versions(found.id, number=earlier.number if earlier else newest)
    return render(request, "board/board.html", shown)


@page(needs="see_map")
def board(request: HttpRequest, draft: str) -> HttpResponse:
    """Show the board of a draft; to its own script only the parts that change."""
    state, actor, entry = DjangoState(), request.actor, draft_named(draft)
    entries, stages = state.entries("card", within=draft), stages_on(state, draft)
    found = journey_of(entry, stages)
    findings, stale = _found(actor)
    cards = cards_of(entries, actor=actor, findings=findings, stale=stale)
    notes = arranged(
        [note_of(one) for one in readable_notes(state.entries("note", within=draft), actor=actor)],
        groups_on(draft, actor),
    )
    editing = entry.fields["state"] == "editing"
    shown = {
        **_shown(found, cards, notes, actor=actor, asked=request.GET, blueprint=workspace(actor.scope).blueprint),
        **lay_over(journey_before(entry), cards, asked=request.GET.get("heat", ""), actor=actor, rows=_rows(request)),
        "draft": entry,
        "columns": [{"key": one.key, "id": one.fields["id"], "title": one.fields["title"]} for one in stages],
        "tray": [one for one in notes if one["fields"]["parked"]],
        "may_edit": editing and may(actor, "edit_board"),
        "may_lay_out": editing and may(actor, "edit_board") and actor.partner is None,
        "may_lead": may(actor, "lead_workshop"),
        "may_ask": entry.fields["state"] != "published" and may(actor, "edit_board"),
        "asked_to_look": asked_on(entry, actor),
        "exports": export_links(request, reverse("board_rows", args=[draft])) if may(actor, "export") else [],
        "presents": "present" in request.GET,
        "cursor": cursor_of(standing_on(draft, partner=actor.partner), actor),
        "here": people_here(draft, actor),
        "now": timezone.now(),
        **shown_workshop(entry, cards, notes, actor=actor),
        **round_of(entry, entries, cards, actor=actor),
        **standing_of(entry, actor),
        **may_keep(actor, entry),
        **other_versions(found.id, draft=draft),
    }
    shown["exports"] = [*shown["exports"], *_drawn(request, "board", draft, chosen=shown["chosen"])]
    if entry.fields["state"] == "frozen" and may(actor, "publish_blueprint") and not is_outdated(entry):
        shown |= what_publishing_changes(entry)
    is_part = bool(request.headers.get("HX-Request"))
    return render(request, "board/live.html" if is_part else "board/board.html", shown)


def _shown(  # noqa: PLR0913 - a board is made of all of it
    found: Journey,
    cards: list[dict[str, Any]],
    notes: list[dict[str, Any]],
    *,
    actor: Actor,
    asked: QueryDict,
    blueprint: Blueprint,
) -> dict[str, Any]:
    reading = reading_of(blueprint, actor)
    model = reading.shown
    titles = {one.id: one.title for one in (*model.procedures, *model.systems, *model.roles)}
    chosen = chosen_from(asked, model)
    titles |= {one.id: one.title for one in model.touchpoints if reading.touchpoint(one)}
    put_faces(cards, workspace(actor.scope).claims.claims, reading=reading)
    readable = [card for card in cards if card["open"]]
    seen = in_order(found, [card for card in cards if chosen.shows(card)])
    return {
        "journey": found,
        "columns": [{"key": "", "id": one.id, "title": one.title} for one in found.stages],
        "lanes": grid(found, seen, notes, titles),
        "handoffs": handed_on(seen, cards, reading=reading),
        "complete": sum(complete(card["fields"]) for card in readable),
        "total": len(readable),
        "hidden": len(cards) - len(readable),
        **filter_of(cards, chosen, model=model, actor=actor),
        **_handed_on(asked),
    }


def _rows(request: HttpRequest) -> Narrowed:
    """Return which records are laid over a board; on a plain board nothing is chosen, and links hand on what was."""
    laid = bool(request.GET.get("heat")) and may(request.actor, "see_metrics")
    return narrowed(request, by=("site", "queue") if laid else (), days=laid)


def _handed_on(asked: QueryDict) -> dict[str, Any]:
    """Return which records were chosen, for the links and the filter of a board, whose partner is the filter's own."""
    kept = [(name, asked[name][:120]) for name in NAMES if name != "partner" and asked.get(name)]
    return {"rows_kept": kept, "rows_also": f"&{urlencode(kept)}" if kept else ""}


def _drawn(request: HttpRequest, of: str, key: str, *, chosen: Chosen) -> list[tuple[str, str]]:
    """Return word and address of a board as a drawing, for those who may export, with what is filtered now."""
    if not may(request.actor, "export"):
        return []
    address = f"{reverse(f'{of}_drawing', args=[key])}?{chosen.query}{'&' if chosen else ''}as="
    paper = [(_("PDF on %s") % one.upper(), f"{address}pdf&paper={one}") for one in reversed(PAPERS)]
    return [("BPMN", f"{address}bpmn"), ("PNG", f"{address}png"), *paper]


def _found(actor: Actor) -> tuple[Counter[str], frozenset[str]]:
    """Return how many findings stand at each touchpoint, and the procedures whose check is overdue."""
    look = look_for(actor) if may(actor, "see_findings") else None
    findings = () if look is None else look.examination.findings
    at = Counter(one.element.removeprefix("touchpoint:") for one in findings if one.element.startswith("touchpoint:"))
    overdue = (one.element.removeprefix("procedure:") for one in findings if one.check == OVERDUE)
    return at, frozenset(overdue)
