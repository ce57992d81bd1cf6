"""What the pages of a board share: the entry an address names, and how a change is answered."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode

from centreline.governance.entry import Entry
from centreline.kernel.errors import NotThere
from centreline.web.frame.programs import is_program
from centreline.web.reading.boards.drafts import draft_named, journey_of
from centreline.web.records.store import DjangoState

__all__ = [
    "nothing",
    "part",
    "saved",
    "stage_word",
    "way_back",
    "within",
]


def stage_word(draft: Entry, stage: str) -> str:
    """Return what people call a stage, its key where the journey has none of that key."""
    return next((one.title for one in journey_of(draft).stages if one.id == stage), stage)


def within(kind: str, key: str, *, draft: str) -> Entry:
    """Return a card, note or stage of a draft.

    Raises:
        NotThere: there is none of that name on this board.
    """
    draft_named(draft)
    held = DjangoState().entry(kind, key)
    if held is None or not held.stands or held.within != draft:
        raise nothing(kind, key)
    return held


def nothing(kind: str, key: str) -> NotThere:
    """Return the reason to stop where a board has no such card, note or stage, or it is not theirs to read."""
    return NotThere(f"there is no {kind} {key!r}", where="the board", fix="load the board again")


def part(request: HttpRequest, template: str) -> str:
    """Return the template of a page, or of its part where the drawer asks."""
    return f"{template}#part" if request.headers.get("HX-Request") else template


def saved(
    request: HttpRequest, entry: Entry, *, says: str, undo: bool = True, also: Sequence[Entry] = ()
) -> HttpResponse:
    """Answer a change: with version and words for a script, with the board for a form.

    Args:
        request: Who changed it.
        entry: As it is now.
        says: What was done, in words.
        undo: Whether it can be taken back by itself.
        also: What the same change wrote besides; it is taken back with it.
    """
    if is_program(request):
        told = {"kind": entry.kind, "key": entry.key, "version": entry.version, "says": says}
        back = way_back(entry, also=also) if undo else ""
        return JsonResponse(told | {"undo": back}, headers={"ETag": f'"{entry.version}"'})
    messages.success(request, says)
    return HttpResponseRedirect(f"{reverse('board', args=[entry.within or entry.key])}#{entry.kind}-{entry.key}")


def way_back(entry: Entry, *, also: Sequence[Entry] = ()) -> str:
    """Return the address that takes a change back, with what the same change wrote besides."""
    address = reverse("board_undo", args=[entry.within or entry.key, entry.kind, entry.key, entry.version])
    besides = [f"{one.kind}:{one.key}:{one.version}" for one in also]
    return f"{address}?{urlencode({'also': besides}, doseq=True)}" if besides else address
