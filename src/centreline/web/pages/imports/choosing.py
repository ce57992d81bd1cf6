"""Choosing what is brought: files, or rows that were pasted; and what waits since somebody chose it."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from centreline.actions.export import recognise
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.mapmaking.glimpse import check_is_a_table
from centreline.kernel.errors import ArgumentInvalid
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.jobs.sweeping import forget_when_nobody_goes_on
from centreline.web.jobs.work.rights import who_may_import
from centreline.web.pages.imports.wizard import steps
from centreline.web.records.uploads import Upload, forget_upload, keep_upload, uploads_of

__all__ = ["MOST_AT_ONCE", "choose"]

MOST_AT_ONCE = 20
"""Files that are taken at once."""

Sent = tuple[Iterable[bytes], str]


@page(needs="import_evidence")
def choose(request: HttpRequest) -> HttpResponse:
    """Ask for files, and keep each in a private folder until it was brought; all of them, or none where one is none."""
    actor = who_may_import(request.actor.name)
    if request.method != "POST":
        return render(
            request,
            "imports/choose.html",
            {
                "steps": steps(0),
                "largest": settings.UPLOAD_LARGEST_BYTES // 1024**2,
                "most": MOST_AT_ONCE,
                "tables": CONTRACTS.values(),
                "waiting": uploads_of(actor.name, workspace=folder()),
            },
        )
    held = _kept(_sent(request), by=actor.name)
    if len(held) == 1:
        return HttpResponseRedirect(reverse("import_read_as", args=[held[0].id]))
    says = ngettext("%(n)d file waits to be brought.", "%(n)d files wait to be brought.", len(held))
    messages.success(request, says % {"n": len(held)})
    return HttpResponseRedirect(f"{reverse('import_new')}#waiting")


def _kept(sent: Sequence[Sent], *, by: str) -> list[Upload]:
    held: list[Upload] = []
    try:
        for chunks, file in sent:
            held.append(_keep(chunks, file, by=by))
            with held[-1].opened() as path:
                if not recognise(path):
                    check_is_a_table(path)
    except BaseException:
        for one in held:
            forget_upload(one.id, workspace=folder())
        raise
    return held


def _keep(chunks: Iterable[bytes], file: str, *, by: str) -> Upload:
    held = keep_upload(
        chunks,
        file=FolderWorkspace(folder()).door.redact_label(file).text,
        by=by,
        at=timezone.now(),
        workspace=folder(),
        largest_bytes=settings.UPLOAD_LARGEST_BYTES,
    )
    forget_when_nobody_goes_on(held.id)
    return held


def _sent(request: HttpRequest) -> list[Sent]:
    """Return what was sent, files or rows that were pasted, each with what it is called."""
    sent, pasted = request.FILES.getlist("file"), request.POST.get("pasted", "").strip()
    if len(sent) > MOST_AT_ONCE:
        raise ArgumentInvalid(
            f"these are {len(sent)} files", where="the field Files", fix=f"bring at most {MOST_AT_ONCE} at once"
        )
    if sent:
        return [(one.chunks(), one.name or "") for one in sent]
    if not pasted:
        raise ArgumentInvalid(
            "no file was chosen", where="the field Files", fix="go back and choose one, or paste rows"
        )
    return [([pasted.encode(), b"\n"], "pasted.tsv" if "\t" in pasted else "pasted.csv")]
