"""Taking an import back: asked first, then done by a job."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.evidence.journal import Import
from centreline.kernel.errors import ArgumentInvalid, NotThere
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.jobs.work.rights import who_may_import
from centreline.web.jobs.working import queue

__all__ = ["undo"]


@page(needs="import_evidence")
def undo(request: HttpRequest, import_id: str) -> HttpResponse:
    """Ask whether an import is to be taken back, and queue that."""
    actor = who_may_import(request.actor.name)
    entry = _standing(workspace(actor.scope).lake.imports(), import_id)
    if request.method != "POST":
        return render(request, "imports/undo.html", {"entry": entry, "upload": request.GET.get("upload", "")})
    title = _("Take %(file)s back out of %(table)s") % {"file": entry.origin.file, "table": entry.table}
    given = {"import": entry.id, **({"upload": upload} if (upload := request.POST.get("upload", "")) else {})}
    asked = queue("undo", title=title, by=actor.name, given=given)
    return HttpResponseRedirect(reverse("import_run", args=[asked.id]))


def _standing(imports: tuple[Import, ...], import_id: str) -> Import:
    entry = next((one for one in imports if one.id == import_id), None)
    if entry is None:
        raise NotThere(f"there is no import {import_id!r}", where="the list of imports", fix="choose one from the list")
    if not entry.stands:
        raise ArgumentInvalid(
            f"the import {import_id!r} was taken back already",
            where="the list of imports",
            fix="nothing is left to do; bring the file again if it was a mistake",
        )
    return entry
