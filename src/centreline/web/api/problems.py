"""Why something was refused, as a document: what happened, where to look and how to mend it (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Schema
from pydantic import Field

from centreline.kernel.errors import BlueprintInvalid, EditConflict, Stopped
from centreline.web.frame.stopping import status_of

__all__ = ["CONTENT_TYPE", "Problem", "WrongField", "for_stopped", "for_wrong_fields", "refused"]

CONTENT_TYPE = "application/problem+json"
LONGEST_QUOTED = 200
MOST = 50


class WrongField(Schema):
    """One field that does not fit."""

    where: str = Field(description="Which: `body.text`, `query.size`.")
    what: str = Field(description="What is wrong with it.")


class Problem(Schema):
    """Why something was refused; nothing was written."""

    type: str = Field("about:blank", description="Always about:blank: the status says which kind of problem it is.")
    title: str = Field(description="The status in words.")
    status: int = Field(description="The status of the answer.")
    detail: str = Field(description="What happened.")
    where: str = Field(description="Where to look.")
    fix: str = Field(description="How to mend it.")
    instance: str = Field(description="Id of the request; it stands in the log and in X-Request-Id.")
    problems: list[WrongField] = Field([], description="Each field that does not fit.")
    base: dict[str, Any] | None = Field(None, description="At a conflict: what the writer had before them.")
    mine: dict[str, Any] | None = Field(None, description="At a conflict: what they wanted to write.")
    theirs: dict[str, Any] | None = Field(None, description="At a conflict: what stands now.")
    clashes: list[str] | None = Field(None, description="At a conflict: fields that both changed differently.")
    version: int | None = Field(None, description="At a conflict: the version that stands now.")


def refused(  # noqa: PLR0913 - each part of a problem is named
    request: HttpRequest, status: int, *, what: str, where: str, fix: str, headers: dict[str, str] | None = None,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    """Answer with a problem.

    Args:
        request: What was asked.
        status: Of the answer.
        what: What happened.
        where: Where to look.
        fix: How to mend it.
        headers: Besides those every answer has.
        more: Further members of the document.
    """
    document = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": what,
        "where": where,
        "fix": fix,
        "instance": getattr(request, "id", ""),
        **more,
    }
    own = {"Cache-Control": "no-store", **(headers or {})}
    return JsonResponse(document, status=status, content_type=CONTENT_TYPE, headers=own)


def for_stopped(request: HttpRequest, reason: Stopped) -> HttpResponse:
    """Answer a request that stopped for a reason somebody foresaw."""
    more: dict[str, Any] = {}
    if isinstance(reason, EditConflict):
        more = {"base": reason.base, "mine": reason.mine, "theirs": reason.theirs}
        more |= {"clashes": list(reason.clashes), "version": reason.version}
    elif isinstance(reason, BlueprintInvalid):
        more = {"problems": [{"where": one.where, "what": f"{one.what}; {one.fix}"} for one in reason.problems[:MOST]]}
    return refused(request, status_of(reason), what=reason.what, where=reason.where, fix=reason.fix, **more)


def for_wrong_fields(request: HttpRequest, errors: list[Any]) -> HttpResponse:
    """Answer a request of which fields do not fit; what was sent is not sent back but for the names of fields."""
    problems = [
        {"where": ".".join(str(part) for part in one["loc"])[:LONGEST_QUOTED], "what": str(one["msg"])[:LONGEST_QUOTED]}
        for one in errors
    ]
    first = problems[0]["where"] if problems else "the request"
    return refused(
        request,
        422,
        what=f"{len(problems)} of what was sent does not fit" if len(problems) > 1 else "what was sent does not fit",
        where=first,
        fix="mend what `problems` names; /api/v1/openapi.json says what each operation takes",
        problems=problems,
    )
