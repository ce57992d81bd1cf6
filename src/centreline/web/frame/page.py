"""What every page has in common: somebody who may see it, and nothing left behind in a cache."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from centreline.governance.rights import check_may, permissions
from centreline.web.frame.centre import as_it_stands, workspace
from centreline.web.frame.failing import ask_to_sign_in
from centreline.web.frame.once import answered_once
from centreline.web.frame.shown_tables import is_taken_out, taken_out

__all__ = ["page"]

READS = ("GET", "HEAD")
"""Methods by which nothing is changed."""

View = Callable[..., HttpResponse]


def page(*, needs: str) -> Callable[[View], View]:
    """Let only those open a page whose role has a permission; whoever has not signed in is asked to.

    Args:
        needs: Name of the permission.
    """
    if needs not in permissions():
        raise ValueError(f"no permission is called {needs!r}")

    def decorated(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.actor is None:
                return ask_to_sign_in(request)
            check_may(request.actor, needs)
            with as_it_stands() if request.method in READS else nullcontext(), _in_zone_of(request):
                response = answered_once(request, lambda: view(request, *args, **kwargs))
                if is_taken_out(request):
                    response = taken_out(request, response)
            if not response.has_header("Cache-Control"):
                add_never_cache_headers(response)
            return response

        guarded.needs = needs  # type: ignore[attr-defined]  # the test of the matrix reads it
        return guarded

    return decorated


def _in_zone_of(request: HttpRequest) -> AbstractContextManager[None]:
    """Return what makes times those of the centre."""
    zone: AbstractContextManager[None] = timezone.override(ZoneInfo(workspace(request.actor.scope).zone))
    return zone
