"""Boards and published journeys on paper, as a program fetches them."""

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field

from centreline.governance.rights import check_may
from centreline.reports.board_paper import as_pdf
from centreline.web.api.shapes import Given, Key, reads
from centreline.web.frame.exporting import file_response
from centreline.web.reading.boards.filtering import chosen_from
from centreline.web.reading.boards.handing_out import Board, draft_board, journey_board

__all__ = ["PaperAsked", "draft_paper", "journey_paper", "router"]

router = Router(tags=["boards"])

_NO_NUL = r"^[^\x00]*$"
A_PDF = {"responses": {200: {"description": "The sheets.", "content": {
    "application/pdf": {"schema": {"type": "string", "format": "binary"}}}}}}  # fmt: skip


class PaperAsked(Given):
    """On which paper, and what of it."""

    paper: Literal["a1", "a3"] = Field("a3", description="Tiles of it are pinned side by side where one is too small.")
    owner: str = Field("", max_length=120, pattern=_NO_NUL, description="`role:` or `team:` and a key, or `nobody`.")
    partner: str = Field("", max_length=120, pattern=_NO_NUL, description="Key of a partner, or `nobody`.")


Asked = Annotated[PaperAsked, Query(...)]


@router.get(
    "/journeys/{key}/paper", response=reads(None), operation_id="journey_paper", summary="A journey on paper",
    openapi_extra=A_PDF,
)  # fmt: skip
def journey_paper(request: Any, key: Key, asked: Asked) -> HttpResponse:
    """Return a journey as it is published, as PDF; whose view it is stands on every sheet."""
    check_may(request.actor, "see_map")
    return _on_paper(request, journey_board(request.actor, key), asked)


@router.get(
    "/drafts/{key}/paper", response=reads(None), operation_id="draft_paper", summary="A draft on paper",
    openapi_extra=A_PDF,
)  # fmt: skip
def draft_paper(request: Any, key: Key, asked: Asked) -> HttpResponse:
    """Return the board of a draft as it stands now, as PDF; whose view it is stands on every sheet."""
    check_may(request.actor, "see_map")
    return _on_paper(request, draft_board(request.actor, key), asked)


def _on_paper(request: Any, board: Board, asked: PaperAsked) -> HttpResponse:
    chosen = chosen_from(request.GET, board.reading.shown)
    content = as_pdf(board.picture(chosen), paper=asked.paper, foot=board.foot(chosen))
    count = len(board.shown(chosen)) + len(board.notes)
    return file_response(request, board.name, form="pdf", content=content, content_type="application/pdf", count=count)
