"""The cookie of a session, signed: the key of a session, which stands in the database, opens nothing by itself."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from centreline.governance.actor import Actor
from centreline.web.records.sessions import actors_of_sessions

__all__ = ["SignedSessions", "actors_of_cookies", "cookie_of", "key_in"]


class SignedSessions(SessionMiddleware):
    """Sessions whose cookie this server has signed: whoever reads their keys in a copy of the database is nobody."""

    def process_request(self, request: HttpRequest) -> None:
        """Give a request the session its cookie names; an empty one where the cookie is not signed."""
        request.session = self.SessionStore(key_in(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")))

    def process_response(self, request: HttpRequest, response: HttpResponse) -> Any:
        """Save the session, and sign the cookie that is sent."""
        answer = super().process_response(request, response)
        sent = answer.cookies.get(settings.SESSION_COOKIE_NAME)
        if sent is not None and sent.value:
            signed = cookie_of(sent.value)
            sent.set(sent.key, signed, signed)
        return answer


def cookie_of(key: str) -> str:
    """Return what the cookie of a session says."""
    return str(_signer().sign(key))


def key_in(cookie: str) -> str | None:
    """Return the key of the session that a cookie names; None where this server has not signed it."""
    try:
        return str(_signer().unsign(cookie))
    except BadSignature:
        return None


def actors_of_cookies(cookies: Iterable[str]) -> Mapping[str, Actor]:
    """Return who is signed in by each cookie whose session still holds."""
    keys = {cookie: key for cookie in cookies if (key := key_in(cookie)) is not None}
    found = actors_of_sessions(keys.values())
    return {cookie: found[key] for cookie, key in keys.items() if key in found}


def _signer() -> Signer:
    return Signer(sep=".", salt="the cookie of a session")
