"""A board as a file for other programs: BPMN for process modelling tools, PNG for slides."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from centreline.blueprint.journey import Journey
from centreline.governance.reading import Reading, reading_of
from centreline.kernel.errors import ArgumentInvalid
from centreline.reports.board_picture import Arrow, Block, Lane, Picture, as_png
from centreline.reports.journey_bpmn import journey_bpmn
from centreline.web.frame.centre import workspace
from centreline.web.frame.exporting import file_response
from centreline.web.frame.page import page
from centreline.web.pages.board.answering import draft_named, journey_named, journey_of
from centreline.web.pages.board.cells import card_of, cards_of, grid, in_order, note_of, readable_notes
from centreline.web.pages.board.filtering import chosen_from
from centreline.web.pages.board.grouping import arranged, groups_on
from centreline.web.pages.board.handoffs import handed_on
from centreline.web.records.store import DjangoState

__all__ = ["draft_drawing", "journey_drawing"]

Cards = list[dict[str, Any]]


@page(needs="export")
def journey_drawing(request: HttpRequest, journey: str) -> HttpResponse:
    """Hand out a published journey, as the address says: as BPMN or as a picture."""
    actor = request.actor
    found = journey_named(workspace(actor.scope).blueprint.journeys, journey)
    told = ({**one.model_dump(mode="json"), "stage": stage.id} for stage in found.stages for one in stage.touchpoints)
    cards = [card_of(fields, key="", version=0, actor=actor, found=0) for fields in told]
    return _drawn(request, found, cards, (), name=found.title, says=_("As published."))


@page(needs="export")
def draft_drawing(request: HttpRequest, draft: str) -> HttpResponse:
    """Hand out a board, with what the address filters, as BPMN or as a picture."""
    state, actor, entry = DjangoState(), request.actor, draft_named(draft)
    found = journey_of(entry)
    cards = cards_of(state.entries("card", within=draft), actor=actor, findings={})
    notes = [note_of(one) for one in readable_notes(state.entries("note", within=draft), actor=actor)]
    title = f"{found.title}: {entry.fields['title']}"
    return _drawn(request, found, cards, arranged(notes, groups_on(draft, actor)), name=title, says=_("A draft."))


def _drawn(  # noqa: PLR0913 - what it shows and what it is called
    request: HttpRequest, found: Journey, cards: Cards, notes: Sequence[dict[str, Any]], *, name: str, says: str
) -> HttpResponse:
    asked = request.GET.get("as", "")
    if asked == "png":
        return _png(request, found, cards, notes, name=name, says=says)
    if asked == "bpmn":
        return _bpmn(request, found, cards, name=name, says=says)
    raise ArgumentInvalid(
        f"boards cannot be drawn as {asked[:20]!r}", where="the address", fix="ask for one of bpmn, png"
    )


def _bpmn(request: HttpRequest, found: Journey, cards: Cards, *, name: str, says: str) -> HttpResponse:
    reading = _reading(request)
    chosen = chosen_from(request.GET, reading.shown)
    seen = [card for card in cards if chosen.shows(card)]
    hidden = {card["fields"]["id"] for card in seen if not card["open"]}
    written = journey_bpmn(
        _as_journey(found, seen), titles=_titles(reading), hidden=hidden, says=_labelled(request, says)
    )
    return file_response(request, name, form="bpmn", content=written, content_type="application/xml", count=len(seen))


def _png(  # noqa: PLR0913 - what it shows and what it is called
    request: HttpRequest, found: Journey, cards: Cards, notes: Sequence[dict[str, Any]], *, name: str, says: str
) -> HttpResponse:
    reading = _reading(request)
    chosen = chosen_from(request.GET, reading.shown)
    seen = in_order(found, [card for card in cards if chosen.shows(card)])
    handed = list(enumerate(handed_on(seen, cards, reading=reading), 1))
    picture = Picture(
        name,
        _labelled(request, says),
        tuple(stage.title for stage in found.stages),
        tuple(_lane(lane) for lane in grid(found, seen, notes, _titles(reading))),
        tuple(Arrow(one.source, one.target, at, not one.says) for at, one in handed if one.drawn),
        tuple(
            f"{at}. {one.source_title} → {one.target_title}: {one.says or _('nobody wrote what is handed on')}"
            for at, one in handed
        ),
    )
    return file_response(
        request, name, form="png", content=as_png(picture), content_type="image/png", count=len(seen) + len(notes)
    )


def _lane(lane: Mapping[str, Any]) -> Lane:
    return Lane(lane["word"], tuple(tuple(_blocks(cell)) for cell in lane["cells"]))


def _blocks(cell: Mapping[str, Any]) -> list[Block]:
    cards = [
        Block(one["fields"]["id"], one["fields"]["title"], ", ".join(one["badges"]), "card") for one in cell["cards"]
    ]
    facts = [Block("", one["title"], one["says"], "fact") for one in cell["facts"]]
    return [*cards, *(block for one in cell["notes"] for block in _note(one)), *facts]


def _note(note: Mapping[str, Any]) -> list[Block]:
    colour = note["fields"]["colour"]
    look = colour if colour != "fact" else "note"
    heading = [Block("", note["group"]["title"], "", "group")] if note.get("heads") else []
    return [*heading, Block("", "", f"{note['sort']}: {note['fields']['text']}", look)]


def _as_journey(found: Journey, cards: Cards) -> Journey:
    """Return a journey of the cards that are shown; of those that are not theirs, a reader learns name and channels."""
    document = found.model_dump(mode="json", exclude={"stages"})
    stages = [
        {**stage.model_dump(mode="json", exclude={"touchpoints"}), "touchpoints": _facts(cards, stage.id)}
        for stage in found.stages
    ]
    return Journey.model_validate({**document, "stages": stages})


def _facts(cards: Cards, stage: str) -> list[dict[str, Any]]:
    here = [card["fields"] for card in cards if card["fields"]["stage"] == stage]
    return [{name: said for name, said in one.items() if name not in ("stage", "rank")} for one in here]


def _reading(request: HttpRequest) -> Reading:
    return reading_of(workspace(request.actor.scope).blueprint, request.actor)


def _titles(reading: Reading) -> dict[str, str]:
    model = reading.shown
    known = {one.id: one.title for one in (*model.procedures, *model.systems, *model.roles)}
    return known | {one.id: one.title for one in model.touchpoints if reading.touchpoint(one)}


def _labelled(request: HttpRequest, says: str) -> str:
    made_up = workspace(request.actor.scope).is_made_up
    return (
        f"{says} {_('This centre is made up: its people, customers and records were invented.')}" if made_up else says
    )
