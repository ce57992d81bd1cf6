"""The page of the day, for a wall and for a desk."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.topics import versions
from centreline.web.pages.floor.bars import HEIGHT, bars_of, width_of
from centreline.web.pages.floor.day import FEWEST, Floor, floor_of

__all__ = ["QUEUES_ON_A_WALL", "floor"]

QUEUES_ON_A_WALL, HAPPENINGS_ON_A_WALL = 8, 3
"""Rows that a wall shows at a size that can be read from across a room; nobody scrolls there."""


@page(needs="see_floor")
def floor(request: HttpRequest) -> HttpResponse:
    """Show the last day of which contacts are held; it is drawn anew whenever records come in.

    Whoever says which version they have, and has the newest, is answered with nothing: walls ask all day.
    """
    known = versions(request.actor, ["centre"])["centre"]
    if request.GET.get("known") == known:
        return HttpResponse(status=204)
    seen = floor_of(workspace(request.actor.scope))
    hours = seen.hours if seen else ()
    wall = "wall" in request.GET
    shown = {
        "floor": seen,
        "today": seen.is_today(timezone.localtime()) if seen else False,
        "now": timezone.localtime(),
        "bars": bars_of(hours),
        "width": width_of(hours),
        "height": HEIGHT,
        "fewest": FEWEST,
        "wall": wall,
        **_rows(seen, wall=wall),
        "version": known,
        "known": json.dumps({"centre": known}),
    }
    # A page that stands draws only its middle anew: that is asked by everybody at once when records come in.
    part = "floor/floor.html#day" if request.headers.get("HX-Request") else "floor/floor.html"
    return render(request, part, shown)


def _rows(seen: Floor | None, *, wall: bool) -> dict[str, Any]:
    """Return the queues and what goes on, as many as there is room for, and how many more there are of each."""
    queues, happening = (seen.queues, seen.happening) if seen else ((), ())
    rows = QUEUES_ON_A_WALL if wall else len(queues)
    lines = HAPPENINGS_ON_A_WALL if wall else len(happening)
    return {
        "queues": queues[:rows],
        "more_queues": len(queues[rows:]),
        "happening": happening[:lines],
        "more_happening": len(happening[lines:]),
    }
