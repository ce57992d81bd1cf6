"""A board as a table: what stands on it, for those who work on in a sheet."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from centreline.reports.table_out import Cell
from centreline.web.frame.centre import workspace
from centreline.web.frame.exporting import export_response
from centreline.web.frame.page import page
from centreline.web.reading.boards.cells import cards_of, lane_words, note_of, readable_notes
from centreline.web.reading.boards.drafts import draft_named, journey_of
from centreline.web.reading.boards.filtering import chosen_from
from centreline.web.reading.boards.groups import groups_on
from centreline.web.records.store import DjangoState

__all__ = ["rows"]

COLUMNS = ("What", "Stage", "Lane", "Says", "Sort or owner", "Channels", "Complete", "Missing", "Parked", "Written by",
           "Group")  # fmt: skip
WRITERS = {"Written by": "Writer's name"}
"""The column with the name somebody signs in with, and the one beside it with what people call them."""


@page(needs="export")
def rows(request: HttpRequest, draft: str) -> HttpResponse:
    """Hand out cards and notes of a board as a file, as far as this person may read them."""
    entry = draft_named(draft)
    return export_response(request, f"board {entry.fields['title']}", COLUMNS, _rows(request, draft), people=WRITERS)


def _rows(request: HttpRequest, draft: str) -> Iterator[tuple[Cell, ...]]:
    state, actor = DjangoState(), request.actor
    stages = {one.id: one.title for one in journey_of(draft_named(draft)).stages}
    lanes = lane_words()
    chosen = chosen_from(request.GET, workspace(actor.scope).blueprint)
    for card in filter(chosen.shows, cards_of(state.entries("card", within=draft), actor=actor, findings={})):
        says, stage = card["fields"], stages.get(card["fields"]["stage"], "")
        channels, missing = ", ".join(says["channels"] or ()), ", ".join(card["badges"])
        whole = card["complete"] if card["open"] else None
        place = stage, lanes["touchpoint"]
        yield _("Touchpoint"), *place, says["title"], says.get("owner"), channels, whole, missing, None, None, None
    titles = {key: one.fields["title"] for key, one in groups_on(draft, actor).items()}
    for entry in readable_notes(state.entries("note", within=draft), actor=actor):
        note, said = note_of(entry), entry.fields
        place = stages.get(said["stage"], ""), lanes[said["lane"]]
        about = None, None, None, said["parked"], note["by"], titles.get(said["group"])
        yield _("Note"), *place, said["text"], note["sort"], *about
