"""Catalogues of the operating model, each entry as one may read it."""

from typing import Any

from django.http import HttpResponse
from ninja import Field, Query, Router

from centreline.governance.rights import check_may
from centreline.web.api.shapes import Answer, Key, PageOf, Paging, cut, reads
from centreline.web.frame.addresses import CATALOGUES
from centreline.web.reading.catalogues import may_change, shelf_of
from centreline.web.reading.written import fields_in
from centreline.web.records.published import newest_number

__all__ = ["ElementOut", "FieldOut", "WholeOut", "element", "every", "listed", "router"]

router = Router(tags=["catalogues"])


class ElementOut(Answer):
    """An element of the operating model."""

    kind: str
    key: str
    title: str
    owner: str = Field(description="Role that answers for it, or that decides; empty where nobody does.")


class FieldOut(Answer):
    """One field of an element."""

    label: str
    means: str
    values: list[str] = Field(description="In words; empty where nobody has filled it in.")


class WholeOut(ElementOut):
    """An element, with everything that is written in it."""

    fields: list[FieldOut]
    document: dict[str, Any] | None = Field(
        None, description="As a change of it takes it, by name; null for whoever may not change it."
    )


@router.get("/catalogues", response=reads(list[str]), operation_id="catalogues", summary="Catalogues")
def every(request: Any) -> tuple[str, ...]:
    """List the kinds of elements that have a catalogue."""
    check_may(request.actor, "see_catalogues")
    return CATALOGUES


@router.get("/catalogues/{kind}", response=reads(PageOf[ElementOut]), operation_id="catalogue", summary="A catalogue")
def listed(request: Any, kind: Key, asked: Query[Paging]) -> dict[str, Any]:
    """List the elements of a kind that one may look up."""
    check_may(request.actor, "see_catalogues")
    shelf = shelf_of(request.actor)
    return cut(shelf.of_kind(kind), asked, shown=lambda one: _element(kind, one, shelf))


@router.get("/catalogues/{kind}/{key}", response=reads(WholeOut), operation_id="element", summary="An element")
def element(request: Any, response: HttpResponse, kind: Key, key: Key) -> dict[str, Any]:
    """Read everything that is written in an element, as far as one may read it; the ETag is the published version."""
    check_may(request.actor, "see_catalogues")
    shelf = shelf_of(request.actor)
    found = shelf.element(kind, key)
    response["ETag"] = f'"{newest_number()}"'
    fields = [
        {"label": one.label, "means": one.means, "values": [said.says for said in one.values]}
        for one in fields_in(found, shelf)
    ]
    changes = may_change(request.actor) and shelf.sees_costs
    document = found.model_dump(mode="json", exclude_defaults=True, exclude={"id"}) if changes else None
    return {**_element(kind, found, shelf), "fields": fields, "document": document}


def _element(kind: str, one: Any, shelf: Any) -> dict[str, Any]:
    return {"kind": kind, "key": one.id, "title": one.title, "owner": shelf.owner(one)}
