"""Entries of the glossary that the centre writes itself: new ones, changes, and throwing one away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.write_term import add_term, change_term, remove_term
from centreline.governance.entry import Entry
from centreline.kernel.errors import ArgumentInvalid, EditConflict, EvidenceConflict, NotThere, Stopped
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.frame.versions import version_named
from centreline.web.reading.catalogues import check_may_change
from centreline.web.records.store import DjangoState

__all__ = ["add_word", "change_word", "remove_word"]


@page(needs="edit_board")
def add_word(request: HttpRequest) -> HttpResponse:
    """Ask for a word and what it means, and write it down."""
    check_may_change(request.actor)
    if request.method != "POST":
        return _form(request, None, {"word": request.GET.get("word", "")[:80]})
    try:
        does(request, add_term)(**_given(request))
    except ArgumentInvalid as problem:
        return _form(request, None, _given(request), problem=problem)
    return _back(request, _("The word stands in the glossary."))


@page(needs="edit_board")
def change_word(request: HttpRequest, key: str) -> HttpResponse:
    """Show an entry as a form, and write down what was changed."""
    check_may_change(request.actor)
    held = _held(key)
    if request.method != "POST":
        return _form(request, held, held.fields)
    try:
        does(request, change_term)(key=key, expects=_version(request), **_given(request))
    except (ArgumentInvalid, EditConflict) as problem:
        return _form(request, _held(key), _given(request), problem=problem)
    return _back(request, _("The entry is changed."))


@require_POST
@page(needs="edit_board")
def remove_word(request: HttpRequest, key: str) -> HttpResponse:
    """Throw an entry away, where nothing uses its word."""
    check_may_change(request.actor)
    held = _held(key)
    try:
        does(request, remove_term)(key=key, expects=_version(request))
    except (EvidenceConflict, EditConflict) as problem:
        return _form(request, _held(key), held.fields, problem=problem)
    return _back(request, _("%(word)s is in the bin; its history brings it back.") % {"word": held.fields["word"]})


def _held(key: str) -> Entry:
    held = DjangoState().entry("term", key)
    if held is None or not held.stands:
        raise NotThere("there is no such entry", where="the glossary", fix="go back to the glossary")
    return held


def _version(request: HttpRequest) -> int:
    named = version_named(request.headers.get("If-Match", request.POST.get("if_match", "")))
    if named is None:
        raise ArgumentInvalid(
            "nobody said which version this was written against", where="the form", fix="load the page again"
        )
    return named


def _given(request: HttpRequest) -> dict[str, Any]:
    given = request.POST
    return {"word": given.get("word", ""), "means": given.get("means", ""), "also": given.get("also", "").split(",")}


def _form(
    request: HttpRequest, held: Entry | None, said: dict[str, Any], *, problem: Stopped | None = None
) -> HttpResponse:
    also = ", ".join(one.strip() for one in said.get("also") or () if one.strip())
    shown = {"entry": held, "said": said, "also": also, "problem": problem}
    return render(request, "catalogues/term.html", shown, status=_status(problem))


def _status(problem: Stopped | None) -> int:
    if problem is None:
        return 200
    return 412 if isinstance(problem, EditConflict) else 409 if isinstance(problem, EvidenceConflict) else 422


def _back(request: HttpRequest, says: str) -> HttpResponse:
    messages.success(request, says)
    return HttpResponseRedirect(reverse("glossary"))
