"""Pages of the catalogues."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.blueprint.element import Element
from centreline.governance.rights import check_may, may
from centreline.web.frame.addresses import CATALOGUES, address_of, element_address
from centreline.web.frame.exporting import export_links, export_response
from centreline.web.frame.page import page
from centreline.web.pages.catalogues.bound import bound_to, versions_of
from centreline.web.pages.catalogues.glossary import GROUPS, group_words, terms
from centreline.web.reading.catalogues import Shelf, kind_words, shelf_of
from centreline.web.reading.written import fields_in

__all__ = ["catalogue", "catalogues", "entry", "glossary", "rows"]

ROWS_ON_A_PAGE = 50


@page(needs="see_catalogues")
def catalogues(request: HttpRequest) -> HttpResponse:
    """Show every catalogue: how much is in it, how much of it nobody owns, and what was found there."""
    shelf, shown = shelf_of(request.actor), []
    for kind in CATALOGUES:
        elements = shelf.of_kind(kind)
        title, note = kind_words()[kind]
        shown.append(
            {
                "title": title,
                "note": note,
                "url": reverse("catalogue", args=[kind]),
                "count": len(elements),
                "ownerless": sum(not shelf.owner(one) for one in elements) if _is_owned(kind) else None,
                "found": sum(len(shelf.found_at(f"{kind}:{one.id}")) for one in elements),
            }
        )
    examined = shelf.findings is not None
    return render(request, "catalogues/every.html", {"kinds": shown, "terms": len(terms()), "examined": examined})


@page(needs="see_catalogues")
def catalogue(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the elements of one catalogue."""
    shelf = shelf_of(request.actor)
    every = shelf.of_kind(kind)
    chosen = _chosen(request, shelf, kind)
    title, note = kind_words()[kind]
    shown = {
        "kind": kind,
        "title": title,
        "note": note,
        "columns": _columns(kind, examined=shelf.findings is not None),
        "page": Paginator(chosen, ROWS_ON_A_PAGE).get_page(request.GET.get("page")),
        "count": len(chosen),
        "all": len(every),
        "q": request.GET.get("q", ""),
        "sort": request.GET.get("sort", ""),
        "owned": _is_owned(kind),
        "examined": shelf.findings is not None,
        "exports": export_links(request, reverse("catalogue_rows", args=[kind]))
        if may(request.actor, "export")
        else [],
    }
    return render(request, "catalogues/listed.html", shown)


@page(needs="see_catalogues")
def rows(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand out the elements of a catalogue as filtered, as a file."""
    check_may(request.actor, "export")
    shelf = shelf_of(request.actor)
    lines = [
        (row["key"], row["title"], row["owner"], row["bound"], row["found"]) for row in _chosen(request, shelf, kind)
    ]
    return export_response(request, kind, ("key", "title", "answers_for_it", "bound_to", "findings"), lines)


@page(needs="see_catalogues")
def entry(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show one element: what is written, what it is bound to, what was found about it, and how it changed."""
    shelf = shelf_of(request.actor)
    element = shelf.element(kind, key)
    fields = fields_in(element, shelf)
    shown = {
        "kind": kind,
        "kind_title": kind_words()[kind][0],
        "element": element,
        "owned": _is_owned(kind),
        "owner": shelf.owner(element),
        "fields": [one for one in fields if one.values],
        "blank": [one.label for one in fields if not one.values],
        "bound": bound_to(element, shelf),
        "examined": shelf.findings is not None,
        "may_see_findings": may(request.actor, "see_findings"),
        "findings": [(one, address_of(one.check, one.element)) for one in shelf.found_at(f"{kind}:{key}")],
        "history": versions_of(element, shelf),
    }
    return render(request, "catalogues/entry.html", shown)


@page(needs="see_catalogues")
def glossary(request: HttpRequest) -> HttpResponse:
    """Show what words mean, all of them or those in which every searched word stands."""
    words, every = request.GET.get("q", "").casefold().split(), terms()
    found = [one for one in every if one.has(words)]
    titles = group_words()
    groups = [(titles[group], [one for one in found if one.group == group]) for group in GROUPS]
    shown = {"groups": groups, "count": len(found), "all": len(every), "q": request.GET.get("q", "")}
    return render(request, "catalogues/glossary.html", shown)


def _is_owned(kind: str) -> bool:
    return kind != "role"


def _chosen(request: HttpRequest, shelf: Shelf, kind: str) -> list[dict[str, Any]]:
    words = request.GET.get("q", "").casefold().split()
    every = [_row(one, shelf, kind) for one in shelf.of_kind(kind)]
    chosen = [
        row for row in every if all(word in f"{row['key']} {row['title']} {row['owner']}".casefold() for word in words)
    ]
    sort = request.GET.get("sort", "")
    key = sort.removeprefix("-")
    if key in ("title", "owner", "bound", "found"):
        chosen.sort(key=lambda row: row[key], reverse=sort.startswith("-"))
    return chosen


def _row(element: Element, shelf: Shelf, kind: str) -> dict[str, Any]:
    name = (kind, element.id)
    return {
        "key": element.id,
        "title": element.title,
        "url": element_address(kind, element.id),
        "owner": shelf.owner(element),
        "bound": len({one.named if one.holder == name else one.holder for one in shelf.reading.bonds_of(name)}),
        "found": len(shelf.found_at(f"{kind}:{element.id}")),
    }


def _columns(kind: str, *, examined: bool) -> list[dict[str, Any]]:
    columns: list[dict[str, Any]] = [{"key": "title", "label": _("Name"), "sortable": True}]
    if _is_owned(kind):
        columns.append({"key": "owner", "label": _("Answers for it"), "sortable": True})
    columns.append({"key": "bound", "label": _("Bound to"), "number": True, "sortable": True})
    if examined:
        columns.append({"key": "found", "label": _("Findings"), "number": True, "sortable": True})
    return columns
