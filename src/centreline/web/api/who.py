"""Who asks: a person by their session, or a program by a token of theirs."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError, Throttled
from ninja.security import APIKeyCookie, HttpBearer

from centreline.governance.actor import Actor
from centreline.web.frame.limits import LIMITS
from centreline.web.records.tokens import actor_by

__all__ = ["BySession", "ByToken"]


class ByToken(HttpBearer):
    """A program, by the token in the header `Authorization: Bearer …`."""

    openapi_name = "token"
    openapi_description = "A token made on the page of your account; it may do what it was given and you may."

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """Return who acts by a token.

        Raises:
            AuthenticationError: nobody does: it ended, was taken back, was never made, or its person was shut out.
            Throttled: too many wrong ones came from this address.
        """
        address = request.META.get("REMOTE_ADDR", "")
        if LIMITS["wrong_tokens"].is_over(address):
            raise Throttled(wait=60)
        actor = actor_by(token, now=timezone.now())
        if actor is None:
            LIMITS["wrong_tokens"].wait_s(address)
            raise AuthenticationError(message="this token is not valid: it ended, was taken back or never was one")
        from_where = f"{address}, {actor.address}"[:64]
        return _admitted(request, replace(actor, request=getattr(request, "id", ""), address=from_where))


class BySession(APIKeyCookie):
    """A person who signed in, by the cookie of their session; whatever writes needs the header X-CSRFToken too."""

    param_name = settings.SESSION_COOKIE_NAME
    openapi_description = "The session of somebody who signed in; what writes needs X-CSRFToken besides."

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:  # noqa: ARG002 - ninja's signature
        """Return who signed in; None where nobody did, or they were shut out."""
        actor: Actor | None = getattr(request, "actor", None)
        return None if actor is None else _admitted(request, actor)


def _admitted(request: Any, actor: Actor) -> Actor:
    """Let somebody in who has not asked too often.

    Raises:
        Throttled: they have.
    """
    if wait := LIMITS["api"].wait_s(actor.name):
        raise Throttled(wait=wait)
    request.actor = actor
    return actor
