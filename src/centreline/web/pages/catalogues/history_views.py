"""The page with the history of an entry, and taking the newest change back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.undo_change import undo_change
from centreline.blueprint.sentences import capitalised
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.claim import Said
from centreline.kernel.errors import NotThere
from centreline.web.frame.acting import does
from centreline.web.frame.addresses import element_address
from centreline.web.frame.done import kind_of
from centreline.web.frame.exporting import asks_for, export_response
from centreline.web.frame.page import page
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.jobs.work.look import look_again
from centreline.web.pages.catalogues.histories import COLUMNS, TAKEN_BACK_HERE, lines_of, rows_of
from centreline.web.reading.histories import history_of
from centreline.web.records.store import DjangoState

__all__ = ["history", "undo"]

LOOKED_AT_ANEW = frozenset({"definition", "waiver"})
"""Kinds on which findings rest: when one is taken back, somebody looks again."""


@page(needs="see_home")
def history(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show every version of an entry: who, when, what it was before and after."""
    entry, versions = history_of(request.actor, kind, key)
    lines = lines_of(request.actor, entry, versions)
    if asks_for(request, "versions"):
        return export_response(request, f"history of {kind} {key}", COLUMNS, rows_of(lines), people={"by": "by_name"})
    shown = {
        "kind": kind_of(kind),
        "about": _about(entry),
        "entry": entry,
        "lines": lines,
        "back": element_address("touchpoint", entry.within) if kind == "claim" else "",
    }
    part = "#lines" if request.headers.get("HX-Request") else ""
    return render(request, f"catalogues/history.html{part}", shown)


def _about(entry: Entry) -> str:
    """Return a few words by which a person knows the entry again."""
    if isinstance(entry.body, Said):
        return str(from_book(entry.body.question.asks))
    fields = entry.fields
    words = next((str(fields[name]) for name in ("title", "text", "because", "reason") if fields.get(name)), "")
    return str(Truncator(words or capitalised(kind_of(entry.kind))).chars(80))


@require_POST
@page(needs="undo_change")
def undo(request: HttpRequest, kind: str, key: str, version: int) -> HttpResponse:
    """Take the newest change back; what stood before stands again."""
    if not _is_own(request.actor, kind, key, version):
        history_of(request.actor, kind, key)
    if kind not in TAKEN_BACK_HERE:
        raise NotThere(
            f"a {kind.replace('_', ' ')} is not taken back from here", where="its history", fix="open its page"
        )
    does(request, undo_change)(kind=kind, key=key, version=version)
    if kind in LOOKED_AT_ANEW:
        look_again(by=request.actor.name)
    messages.success(request, _("That is taken back."))
    if request.headers.get("HX-Request"):  # The page it was done on loads itself anew, and says it then.
        return HttpResponse(status=204)
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    own = reverse("proposal", args=[key]) if kind == "proposal" else reverse("history", args=[kind, key])
    return HttpResponseRedirect(back if safe else own)


def _is_own(actor: Actor, kind: str, key: str, version: int) -> bool:
    """Say whether a change is somebody's own: they take it back also where they do not read its whole history."""
    history = DjangoState().history(kind, key) if kind in TAKEN_BACK_HERE else ()
    return any(one.version == version and one.by == actor.name for one in history)
