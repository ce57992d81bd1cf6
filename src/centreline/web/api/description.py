"""What the API says of itself, as OpenAPI."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from centreline.web.api.problems import CONTENT_TYPE
from centreline.web.api.served import API

__all__ = ["description"]

A_VERSION = {"type": "string", "pattern": '^"[0-9]{1,9}"$'}


@never_cache
def description(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - everybody is told the same
    """Answer with the description; it holds nothing of any centre, so nobody has to sign in for it."""
    return JsonResponse(_described())


@cache
def _described() -> dict[str, Any]:
    schema: dict[str, Any] = API.get_openapi_schema(path_prefix="/api/v1/")
    for path in schema["paths"].values():
        for operation in path.values():
            _name_versions(operation.get("parameters", ()))
            _name_problems(operation["responses"])
    return schema


def _name_versions(parameters: Any) -> None:
    """Say that a change needs If-Match; ninja is not told so, as it would answer 422 where it is missing, not 428."""
    for parameter in parameters:
        if parameter["name"] == "If-Match":
            parameter |= {"required": True, "schema": A_VERSION}


def _name_problems(answers: Any) -> None:
    """Say that refusals are problem documents."""
    for status, answer in answers.items():
        if int(status) >= 400 and "application/json" in answer.get("content", {}):
            answer["content"] = {CONTENT_TYPE: answer["content"]["application/json"]}
