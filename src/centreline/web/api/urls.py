"""Addresses of the API."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from centreline.web.api.description import description
from centreline.web.api.problems import refused
from centreline.web.api.served import API, MENDS

__all__ = ["urlpatterns"]


@csrf_exempt
def _nothing(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 - the address is in the request
    """Answer for every address below /api/ at which there is no operation."""
    return refused(request, 404, what="there is nothing here", where=request.path, fix=MENDS[404])


urlpatterns = [
    path("api/v1/openapi.json", description, name="api_description"),
    path("api/v1/", _nothing, {"rest": ""}, name="api_root"),
    path("api/v1/", API.urls),
    path("api/<path:rest>", _nothing, name="api_nothing"),
]
