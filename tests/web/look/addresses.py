"""Addresses of the gallery, and what a page of the product would answer to its search and its drawer."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace as Thing

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import translation
from specimens import HOSTILE, specimens

ICONS = Path(__file__).parents[3] / "src/centreline/web/static/img/icons.svg"
PLACES = ("review", "map", "evidence", "findings", "plan", "people", "quality", "money", "data", "admin")


def shell(request: HttpRequest) -> dict[str, object]:
    """Return what the frame reads, for somebody who may see all of it."""
    rail = [
        {"icon": place, "label": place.capitalize(), "url": f"/{place}/", "current": place == "findings"}
        for place in PLACES
    ]
    frame = Thing(
        organisation="Northwind Bay Energy",
        made_up=True,
        names={},
        rail=rail,
        scope_line=["Northwind Bay Energy", "", "1 Jan – 31 Mar 2026", "Europe/Madrid, UTC+1"],
        scope_url="/scope/",
        freshness={"state": "fresh", "words": "data to 14:30", "url": "/imports/"},
        person={"name": "Ana María Ruiz", "role": "Leader", "url": "/accounts/"},
        theme=request.GET.get("theme", "system"),
        languages=[
            {"code": "en-gb", "name": "English", "current": True},
            {"code": "ar", "name": "عربي", "current": False},
        ],
        preferences_url="/preferences/",
        sign_out_url="/accounts/logout/",
        search_url="/search/",
        help_url="/help/",
        data_as_of=date(2026, 3, 31),
        version="0.1.0",
    )
    return {"shell": frame}


def gallery(request: HttpRequest) -> HttpResponse:
    drawn = re.findall(r'symbol id="([a-z-]+)"', ICONS.read_text("utf-8"))
    with translation.override(request.GET.get("language", "en-gb")):
        return render(request, "gallery.html", specimens() | {"icons": drawn})


def found(request: HttpRequest) -> HttpResponse:
    links = "".join(f'<a href="/gallery/?found={at}">{place}</a>' for at, place in enumerate(PLACES[:3]))
    return HttpResponse(f"<h3>Places</h3>{links}")


def part(request: HttpRequest) -> HttpResponse:
    return HttpResponse('<main><p>One finding</p><a href="/gallery/">all</a></main>')


def error(request: HttpRequest, name: str) -> HttpResponse:
    theirs = {"title": "Question on a bill", "owner": ""}
    reason = Thing(
        what="cannot save the note", where="note 12", fix="compare both", clashes=("title",), theirs=theirs,
        version=4, by="Tom Beech",
        base={"title": HOSTILE, "owner": ""}, mine={"title": "Ask about the bill", "owner": "Head of billing"},
    )  # fmt: skip
    told = {"reason": reason if name in ("conflict", "stopped") else None, "status": 422}
    return render(request, f"errors/{name}.html", told)


urlpatterns = [
    path("gallery/", gallery),
    path("search/", found),
    path("part/", part),
    path("error/<str:name>/", error),
]
