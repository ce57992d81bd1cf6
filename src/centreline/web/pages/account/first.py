"""Make the first administrator of a workspace, with the key that stands in the terminal of the server."""

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from centreline.actions.manage_people import make_first_administrator
from centreline.evidence.scope import Scope
from centreline.governance.actor import Actor, Role
from centreline.kernel.errors import ArgumentInvalid, NotPermitted, NotThere, Stopped, TooOften
from centreline.web.frame.first_visit import awaits_the_first, fits
from centreline.web.frame.limits import LIMITS
from centreline.web.frame.stopping import status_of
from centreline.web.jobs.setting_up import queue_looks
from centreline.web.records.people import DjangoPeople, row_named
from centreline.web.records.store import DjangoState

__all__ = ["first"]

FIRST_VISIT = "the first visit"
"""Who made the first administrator, as the trail says it: nobody is known yet."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest) -> HttpResponse:
    """Ask for the key; with the right one, for name and password; then sign them in."""
    if not awaits_the_first():
        raise NotThere(
            "the first administrator is there already, or the server was begun without a key",
            where="this workspace",
            fix="sign in; where nobody can, whoever runs the server adds somebody with `centreline people add`",
        )
    key = (request.POST if request.method == "POST" else request.GET).get("key", "")[:200]
    if not key:
        return _shown(request, key="")
    try:
        _check(key, address=request.META.get("REMOTE_ADDR", ""))
    except (NotPermitted, TooOften) as reason:
        return _shown(request, key="", problem=reason)
    if "name" not in request.POST:
        return _shown(request, key=key)
    try:
        return _made(request)
    except ArgumentInvalid as reason:
        return _shown(request, key=key, problem=reason)


def _check(key: str, *, address: str) -> None:
    """Stop where the key is not right, and for a while where many were not."""
    if LIMITS["first_keys"].is_over(address):
        raise TooOften(
            "too many keys from this address were not right", where="the key", fix="wait a minute, then try again"
        )
    if not fits(key):
        LIMITS["first_keys"].wait_s(address)
        raise NotPermitted(
            "this is not the key",
            where="the key",
            fix="copy it from the terminal in which the server was started last; each start makes a new one",
        )


def _made(request: HttpRequest) -> HttpResponse:
    given = {field: request.POST.get(field, "").strip()[:200] for field in ("name", "title")}
    password = request.POST.get("password", "")
    if password != request.POST.get("again", ""):
        raise ArgumentInvalid("the two passwords differ", where="the password", fix="write the same one twice")
    scope = Scope.whole_centre(FIRST_VISIT)
    actor = Actor(
        FIRST_VISIT, Role.ADMINISTRATOR, scope, request=request.id, address=request.META.get("REMOTE_ADDR", "")
    )
    make = make_first_administrator.by(DjangoState(), actor, now=timezone.now())
    person = make(DjangoPeople(), password=password, **given)
    transaction.on_commit(queue_looks)
    get_adapter(request).login(request, row_named(person.name))
    return HttpResponseRedirect("/")


def _shown(request: HttpRequest, *, key: str, problem: Stopped | None = None) -> HttpResponse:
    given = {field: request.POST.get(field, "") for field in ("name", "title")}
    shown = {"key": key, "given": given, "problem": problem, "heading": _("The first administrator")}
    return render(request, "account/first.html", shown, status=status_of(problem) if problem else 200)
