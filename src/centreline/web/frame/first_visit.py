"""The first visit to a workspace to which nobody was ever added: it leads to where the first administrator is made."""

import hmac
from collections.abc import Callable, Mapping, MutableMapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from centreline.governance.tokens import hash_of
from centreline.web.records.first_password import new_password
from centreline.web.records.people import DjangoPeople

__all__ = ["VARIABLE", "awaits_the_first", "first_address", "fits", "lead_to_the_first", "new_key"]

VARIABLE = "CENTRELINE_FIRST_KEY"
"""Tells the processes that answer what the key hashes to."""


def new_key(variables: MutableMapping[str, str]) -> str | None:
    """Make the key by which the first administrator is made once, and return it; None where somebody was added before.

    Args:
        variables: Environment of the processes that answer; it is told the hash alone.
    """
    variables.pop(VARIABLE, None)
    if DjangoPeople().anybody():
        return None
    key = new_password()
    variables[VARIABLE] = hash_of(key)
    return key


def first_address(key: str, *, served_at: str, variables: Mapping[str, str]) -> str:
    """Return what to type into a browser to make the first administrator.

    Args:
        key: The key.
        served_at: Where pages are served, `http://127.0.0.1:8400/`.
        variables: The environment; behind a proxy people know the server by the first of CENTRELINE_HOSTS.
    """
    hosts = [host.strip() for host in variables.get("CENTRELINE_HOSTS", "").split(",") if host.strip()]
    plain = variables.get("CENTRELINE_PLAIN_HTTP") == "1"
    known_at = f"https://{hosts[0].lstrip('.')}/" if hosts and not plain else served_at
    return f"{known_at.rstrip('/')}{reverse('first_administrator')}?key={key}"


def awaits_the_first() -> bool:
    """Say whether the first administrator may be made here: the server was begun with a key, and nobody was added."""
    return bool(settings.FIRST_KEY) and not DjangoPeople().anybody()


def fits(key: str) -> bool:
    """Say whether it is the key that stands in the terminal of the server."""
    return hmac.compare_digest(hash_of(key.strip()), settings.FIRST_KEY)


def lead_to_the_first(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Lead whoever would sign in to a workspace without people to the page that makes the first administrator."""

    def led(request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and request.path == reverse(settings.LOGIN_URL) and awaits_the_first():
            return HttpResponseRedirect(reverse("first_administrator"))
        return respond(request)

    return led
