"""Search everything somebody may see; the list below the field is a part of the page of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pkgutil import iter_modules

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy

from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.web import pages
from centreline.web.frame.page import page
from centreline.web.frame.searching import Hit, Searched, begins_with
from centreline.web.frame.shell import RAIL
from centreline.web.pages.search.also import ALSO

__all__ = ["Group", "search"]

LONGEST = 200
"""Characters of what is searched for; what follows is not looked at."""
HITS_IN_THE_LIST = 6
HITS_ON_THE_PAGE = 50


@dataclass(frozen=True, slots=True)
class Group:
    """What was found in one area, and whether there is more than is shown."""

    title: str
    hits: tuple[Hit, ...]
    more: bool


@page(needs="see_home")
def search(request: HttpRequest) -> HttpResponse:
    """Show what answers to every word of `q`, by kind."""
    asked = request.GET.get("q", "")[:LONGEST].replace("\x00", " ").strip()
    as_list = bool(request.headers.get("HX-Request"))
    most = HITS_IN_THE_LIST if as_list else HITS_ON_THE_PAGE
    groups = _found(request.actor, asked, most=most) if asked else []
    part = "search/search.html#found" if as_list else "search/search.html"
    return render(request, part, {"q": asked, "groups": groups, "count": sum(len(group.hits) for group in groups)})


def _found(actor: Actor, asked: str, *, most: int) -> list[Group]:
    words = tuple(asked.casefold().split())
    groups = []
    for one in _searched():
        if not may(actor, one.needs):
            continue
        hits = tuple(islice(one.hits(actor, words), most + 1))
        if hits:
            groups.append(Group(str(one.title), hits[:most], more=len(hits) > most))
    return groups


@cache
def _searched() -> tuple[Searched, ...]:
    """Return what every area lets be searched, pages first."""
    areas = (f"{pages.__name__}.{area.name}.searched" for area in iter_modules(pages.__path__) if area.ispkg)
    found = [one for area in areas if find_spec(area) for one in import_module(area).SEARCHED]
    return (
        Searched(gettext_lazy("Pages"), "see_home", _pages),
        *sorted(found, key=lambda one: (one.later, not one.first)),
    )


def _pages(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    for _, label, name, needs in RAIL:
        if may(actor, needs) and begins_with(words, str(label), str(ALSO.get(name, ""))):
            try:
                yield Hit(str(label), reverse(name))
            except NoReverseMatch:  # an area that is not there yet
                continue
