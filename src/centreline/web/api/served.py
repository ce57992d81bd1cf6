"""The API as it is served: its description, who may ask, and how a request is refused."""

import logging
from importlib import import_module
from pkgutil import iter_modules

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from pydantic import ValidationError as BodyDoesNotFit

from centreline import __version__
from centreline.kernel.errors import Stopped
from centreline.web.api import operations
from centreline.web.api.problems import for_stopped, for_wrong_fields, refused
from centreline.web.api.who import BySession, ByToken
from centreline.web.frame.unwritable import unwritable

__all__ = ["API", "MENDS", "Served"]

_LOG = logging.getLogger("centreline.web")

DESCRIPTION = """Everything the pages show and write, for programs. The same permissions hold, and the same rule of what
one may read: what is another partner's is not there (404). A change names the version it was written against in
`If-Match`: without it nothing is written (428); where somebody else changed the same field meanwhile, both versions
and what they began with come back (412). Refusals are problem documents with what happened, where, how to mend it."""

MENDS = {
    400: "send a body of JSON, as /api/v1/openapi.json says",
    403: "send the header X-CSRFToken with the value of the page, or act by a token",
    404: "see /api/v1/openapi.json for what there is",
}


class Served(NinjaAPI):
    """The API, of whose answers nothing is left in a cache."""

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        """Return what an operation may put headers on; it stays in no cache."""
        response = super().create_temporal_response(request)
        response["Cache-Control"] = "no-store"
        return response


API = Served(
    title="Centreline",
    version=__version__,
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    auth=[ByToken(), BySession()],
)
for _area in sorted(module.name for module in iter_modules(operations.__path__)):
    API.add_router("", import_module(f"{operations.__name__}.{_area}").router)


@API.exception_handler(Stopped)
def _stopped(request: HttpRequest, reason: Stopped) -> HttpResponse:
    return for_stopped(request, reason)


@API.exception_handler(ValidationError)
def _wrong(request: HttpRequest, reason: ValidationError) -> HttpResponse:
    return for_wrong_fields(request, reason.errors)


@API.exception_handler(BodyDoesNotFit)
def _does_not_fit(request: HttpRequest, reason: BodyDoesNotFit) -> HttpResponse:
    return for_wrong_fields(request, list(reason.errors(include_url=False, include_input=False, include_context=False)))


@API.exception_handler(AuthenticationError)
def _who(request: HttpRequest, reason: AuthenticationError) -> HttpResponse:
    what = str(reason) if str(reason) != "Unauthorized" else "nobody said who is asking"
    fix = "send Authorization: Bearer with a token made on the page of your account, or sign in"
    headers = {"WWW-Authenticate": "Bearer"}
    return refused(request, 401, what=what, where="the header Authorization", fix=fix, headers=headers)


@API.exception_handler(Throttled)
def _too_often(request: HttpRequest, reason: Throttled) -> HttpResponse:
    headers = {"Retry-After": str(reason.wait)}
    fix = f"wait {reason.wait} seconds; /limits/ says how often what may be asked"
    return refused(request, 429, what="too many requests", where="who asks", fix=fix, headers=headers)


@API.exception_handler(HttpError)
def _refused(request: HttpRequest, reason: HttpError) -> HttpResponse:
    fix = MENDS.get(reason.status_code, MENDS[404])
    return refused(request, reason.status_code, what=str(reason), where=request.path, fix=fix)


@API.exception_handler(Http404)
def _not_there(request: HttpRequest, reason: Http404) -> HttpResponse:  # noqa: ARG001 - ninja's signature
    return refused(request, 404, what="there is nothing here", where=request.path, fix=MENDS[404])


@API.exception_handler(Exception)
def _failed(request: HttpRequest, reason: Exception) -> HttpResponse:
    if (found := unwritable(reason)) is not None:
        stopped, status = found
        return refused(request, status, what=stopped.what, where=stopped.where, fix=stopped.fix)
    _LOG.error("request %s failed", getattr(request, "id", ""), exc_info=reason)
    fix = "tell whoever runs this server the id under `instance`; see whether it was written before trying again"
    return refused(request, 500, what="the program failed at this", where=request.path, fix=fix)
