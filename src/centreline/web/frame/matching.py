"""Which version somebody had before them when they wrote; without it nothing is saved."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from centreline.kernel.errors import ArgumentInvalid, EditConflict
from centreline.web.frame.programs import is_program
from centreline.web.frame.versions import version_named

__all__ = ["against_a_version", "conflict_page"]


def against_a_version(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand a view the version as `expects`; 428 where a POST names none."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, expects=0, **kwargs)
        named = version_named(request.headers.get("If-Match", request.POST.get("if_match", "")))
        if named is None:
            reason = ArgumentInvalid(
                _("nobody said which version this was written against"),
                where=_("the header If-Match, or the field if_match"),
                fix=_("load the page again and save from there"),
            )
            return render(request, "errors/stopped.html", {"reason": reason, "status": 428}, status=428)
        return view(request, *args, expects=named, **kwargs)

    return checked


def conflict_page(request: HttpRequest, reason: EditConflict, *, back: str) -> HttpResponse:
    """Show both versions, and send along what only one of them changed."""
    if is_program(request):
        raise reason
    changed = {name for name in reason.mine if reason.mine[name] != reason.base.get(name)}
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    kept = [(name, value) for name, value in sent if name.split("-")[0] in changed]
    shown = {"reason": reason, "status": 412, "etag": reason.version, "kept": kept, "back": back}
    return render(request, "errors/conflict.html", shown, status=412)
