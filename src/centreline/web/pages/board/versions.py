"""Published versions of the operating model beside each other."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from centreline.blueprint.diff import differences
from centreline.blueprint.document import Blueprint
from centreline.governance.actor import Actor
from centreline.governance.published import Published
from centreline.governance.reading import reading_of
from centreline.governance.rights import may
from centreline.kernel.errors import NotThere
from centreline.web.frame.exporting import asks_for, export_response
from centreline.web.frame.page import page
from centreline.web.frame.spoken import spoken
from centreline.web.records.published import newest_number, published_version, published_versions

__all__ = ["compare", "readable_differences", "version_named"]


@page(needs="see_map")
def compare(request: HttpRequest) -> HttpResponse:
    """List the published versions, and say in sentences how two of them differ."""
    newest = newest_number()
    old, new = (_number(request, name, otherwise) for name, otherwise in (("from", max(1, newest - 1)), ("to", newest)))
    every = published_versions()
    if asks_for(request, "versions"):
        lines = [(one["number"], one["at"].isoformat(), one["by"], one["says"], one["hash"]) for one in every]
        columns = ("version", "at", "by", "says", "hash")
        return export_response(request, "versions", columns, lines, people={"by": "by_name"})
    shown: dict[str, Any] = {"versions": every, "old": old, "new": new, "choices": [one["number"] for one in every]}
    shown["may_go_back"] = old < newest and may(request.actor, "publish_blueprint") and request.actor.partner is None
    if newest:
        shown["says"] = readable_differences(_version(old).blueprint, _version(new).blueprint, actor=request.actor)
    return render(request, "board/versions.html", shown)


def readable_differences(old: Blueprint, new: Blueprint, *, actor: Actor) -> list[str]:
    """Return in sentences how two operating models differ; to people of a partner nothing that is about another one."""
    says = [one.says for one in differences(old, new)]
    readings = [reading_of(one, actor) for one in (old, new)]
    if all(reading.reads_all for reading in readings):
        return list(map(spoken, says))
    own = {one.id for reading in readings for one in reading.blueprint.touchpoints if reading.touchpoint(one)}
    named = [f"'{key}'" for key in own]
    return [
        spoken(one) for one in says
        if any(key in one for key in named) and not any(reading.names_others(one) for reading in readings)
    ]  # fmt: skip


def version_named(asked: str) -> Published:
    """Return the published version an address names.

    Raises:
        NotThere: there is none of that number.
    """
    return _version(int(asked) if asked.isdecimal() and len(asked) < 8 else 0)


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdigit() and len(asked) < 8 else otherwise


def _version(number: int) -> Published:
    found = published_version(number) if number else None
    if found is None:
        raise NotThere(f"there is no version {number}", where="the address", fix="choose one of the versions listed")
    return found
