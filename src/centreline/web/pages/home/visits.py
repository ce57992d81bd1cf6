"""When somebody was on their home page before: kept in their browser alone, so that nobody else can ask it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from centreline.kernel.identity import content_hash

__all__ = ["FIRST_TIME", "Visit", "remember_visit", "visit_of"]

COOKIE = "last_here"
A_YEAR_S = 365 * 86_400
PAUSE = timedelta(minutes=30)
"""Whoever comes back after so long pays another visit; who only reloads the page is still on the same one."""

FIRST_TIME = timedelta(days=7)
"""What is told of to somebody who was never here."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit.

    Attributes:
        before: When they were here last before it; a week ago where they were not.
        now: When this page was asked for.
        is_first: Whether nothing is known of an earlier one.
    """

    before: datetime
    now: datetime
    is_first: bool


def visit_of(request: HttpRequest, *, now: datetime) -> Visit:
    """Return the visit a request belongs to; what cannot be read, or is of somebody else, counts as none."""
    whose, *moments = request.COOKIES.get(COOKIE, "").split("~")
    try:
        before, last = (datetime.fromisoformat(one) if one else None for one in moments)
        if whose != _whose(request) or last is None or not (before or last) <= last <= now:
            raise ValueError(whose)
    except (ValueError, TypeError):  # It was written by hand, or on another clock.
        return Visit(now - FIRST_TIME, now, is_first=True)
    if now - last > PAUSE:
        return Visit(last, now, is_first=False)
    return Visit(before or now - FIRST_TIME, now, is_first=before is None)


def remember_visit(request: HttpRequest, response: HttpResponse, visit: Visit) -> HttpResponse:
    """Have the browser keep when they were here."""
    value = "~".join((_whose(request), "" if visit.is_first else visit.before.isoformat(), visit.now.isoformat()))
    response.set_cookie(
        COOKIE, value, max_age=A_YEAR_S, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )
    return response


def _whose(request: HttpRequest) -> str:
    return content_hash(["last here", request.actor.name])[:16]
