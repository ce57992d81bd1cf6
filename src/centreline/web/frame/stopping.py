"""Reasons to stop, as pages: what happened, where to look and what to do; nothing was lost."""

import logging
from collections.abc import Callable

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from centreline.kernel.errors import (
    EditConflict,
    EvidenceConflict,
    NotPermitted,
    NotThere,
    PlaceUnusable,
    ScopeMissing,
    Stopped,
    TooOften,
    VersionMissing,
)
from centreline.web.frame.failing import not_by_itself
from centreline.web.frame.programs import is_program
from centreline.web.frame.sent import given_back
from centreline.web.frame.served import cannot_be_written
from centreline.web.frame.spoken import told
from centreline.web.frame.unwritable import only_read, unwritable

__all__ = ["Stopping", "status_of"]

_LOG = logging.getLogger("centreline.web")

STATUSES: tuple[tuple[type[Stopped], int], ...] = (
    (NotPermitted, 403),
    (NotThere, 404),
    (EditConflict, 412),
    (VersionMissing, 428),
    (TooOften, 429),
    (EvidenceConflict, 409),
    (ScopeMissing, 500),
)


SIGNING_IN = "/accounts/"
NOT_SO = 405


def status_of(reason: Stopped) -> int:
    """Return the status of a reason to stop; 422 for what somebody can mend in what they sent."""
    return next((status for kind, status in STATUSES if isinstance(reason, kind)), 422)


class Stopping:
    """Turn a `Stopped` into a page, or into JSON where a program asked."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; one that would sign somebody in stops at once where no session can be kept."""
        if request.method == "POST" and request.path.startswith(SIGNING_IN) and cannot_be_written():
            return _answer(request, *only_read(), template="errors/unwritable.html")
        response = self.respond(request)
        if response.status_code == NOT_SO and not response.content and not request.path.startswith("/api/"):
            return not_by_itself(request, allowed=response.headers.get("Allow", ""))
        return response

    def process_exception(self, request: HttpRequest, reason: Exception) -> HttpResponse | None:
        """Answer a request that stopped for a reason somebody foresaw."""
        if isinstance(reason, ImmediateHttpResponse | ReauthenticationRequired):
            return None  # No failure: allauth answers it, such as by asking for the password again.
        if (found := unwritable(reason)) is not None:
            return _answer(request, *found, template="errors/unwritable.html")
        if not isinstance(reason, Stopped):
            _LOG.error("request %s failed", getattr(request, "id", ""), exc_info=reason)
            return None
        template = "errors/conflict.html" if isinstance(reason, EditConflict) else "errors/stopped.html"
        return _answer(request, reason, status_of(reason), template=template)


def _answer(request: HttpRequest, reason: Stopped, status: int, *, template: str) -> HttpResponse:
    if is_program(request) or request.path.startswith("/api/"):
        return JsonResponse(_document(reason), status=status)
    shown = told(reason) if isinstance(reason, PlaceUnusable) else reason
    given = {"reason": shown, "status": status} | given_back(request, status=status)
    return render(request, template, given, status=status)


def _document(reason: Stopped) -> dict[str, object]:
    document: dict[str, object] = {"what": reason.what, "where": reason.where, "fix": reason.fix}
    if isinstance(reason, EditConflict):
        sides = {"base": reason.base, "mine": reason.mine, "theirs": reason.theirs}
        document |= {**sides, "clashes": list(reason.clashes), "version": reason.version}
    return document
