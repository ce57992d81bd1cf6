"""Pages for what went wrong before, or outside of, any page; each gives back what a form sent."""

import sys
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render, resolve_url
from django.utils import translation
from django.utils.translation import gettext as _

from centreline.web.frame.programs import is_program
from centreline.web.frame.sent import above, came_from, given_back, is_from_a_page_of_ours
from centreline.web.frame.spoken import told
from centreline.web.frame.unwritable import unwritable

__all__ = ["ask_to_sign_in", "failed", "not_allowed", "not_by_itself", "not_from_here", "not_there", "not_understood"]

MEGABYTE = 1024**2


def not_there(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a request for something that is not there."""
    return _page(request, 404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a request that is not allowed."""
    return _page(request, 403)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be understood, or whose form is larger than is read."""
    if isinstance(exception, RequestDataTooBig):
        largest = settings.DATA_UPLOAD_MAX_MEMORY_SIZE / MEGABYTE
        return _page(request, 413, limit=_("%(largest)d MB for a form") % {"largest": largest})
    return _page(request, 400)


def not_by_itself(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """Answer whoever opens an address that only takes what a form sends.

    Args:
        request: Which address.
        allowed: Methods it takes, as the header says them.
    """
    response = _page(request, 405, back=came_from(request) or above(request.path))
    response["Allow"] = allowed
    return response


def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a form whose token is not that of this session, as after signing in anew in another tab.

    What another site sent is not given back: whoever presses a button would send its words as their own.
    """
    if not is_from_a_page_of_ours(request):
        return render(request, "errors/not_from_here.html", {"status": 403}, status=403)
    if is_program(request):
        # Another site cannot read this answer; a page of ours goes on with the token of the session there is now.
        document = {"what": _("this page was opened before you signed in"), "where": _("this page")}
        document |= {"fix": _("send it again"), "token": get_token(request)}
        return JsonResponse(document, status=403)
    return _page(request, 403, template="errors/not_from_here.html", may_again=True)


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask whoever has not signed in to do so; whose session ended while they wrote keep what they wrote."""
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    onward = came_from(request) or "/"
    if is_program(request):
        fix = _("sign in in another tab, then send it again here")
        return JsonResponse({"what": _("you are signed out"), "where": _("your session"), "fix": fix}, status=401)
    if not given_back(request, status=401)["sent"]:
        return redirect_to_login(onward)
    sign_in = f"{resolve_url(settings.LOGIN_URL)}?next={quote(onward)}"
    return _page(request, 401, sign_in=sign_in)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a request at which the program failed, in the language it asks for; the id finds it in the log.

    Also where it failed before a language was chosen: the cookie and what the browser asks for need no database.
    """
    error = sys.exc_info()[1]
    reason, status = (isinstance(error, Exception) and unwritable(error)) or (None, 500)
    with translation.override(translation.get_language_from_request(request)):
        shown = {"status": status, "reason": reason and told(reason)}
        return render(request, "errors/500.html", shown | given_back(request, status=status), status=status)


def _page(request: HttpRequest, status: int, *, template: str = "", **more: Any) -> HttpResponse:
    shown = {"status": status} | given_back(request, status=status) | more
    return render(request, template or f"errors/{status}.html", shown, status=status)
