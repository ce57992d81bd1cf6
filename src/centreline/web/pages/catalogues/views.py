"""Pages of the catalogues."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.blueprint.element import Element
from centreline.governance.rights import may
from centreline.web.frame.addresses import CATALOGUES, address_of, element_address
from centreline.web.frame.exporting import asks_for, export_response
from centreline.web.frame.page import page
from centreline.web.frame.tabling import Field, tabled
from centreline.web.pages.catalogues.bound import bound_to, versions_of
from centreline.web.pages.catalogues.changing import open_changes
from centreline.web.pages.catalogues.costs import sees_costs
from centreline.web.pages.catalogues.glossary import GROUPS, group_words, terms
from centreline.web.reading.catalogues import Shelf, kind_words, may_change, shelf_of
from centreline.web.reading.written import fields_in

__all__ = ["catalogue", "catalogues", "entry", "glossary"]

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
    every = {"kinds": shown, "terms": len(terms(request.actor)), "examined": examined}
    planned = {one.month for one in shelf.blueprint.planned_costs} if sees_costs(request.actor) else None
    return render(request, "catalogues/every.html", every | {"planned": planned})


@page(needs="see_catalogues")
def catalogue(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the elements of one catalogue."""
    shelf = shelf_of(request.actor)
    title, note = kind_words().get(kind, ("", ""))
    rows = [_row(one, shelf, kind) for one in shelf.of_kind(kind)]
    table = tabled(request, kind, _fields(kind, examined=shelf.findings is not None), rows, on_a_page=ROWS_ON_A_PAGE)
    if table.answer is not None:
        return table.answer
    shown = {
        "kind": kind,
        "title": title,
        "note": note,
        "table": table,
        "q": request.GET.get("q", ""),
        "may_change": may_change(request.actor),
    }
    return render(request, "catalogues/listed.html", shown)


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
        "may_change": may_change(request.actor),
        "changes": open_changes(request.actor, kind, key),
    }
    return render(request, "catalogues/entry.html", shown)


@page(needs="see_catalogues")
def glossary(request: HttpRequest) -> HttpResponse:
    """Show what words mean, all of them or those in which every searched word stands."""
    words, every = request.GET.get("q", "").casefold().split(), terms(request.actor)
    found = [one for one in every if one.has(words)]
    titles = group_words()
    if asks_for(request, "glossary"):
        lines = [(titles[one.group], one.word, one.means, "; ".join(one.more)) for one in found]
        return export_response(request, "glossary", ("group", "word", "means", "more"), lines)
    groups = [(titles[group], [one for one in found if one.group == group]) for group in GROUPS]
    shown = {
        "groups": groups,
        "count": len(found),
        "all": len(every),
        "q": request.GET.get("q", ""),
        "may_change": may_change(request.actor),
    }
    return render(request, "catalogues/glossary.html", shown)


def _is_owned(kind: str) -> bool:
    return kind not in {"role", "site"}


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


def _fields(kind: str, *, examined: bool) -> list[Field[dict[str, Any]]]:
    fields: list[Field[dict[str, Any]]] = [
        Field("key", _("Key"), lambda row: row["key"], filter="text", at_first=False),
        Field("title", _("Name"), lambda row: row["title"], filter="text", always=True),
    ]
    if _is_owned(kind):
        fields.append(Field("owner", _("Answers for it"), lambda row: row["owner"], filter="words"))
    fields.append(Field("bound", _("Bound to"), lambda row: row["bound"], number=True))
    if examined:
        fields.append(Field("found", _("Findings"), lambda row: row["found"], number=True, total=True))
    return fields
