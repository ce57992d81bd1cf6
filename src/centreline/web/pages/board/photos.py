"""A photograph of a paper wall, and the notes that are made of it once somebody has looked at each."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from centreline.actions.workspace import FolderWorkspace
from centreline.actions.write_note import place_notes
from centreline.governance.entry import Entry
from centreline.governance.rights import may
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict
from centreline.pictures.picture import LARGEST_BYTES, MOST_PIXELS, picture_of
from centreline.pictures.recognised import INSTALL, can_recognise
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.jobs.sweeping import forget_when_nobody_goes_on
from centreline.web.jobs.working import queue
from centreline.web.pages.board.answering import way_back
from centreline.web.pages.board.photo_rows import proposed, rows_sent
from centreline.web.reading.boards.cells import lane_words
from centreline.web.reading.boards.drafts import draft_named, journey_of
from centreline.web.records.jobs import newest_given
from centreline.web.records.uploads import Upload, forget_upload, keep_upload, upload, uploads_of

__all__ = ["choose", "discard", "photo", "picture", "place"]

SORTS = {"image/jpeg": b"\xff\xd8", "image/png": b"\x89P", "image/webp": b"RI"}
"""How a picture that was taken in begins; what it is, was told when it came."""


@page(needs="edit_board")
def choose(request: HttpRequest, draft: str) -> HttpResponse:
    """Ask for a photograph of the wall, keep it without what the camera adds, and have it read."""
    entry = _open(draft)
    if request.method != "POST":
        shown = {"draft": entry, "journey": journey_of(entry), "install": "" if can_recognise() else INSTALL}
        shown |= {"largest": LARGEST_BYTES // 1024**2, "points": MOST_PIXELS // 10**6}
        shown["waiting"] = uploads_of(request.actor.name, workspace=folder(), of=_of(draft))
        return render(request, "board/photos.html", shown)
    held = _kept(request, draft)
    if can_recognise():
        title = _("Read the notes in %(file)s") % {"file": held.file}
        queue("photo", title=title, by=held.by, given={"upload": held.id, "of": held.of})
    return HttpResponseRedirect(reverse("board_photo", args=[draft, held.id]))


@page(needs="edit_board")
def photo(request: HttpRequest, draft: str, token: str) -> HttpResponse:
    """Show how far the reading is, and then the picture beside the notes that were found, to be looked at."""
    entry, held = _open(draft), _own(request, draft, token)
    job = newest_given("photo", word="upload", value=held.id)
    shown: dict[str, Any] = {"draft": entry, "held": held, "job": job, "install": "" if can_recognise() else INSTALL}
    shown["may_stop"] = job is not None and not job.has_ended and may(request.actor, "see_jobs")
    stages = {one.id: one.title for one in journey_of(entry).stages}
    found = json.loads(held.found.read_text(encoding="utf-8")) if held.found.exists() else {}
    shown |= proposed(found, lanes=lane_words(), stages=stages)
    return render(request, "board/photo.html", shown)


@page(needs="edit_board")
def picture(request: HttpRequest, draft: str, token: str) -> HttpResponse:
    """Hand out the picture to whoever uploaded it."""
    with _own(request, draft, token).opened() as path:
        content = path.read_bytes()
    sort = next(sort for sort, begins in SORTS.items() if content.startswith(begins))
    return HttpResponse(content, content_type=sort, headers={"Content-Security-Policy": "default-src 'none'; sandbox"})


@require_POST
@page(needs="edit_board")
def place(request: HttpRequest, draft: str, token: str) -> HttpResponse:
    """Put the notes that were left ticked into their cells, and delete the picture."""
    held, rows = _own(request, draft, token), rows_sent(request.POST)
    if not rows:
        raise ArgumentInvalid("no note was ticked", where="the list beside the picture", fix="tick one, or write one")
    made = does(request, place_notes)(draft=draft, rows=rows)
    forget_upload(held.id, workspace=folder())
    says = ngettext("%(n)d note stands on the board.", "%(n)d notes stand on the board.", len(made))
    messages.success(request, says % {"n": len(made)}, extra_tags=way_back(made[-1], also=made[:-1]))
    return HttpResponseRedirect(f"{reverse('board', args=[draft])}#note-{made[0].key}")


@require_POST
@page(needs="edit_board")
def discard(request: HttpRequest, draft: str, token: str) -> HttpResponse:
    """Delete the picture; no note is written."""
    forget_upload(_own(request, draft, token).id, workspace=folder())
    messages.success(request, _("The picture is deleted; no note was written."))
    return HttpResponseRedirect(reverse("board", args=[draft]))


def _open(draft: str) -> Entry:
    """Return a draft that may still be changed, on which there is a stage to put a note in."""
    entry = draft_named(draft)
    if entry.fields["state"] != "editing":
        raise EvidenceConflict(
            f"the draft {entry.fields['title']!r} is {entry.fields['state']}",
            where="the board",
            fix="comment on it, or start another draft",
        )
    if not journey_of(entry).stages:
        raise ArgumentInvalid("this journey has no stage yet", where="the board", fix="add a stage first")
    return entry


def _own(request: HttpRequest, draft: str, token: str) -> Upload:
    draft_named(draft)
    return upload(token, by=request.actor.name, workspace=folder(), of=_of(draft))


def _of(draft: str) -> str:
    return f"board:{draft}"


def _kept(request: HttpRequest, draft: str) -> Upload:
    sent = request.FILES.get("picture")
    if sent is None:
        raise ArgumentInvalid("no picture was chosen", where="the field Picture", fix="go back and choose one")
    name = FolderWorkspace(folder()).door.redact_label(sent.name or "").text
    if sent.size > LARGEST_BYTES:
        raise ArgumentInvalid(
            f"the picture is larger than {LARGEST_BYTES:,} bytes", where=name, fix="make it smaller, then choose that"
        )
    plain = picture_of(b"".join(sent.chunks()), name=name)
    held = keep_upload(
        [plain.content],
        file=name,
        by=request.actor.name,
        at=timezone.now(),
        workspace=folder(),
        largest_bytes=LARGEST_BYTES,
        of=_of(draft),
    )
    forget_when_nobody_goes_on(held.id)
    return held
