"""What somebody sent that was not taken: the page that says why gives it back, so that nothing typed is lost."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve

__all__ = ["above", "came_from", "given_back", "is_from_a_page_of_ours"]

CARRIED = frozenset({"csrfmiddlewaretoken", "once", "if_match", "next"})
"""Fields of a form that nobody types into."""

A_WORD = 60
"""Letters: what is longer, or holds a space, somebody wrote; what is shorter was chosen, or names what is meant."""


PASSES = frozenset({401, 409, 429, 500, 503, 507})
"""Statuses of what passes by itself, or once something is mended elsewhere: the same may be sent again."""

MENDABLE = 422


def given_back(request: HttpRequest, *, status: int) -> dict[str, Any]:
    """Return what a page needs that gives back what a form sent; nothing of forms that may hold what is secret.

    Args:
        request: What was sent.
        status: Of the page that says why it was not taken.

    Returns:
        `sent`: pairs of name and value, which send the same again; `written`: those of them that somebody typed;
        `chosen`: the others; `may_again`: whether it helps to send it again; `back`: the page it was sent from, or
        nothing where that is not known.
    """
    sent = _sent(request)
    written = [pair for pair in sent if _is_written(*pair)]
    chosen = [pair for pair in sent if not _is_written(*pair)]
    may_again = bool(sent) and (status in PASSES or (status == MENDABLE and bool(written)))
    back = came_from(request)
    return {"sent": sent, "written": written, "chosen": chosen, "may_again": may_again, "back": back}


def came_from(request: HttpRequest) -> str:
    """Return the page of ours that led here, as an address of this site; empty where none did, or where it is this."""
    said = urlsplit(request.headers.get("Referer", ""))
    if said.netloc != request.get_host() or not said.path.startswith("/") or said.path.startswith("//"):
        return ""
    address = f"{said.path}?{said.query}" if said.query else said.path
    return "" if request.method == "GET" and address == request.get_full_path() else address


def above(path: str) -> str:
    """Return the nearest address above one that is a page, such as that of the thing of which something is done."""
    while path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return "/"


def is_from_a_page_of_ours(request: HttpRequest) -> bool:
    """Say whether a page of this site sent the form, by the browser: what another site sent is never given back."""
    return bool(urlsplit(request.headers.get("Origin", "")).netloc == request.get_host())


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    secret = request.path.startswith("/accounts/") or any("password" in name for name in request.POST)
    if secret or request.FILES:
        return []
    return [(name, one) for name, all_of in request.POST.lists() for one in all_of if name != "csrfmiddlewaretoken"]


def _is_written(name: str, value: str) -> bool:
    return name not in CARRIED and (" " in value.strip() or "\n" in value or len(value) > A_WORD)
