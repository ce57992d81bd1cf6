"""Who acts in a request: the person of the session, their role, and whose rows they may see."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ParamSpec, TypeVar

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from centreline.actions.act import Act
from centreline.governance.actor import Actor
from centreline.web.frame.telling import HEADER, tell_taken_out
from centreline.web.records.people import actor_of
from centreline.web.records.store import DjangoState

__all__ = ["does", "know_who_acts"]

Given = ParamSpec("Given")
Result = TypeVar("Result")


def know_who_acts(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Attach `request.actor`: None for whoever has not signed in."""

    def known(request: HttpRequest) -> HttpResponse:
        person = actor_of(request.user) if request.user.is_authenticated else None
        if person is None and request.user.is_authenticated:
            logout(request)  # Their access ended while they were signed in.
        request.actor = person and replace(person, request=request.id, address=request.META.get("REMOTE_ADDR", ""))
        response = respond(request)
        if taken_out := getattr(request, "taken_out", None):
            response[HEADER] = ", ".join(sorted(taken_out))
        return response

    return known


def does(request: HttpRequest, act: Act[Given, Result]) -> Callable[Given, Result]:
    """Return an act as the person of this request does it now; they are told what of their words was not kept."""
    actor: Actor = request.actor

    def tell(taken_out: Mapping[str, int]) -> None:
        request.taken_out = {*getattr(request, "taken_out", ()), *taken_out}
        tell_taken_out(request, taken_out)

    return act.by(DjangoState(), actor, now=timezone.now(), tell=tell)
