"""Every request has a name, so that what a person reports, the trail and the log can be found together."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

__all__ = ["name_requests"]


def name_requests(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request an id, and send it back in `X-Request-Id`."""

    def named(request: HttpRequest) -> HttpResponse:
        request.id = uuid.uuid4().hex
        response = respond(request)
        response["X-Request-Id"] = request.id
        return response

    return named
