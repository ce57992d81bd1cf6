"""Saving a view of a table, and throwing one away."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.save_view import drop_view, save_view
from centreline.web.frame.acting import does
from centreline.web.frame.page import page

__all__ = ["drop", "save"]


@require_POST
@page(needs="see_home")
def save(request: HttpRequest, table: str) -> HttpResponse:
    """Save what the page before showed, under a name."""
    back = _back(request)
    saved = does(request, save_view)(
        table=table[:80],
        name=request.POST.get("name", ""),
        query=urlsplit(back).query,
        shared="shared" in request.POST,
        usual="usual" in request.POST,
    )
    messages.success(request, _("The view “%(name)s” is saved.") % {"name": saved.fields["name"]})
    return HttpResponseRedirect(back)


@require_POST
@page(needs="see_home")
def drop(request: HttpRequest, key: str) -> HttpResponse:
    """Throw a saved view away."""
    dropped = does(request, drop_view)(key=key)
    messages.success(request, _("The view “%(name)s” is gone.") % {"name": dropped.fields["name"]})
    return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    back = request.POST.get("next", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}) else "/"
