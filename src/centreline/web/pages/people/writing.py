"""Add people, change what they are, shut them out: an administrator's work."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from centreline.actions.manage_people import add_person, change_person, let_in, reset_password, shut_out
from centreline.governance.actor import Role
from centreline.governance.people import KnownPerson
from centreline.kernel.errors import ArgumentInvalid, NotThere
from centreline.web.frame.acting import does
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.jobs.setting_up import queue_looks
from centreline.web.pages.people.listed import role_words, state_of
from centreline.web.records.contracts import partners_gone
from centreline.web.records.first_password import new_password
from centreline.web.records.people import DjangoPeople

__all__ = ["add", "change", "end_access", "let_back_in", "password"]


@page(needs="manage_people")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add somebody, and show their first password once."""
    if request.method == "GET":
        return _form(request, {"role": Role.SUPERVISOR})
    secret = new_password()
    try:
        person = _person_in(request.POST, name=request.POST.get("name", "").strip())
        does(request, add_person)(DjangoPeople(), person=person, password=secret)
    except ArgumentInvalid as reason:
        return _form(request, request.POST, problem=reason)
    transaction.on_commit(queue_looks)
    return _once(request, person.name, secret)


@page(needs="manage_people")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, name: str) -> HttpResponse:
    """Show somebody, and change what they are to the centre."""
    held = _held(name)
    if request.method == "GET":
        return _form(request, {**held.fields, "sites": ", ".join(held.sites)}, held=held)
    try:
        does(request, change_person)(DjangoPeople(), person=_person_in(request.POST, name=name))
    except ArgumentInvalid as reason:
        return _form(request, request.POST, held=held, problem=reason)
    transaction.on_commit(queue_looks)
    messages.success(request, _("Saved; it holds from their next page on."))
    return HttpResponseRedirect(reverse("person", args=[name]))


@page(needs="manage_people")
@require_POST
def end_access(request: HttpRequest, name: str) -> HttpResponse:
    """Shut somebody out; their sessions end with this request."""
    does(request, shut_out)(DjangoPeople(), name=name)
    messages.success(request, _("%(name)s is shut out; every session of theirs has ended.") % {"name": name})
    return HttpResponseRedirect(reverse("person", args=[name]))


@page(needs="manage_people")
@require_POST
def let_back_in(request: HttpRequest, name: str) -> HttpResponse:
    """Let somebody in again, and show their new password once."""
    secret = new_password()
    does(request, let_in)(DjangoPeople(), name=name, password=secret)
    transaction.on_commit(queue_looks)
    return _once(request, name, secret)


@page(needs="manage_people")
@require_POST
def password(request: HttpRequest, name: str) -> HttpResponse:
    """Give somebody another password, and show it once."""
    secret = new_password()
    does(request, reset_password)(DjangoPeople(), name=name, password=secret)
    return _once(request, name, secret)


def _held(name: str) -> KnownPerson:
    held = DjangoPeople().person(name)
    if held is None:
        raise NotThere(f"nobody is called {name!r}", where="the people of this workspace", fix="choose from the list")
    return held


def _person_in(given: QueryDict, *, name: str) -> KnownPerson:
    typed = {field: given.get(field, "").strip() for field in ("title", "role", "partner", "sites", "agent")}
    if typed["role"] not in set(Role):
        raise ArgumentInvalid(f"there is no role {typed['role']!r}", where="the role", fix="choose one from the list")
    if any(len(value) > 200 for value in typed.values()):
        raise ArgumentInvalid("a field is longer than 200 characters", where="the form", fix="shorten it")
    sites = tuple(sorted({site.strip() for site in typed["sites"].split(",") if site.strip()}))
    return KnownPerson(name, typed["title"], Role(typed["role"]), typed["partner"], sites, typed["agent"], active=True)


def _form(
    request: HttpRequest, given: Any, *, held: KnownPerson | None = None, problem: ArgumentInvalid | None = None
) -> HttpResponse:
    blueprint = workspace(request.actor.scope).blueprint
    partners = {one.id: one.title for one in blueprint.partners}
    if given.get("partner"):
        partners.setdefault(given["partner"], given["partner"])
    shown = {
        "given": {name: given.get(name, "") for name in ("name", "title", "role", "partner", "sites", "agent")},
        "held": held,
        "state": held and state_of(held, gone=partners_gone()),
        "problem": problem,
        "roles": list(role_words().items()),
        "partners": [("", _("None: the centre's own people")), *partners.items()],
        "sites": [one.id for one in blueprint.sites],
        "is_oneself": held is not None and held.name == request.actor.name,
    }
    return render(request, "people/person.html", shown, status=422 if problem else 200)


def _once(request: HttpRequest, name: str, secret: str) -> HttpResponse:
    return render(request, "people/password.html", {"name": name, "secret": secret})
