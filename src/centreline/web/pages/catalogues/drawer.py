"""The history of one thing: everything that was written about it, one way for whatever page has such a thing."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from centreline.governance.entry import Change, Entry
from centreline.web.frame.exporting import asks_for, export_response
from centreline.web.pages.catalogues.histories import COLUMNS, lines_together, rows_of

__all__ = ["history_shown"]

MOST_LINES = 100
"""Versions that are shown; the file has all of them."""


def history_shown(
    request: HttpRequest, found: Sequence[tuple[Entry, Sequence[Change]]], *, about: str, back: str
) -> HttpResponse:
    """Return what was written about a thing as a page, as its part beside another page, or as a file.

    Args:
        request: Who asks.
        found: Entries they may read, each with its versions.
        about: What people call the thing.
        back: Address of its page.
    """
    lines = lines_together(request.actor, found)
    if asks_for(request, "versions"):
        rows = [(one.kind, one.key, *row) for one in lines for row in rows_of((one,))]
        columns = ("kind", "key", *COLUMNS)
        return export_response(request, f"history of {about}", columns, rows, people={"by": "by_name"})
    shown = {"about": about, "back": back, "lines": lines[:MOST_LINES], "all": len(lines)}
    part = "#lines" if request.headers.get("HX-Request") else ""
    return render(request, f"catalogues/history_about.html{part}", shown)
