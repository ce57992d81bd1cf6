"""Pages for what went wrong before, or outside of, any page."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from centreline.web.frame.spoken import told
from centreline.web.frame.unwritable import unwritable

__all__ = ["failed", "not_allowed", "not_there", "not_understood"]


def not_there(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a request for something that is not there."""
    return render(request, "errors/404.html", {"status": 404}, status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer a request that is not allowed."""
    return render(request, "errors/403.html", {"status": 403}, status=403)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer a request that cannot be understood."""
    return render(request, "errors/400.html", {"status": 400}, status=400)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a request at which the program failed, in the language it asks for; the id finds it in the log.

    Also where it failed before a language was chosen: the cookie and what the browser asks for need no database.
    """
    error = sys.exc_info()[1]
    reason, status = (isinstance(error, Exception) and unwritable(error)) or (None, 500)
    with translation.override(translation.get_language_from_request(request)):
        shown = {"status": status, "reason": reason and told(reason)}
        return render(request, "errors/500.html", shown, status=status)
