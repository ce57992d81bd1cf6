"""Changing an element of a catalogue: the form, what publishing would change, publishing and withdrawing."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from centreline.actions.catalogue_elements import with_change
from centreline.actions.change_catalogue import change_element, publish_element, withdraw_element
from centreline.actions.publish_draft import mirror_blueprint
from centreline.blueprint.diff import differences
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.rights import may
from centreline.kernel.errors import (
    ArgumentInvalid,
    BlueprintInvalid,
    EvidenceConflict,
    NotThere,
    Stopped,
)
from centreline.kernel.identity import is_key, key_for
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.frame.served import folder
from centreline.web.frame.spoken import spoken
from centreline.web.jobs.work.look import look_again
from centreline.web.pages.catalogues.filled import Pressed, Wrong, document_from, pressed_in, whole_or_wrong
from centreline.web.pages.catalogues.form import controls_for
from centreline.web.reading.catalogues import Shelf, check_may_change, kind_words, may_change, shelf_without_findings
from centreline.web.records.published import newest_number
from centreline.web.records.store import DjangoState

__all__ = ["add", "change", "open_changes", "publish", "read_change", "withdraw"]


def open_changes(actor: Actor, kind: str, key: str) -> tuple[Entry, ...]:
    """Return the changes of an element that are neither published nor withdrawn, for those who may write some."""
    if not may_change(actor):
        return ()
    changes = DjangoState().entries("catalogue_change", within=f"{kind}:{key}")
    return tuple(one for one in changes if one.fields["state"] == "open")


@page(needs="edit_board")
def change(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show an element as a form, and write down how it shall read."""
    check_may_change(request.actor)
    shelf = shelf_without_findings(request.actor)
    element = shelf.element(kind, key)
    if request.method != "POST":
        document = element.model_dump(mode="json", exclude_defaults=True)
        return _form(request, shelf, kind, key=key, title=element.title, document=document)
    return _written(request, shelf, kind, key=key, title=element.title)


@page(needs="edit_board")
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Show an empty form of a catalogue, and write down a new element."""
    check_may_change(request.actor)
    shelf = shelf_without_findings(request.actor)
    known = {one.id for one in shelf.of_kind(kind)}  # Whoever may write here reads every entry.
    if request.method != "POST":
        return _form(request, shelf, kind, key="", title="", document={})
    title = request.POST.get("title", "").strip()
    key = request.POST.get("key", "").strip() or key_for(title, kind=kind.replace("_", "-"), taken=known)
    if pressed := pressed_in(kind, request.POST):
        return _form(request, shelf, kind, key="", title="", document=pressed.document, pressed=pressed)
    if not is_key(key) or key in known:
        problem = ArgumentInvalid(
            f"{key!r} is no new key", where=_("the field Key"), fix=_("write small letters, digits and hyphens, unused")
        )
        return _form(
            request, shelf, kind, key="", title="", document=document_from(kind, request.POST), problem=problem
        )
    return _written(request, shelf, kind, key=key, title="")


@page(needs="edit_board")
def read_change(request: HttpRequest, key: str) -> HttpResponse:
    """Show a change: what publishing it would change, or why it cannot be published."""
    entry = _change(request.actor, key)
    state = DjangoState()
    shown: dict[str, Any] = {
        "entry": entry,
        "kind_title": kind_words()[entry.fields["kind"]][0],
        "may_publish": may(request.actor, "publish_blueprint"),
        "may_withdraw": may_change(request.actor),
    }
    if entry.fields["state"] == "open":
        try:
            after = with_change(state, entry)
        except Stopped as reason:
            shown["refused"] = reason
        else:
            newest = state.published()
            shown["differences"] = [spoken(one.says) for one in differences(newest.blueprint, after)] if newest else []
            shown["content"] = after.content_hash
    return render(request, "catalogues/change.html", shown)


@require_POST
@page(needs="publish_blueprint")
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """Publish a change as it was read, write it into the folder, and have somebody look again."""
    _change(request.actor, key)
    version = does(request, publish_element)(
        key=key, content=request.POST.get("content", ""), says=request.POST.get("says", "")
    )
    transaction.on_commit(lambda: mirror_blueprint(version.blueprint, folder()))
    look_again(by=request.actor.name)
    messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
    return HttpResponseRedirect(reverse("catalogue_change", args=[key]))


@require_POST
@page(needs="edit_board")
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Give a change up."""
    entry = _change(request.actor, key)
    does(request, withdraw_element)(key=key)
    messages.success(request, _("The change is withdrawn."))
    return HttpResponseRedirect(reverse("catalogue", args=[entry.fields["kind"]]))


def _written(request: HttpRequest, shelf: Shelf, kind: str, *, key: str, title: str) -> HttpResponse:
    if pressed := pressed_in(kind, request.POST):
        return _form(request, shelf, kind, key=key, title=title, document=pressed.document, pressed=pressed)
    before = shelf.element(kind, key) if title else None
    document, wrong = whole_or_wrong(kind, key, document_from(kind, request.POST), before=before)
    shown = key if title else ""  # The key of a new entry can still be written otherwise.
    if wrong:
        says = ngettext("%(n)s field cannot stand so", "%(n)s fields cannot stand so", len(wrong)) % {"n": len(wrong)}
        problem = ArgumentInvalid(says, where=_("the form"), fix=_("mend what is said beside each"))
        return _form(request, shelf, kind, key=shown, title=title, document=document, problem=problem, wrong=wrong)
    try:
        said = does(request, change_element)(
            kind=kind, key=key, document=document, says=request.POST.get("says", "")[:200], base=_base(request)
        )
    except (BlueprintInvalid, ArgumentInvalid, EvidenceConflict) as reason:
        return _form(request, shelf, kind, key=shown, title=title, document=document, problem=reason)
    return HttpResponseRedirect(reverse("catalogue_change", args=[said.key]))


def _form(  # noqa: PLR0913 - a form is made of all of it
    request: HttpRequest,
    shelf: Shelf,
    kind: str,
    *,
    key: str,
    title: str,
    document: dict[str, Any],
    problem: Stopped | None = None,
    wrong: Wrong | None = None,
    pressed: Pressed | None = None,
) -> HttpResponse:
    shown = {
        "kind": kind,
        "kind_title": kind_words()[kind][0],
        "key": key,
        "title": title,
        "base": _base(request) if not isinstance(problem, EvidenceConflict) else newest_number(),
        "controls": controls_for(kind, document, blueprint=shelf.blueprint, wrong=wrong),
        "problem": problem,
        "says": request.POST.get("says", ""),
        "new_key": request.POST.get("key", ""),
        "done": pressed.says if pressed else "",
        "focus": pressed.focus if pressed else "",
    }
    return render(request, "catalogues/form.html", shown, status=200 if problem is None else 422)


def _base(request: HttpRequest) -> int:
    """Return the number of the version this form was opened at, so that what others publish meanwhile is not lost."""
    given = request.POST.get("base", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else newest_number()


def _change(actor: Actor, key: str) -> Entry:
    found = DjangoState().entry("catalogue_change", key)
    if found is None or actor.partner is not None:
        raise NotThere("there is no such change", where="the catalogues", fix="go back to the catalogue")
    return found
