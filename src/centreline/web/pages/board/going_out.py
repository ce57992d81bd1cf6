"""A board as a file: BPMN for process modelling tools, PNG for slides, PDF for a wall."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from centreline.blueprint.journey import Journey
from centreline.kernel.errors import ArgumentInvalid
from centreline.reports.board_paper import PAPERS, as_pdf
from centreline.reports.board_picture import as_png
from centreline.reports.journey_bpmn import journey_bpmn
from centreline.web.frame.exporting import file_response
from centreline.web.frame.page import page
from centreline.web.reading.boards.filtering import Chosen, chosen_from
from centreline.web.reading.boards.handing_out import Board, draft_board, journey_board

__all__ = ["draft_drawing", "journey_drawing"]


@page(needs="export")
def journey_drawing(request: HttpRequest, journey: str) -> HttpResponse:
    """Hand out a published journey, as the address says: as BPMN, as a picture or on paper."""
    return _drawn(request, journey_board(request.actor, journey))


@page(needs="export")
def draft_drawing(request: HttpRequest, draft: str) -> HttpResponse:
    """Hand out a board, with what the address filters, as BPMN, as a picture or on paper."""
    return _drawn(request, draft_board(request.actor, draft))


def _drawn(request: HttpRequest, board: Board) -> HttpResponse:
    asked, chosen = request.GET.get("as", ""), chosen_from(request.GET, board.reading.shown)
    if asked == "bpmn":
        return _handed(
            request, board, chosen, form="bpmn", content=_bpmn(board, chosen), content_type="application/xml"
        )
    if asked == "png":
        drawn = as_png(board.picture(chosen))
        return _handed(request, board, chosen, form="png", content=drawn, content_type="image/png")
    if asked == "pdf":
        paper = request.GET.get("paper", "a3").casefold()
        if paper not in PAPERS:
            raise ArgumentInvalid(
                f"there is no paper {paper[:20]!r}", where="the address", fix=f"ask for one of {', '.join(PAPERS)}"
            )
        sheets = as_pdf(board.picture(chosen), paper=paper, foot=board.foot(chosen))
        return _handed(request, board, chosen, form="pdf", content=sheets, content_type="application/pdf")
    raise ArgumentInvalid(
        f"boards cannot be drawn as {asked[:20]!r}", where="the address", fix="ask for one of bpmn, png, pdf"
    )


def _handed(  # noqa: PLR0913 - what it shows and what it is
    request: HttpRequest, board: Board, chosen: Chosen, *, form: str, content: bytes, content_type: str
) -> HttpResponse:
    count = len(board.shown(chosen)) + (0 if form == "bpmn" else len(board.notes))
    return file_response(request, board.name, form=form, content=content, content_type=content_type, count=count)


def _bpmn(board: Board, chosen: Chosen) -> bytes:
    seen = [card for card in board.cards if chosen.shows(card)]
    hidden = {card["fields"]["id"] for card in seen if not card["open"]}
    return journey_bpmn(_as_journey(board.journey, seen), titles=board.titles, hidden=hidden, says=board.says)


def _as_journey(found: Journey, cards: Sequence[dict[str, Any]]) -> Journey:
    """Return a journey of the cards that are shown; of those that are not theirs, a reader learns name and channels."""
    document = found.model_dump(mode="json", exclude={"stages"})
    stages = [
        {**stage.model_dump(mode="json", exclude={"touchpoints"}), "touchpoints": _facts(cards, stage.id)}
        for stage in found.stages
    ]
    return Journey.model_validate({**document, "stages": stages})


def _facts(cards: Sequence[dict[str, Any]], stage: str) -> list[dict[str, Any]]:
    here = [card["fields"] for card in cards if card["fields"]["stage"] == stage]
    return [{name: said for name, said in one.items() if name not in ("stage", "rank")} for one in here]
