"""The trail, for whoever looks after the centre or checks on it."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from centreline.governance.rights import may
from centreline.governance.trail import Line
from centreline.kernel.errors import ArgumentInvalid, NotThere
from centreline.web.frame.act_words import says_of
from centreline.web.frame.done import did, kind_of
from centreline.web.frame.exporting import export_links, export_response
from centreline.web.frame.page import page
from centreline.web.records.lines import FoundLines, LinesAsked, line_numbered, words_of_lines
from centreline.web.records.people import names_people_know
from centreline.web.records.store import DjangoState
from centreline.web.records.whole import broken_line

__all__ = ["every", "one", "rows", "whole"]

LINES_ON_A_PAGE = 50
FIELDS = ("number", "at", "by", "acting_for", "act", "kind", "key", "says", "before", "after", "request", "address",
          "previous", "hash")  # fmt: skip
NAMES = {"by": "by_name", "acting_for": "acting_for_name"}
SPOKEN: Mapping[str, Callable[[str], str]] = {"act": did, "kind": kind_of}
"""What a file says in words beside what the chain holds."""


@page(needs="see_trail")
def every(request: HttpRequest) -> HttpResponse:
    """Show the lines that are asked for, the newest first."""
    found, names = FoundLines(_asked(request)), names_people_know(request.actor)
    shown = Paginator(found, LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    shown.object_list = [_as_read(line) for line in shown]
    return render(
        request,
        "trail/every.html",
        {
            "page": shown,
            "columns": _columns(request.GET, names),
            "names": names,
            "all": DjangoState().end_of_trail()[0],
            "exports": export_links(request, reverse("trail_rows")) if may(request.actor, "export") else [],
        },
    )


@page(needs="see_trail")
def rows(request: HttpRequest) -> HttpResponse:
    """Hand out the lines as filtered, as a file: everything with which the chain can be checked elsewhere."""
    headings = [heading for name in FIELDS for heading in ((name, f"{name}_words") if name in SPOKEN else (name,))]
    lines = [list(_cells(line)) for line in FoundLines(_asked(request))]
    return export_response(request, "Trail", headings, lines, people=NAMES)


@page(needs="see_trail")
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one line: what was said before and after."""
    line = line_numbered(number)
    if line is None:
        raise NotThere(f"the trail has no line {number}", where="the trail", fix="go back to the list")
    return render(request, "trail/line.html", {"line": _as_read(line), "changes": _changes(line)})


@page(needs="see_trail")
def whole(request: HttpRequest) -> HttpResponse:
    """Go through the whole chain, and say whether each line is as it was written."""
    shown = {"broken": broken_line(), "lines": DjangoState().end_of_trail()[0]}
    return render(request, "trail/whole.html", shown)


def _as_read(line: Line) -> Line:
    return replace(line, says=says_of(line.act, line.says))


def _asked(request: HttpRequest) -> LinesAsked:
    typed = {name: request.GET.get(name, "").strip()[:200] for name in ("by", "kind", "act", "key")}
    return LinesAsked(**typed, day=_day(request.GET.get("at", "").strip()), zone=timezone.get_current_timezone_name())


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise ArgumentInvalid(
            f"cannot read {typed!r} as a day", where="the filter of the trail", fix="write it as 2026-01-31"
        ) from None


def _columns(asked: Mapping[str, Any], names: Mapping[str, str]) -> list[dict[str, Any]]:
    called: Mapping[str, Callable[[str], str]] = {**SPOKEN, "by": lambda name: names.get(name, name)}

    def words(field: str) -> list[tuple[str, str]]:
        return sorted(
            ((word, called[field](word)) for word in words_of_lines(field)), key=lambda one: one[1].casefold()
        )

    named: list[tuple[str, str, dict[str, Any]]] = [
        ("number", _("Line"), {"number": True}),
        ("at", _("When"), {"filter": "text", "help": _("A day, such as 2026-01-31")}),
        ("by", _("Who"), {"filter": words("by")}),
        ("act", _("Did"), {"filter": words("act")}),
        ("kind", _("To"), {"filter": words("kind")}),
        ("key", _("Which"), {"filter": "text"}),
        ("says", _("Says"), {}),
    ]
    return [{"key": key, "label": label, "filtered": asked.get(key, ""), **more} for key, label, more in named]


def _changes(line: Line) -> list[tuple[str, str, str]]:
    """Return each field that the line changed, with what stood before and after."""
    before, after = line.before or {}, line.after or {}
    names = [*before, *(name for name in after if name not in before)]
    return [
        (name, _plain(before.get(name)), _plain(after.get(name)))
        for name in names
        if before.get(name) != after.get(name)
    ]


def _cells(line: Line) -> Iterator[Any]:
    for name in FIELDS:
        value = getattr(line, name)
        yield _plain(value)
        if name in SPOKEN:
            yield SPOKEN[name](value)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return "" if value is None else value
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, Mapping | list) else value
