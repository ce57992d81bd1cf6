"""A form that is sent twice is done once: a double click, a reload, or a try again after a lost answer changes nothing.

A form that writes something new carries `{% once %}`, a token made with the page. The first to send it does the work;
who sends the same again is given the same answer. What was refused can be mended and sent again.
"""

import time
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from centreline.kernel.errors import EvidenceConflict
from centreline.kernel.identity import content_hash

__all__ = ["FIELD", "answered_once"]

FIELD = "once"
"""Name of the field that carries the token."""

A_DAY_S = 86_400
BEGUN_S = 120
"""How long somebody's work counts as going on; longer than any page takes."""

WAITS_S = 5.0
"""How long the second waits for the first to end."""

KEPT_HEADERS = ("Location", "ETag", "Content-Type")
REFUSED = 400


def answered_once(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the answer to a request; where the same form was sent before, the answer it was given then.

    Args:
        request: Who sends which form.
        answer: Does the work.

    Raises:
        EvidenceConflict: the same form was sent a moment ago, and its work has not ended yet.
    """
    token = request.POST.get(FIELD, "") if request.method == "POST" else ""
    if not token:
        return answer()
    name = _name_of(request, token)
    if not cache.add(name, "begun", timeout=BEGUN_S):
        if cache.get(name) is not None:
            return _given_before(name)
        return answer()  # Nobody sent it before: it cannot be written down, and what is to be done says why.
    try:
        given = answer()
    except BaseException:
        cache.delete(name)
        raise
    if given.status_code >= REFUSED or given.streaming:
        cache.delete(name)
    else:
        headers = {word: given.headers[word] for word in KEPT_HEADERS if word in given.headers}
        cache.set(name, (given.status_code, headers, bytes(given.content)), timeout=A_DAY_S)
    return given


def _name_of(request: HttpRequest, token: str) -> str:
    """Return where the answer is kept: for one person, one address, one token and exactly what was sent."""
    sent = sorted((name, request.POST.getlist(name)) for name in request.POST if name != "csrfmiddlewaretoken")
    accepts = request.headers.get("Accept", "")
    return f"once-{content_hash([request.actor.name, request.get_full_path(), token, sent, accepts])[:40]}"


def _given_before(name: str) -> HttpResponse:
    ends = time.monotonic() + WAITS_S
    while (kept := _kept(name)) is None:
        if time.monotonic() >= ends:
            raise EvidenceConflict(
                _("this was sent a moment ago and is still being done"),
                where=_("the form"),
                fix=_("wait a little, then load the page again"),
            )
        time.sleep(0.1)
    status, headers, content = kept
    return HttpResponse(content, status=status, headers=headers)


def _kept(name: str) -> Any:
    found = cache.get(name)
    return None if found == "begun" else found
