"""The page of the day, for a wall and for a desk."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.topics import versions
from centreline.web.pages.floor.bars import HEIGHT, bars_of, width_of
from centreline.web.pages.floor.day import FEWEST, floor_of

__all__ = ["floor"]


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
    shown = {
        "floor": seen,
        "today": seen.is_today(timezone.localtime()) if seen else False,
        "now": timezone.localtime(),
        "bars": bars_of(hours),
        "width": width_of(hours),
        "height": HEIGHT,
        "fewest": FEWEST,
        "wall": "wall" in request.GET,
        "version": known,
        "known": json.dumps({"centre": known}),
    }
    # A page that stands draws only its middle anew: that is asked by everybody at once when records come in.
    part = "floor/floor.html#day" if request.headers.get("HX-Request") else "floor/floor.html"
    return render(request, part, shown)
