"""Sentences of the core as pages say them: what is done at a terminal or in a file has a place in the browser."""

import re
from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext as _
from pydantic import BaseModel

from centreline.blueprint.document import Blueprint
from centreline.blueprint.sentences import capitalised, label_of
from centreline.kernel.written.shape import fields_of

__all__ = ["on_pages"]

_CODE = re.compile(r"`([^`]+)`")


def on_pages(says: str) -> str:
    """Return a sentence in which commands, lists of a file and fields of the model are called as pages call them.

    What has no place in the browser stays between backticks.
    """
    return says if "`" not in says else _CODE.sub(lambda found: _called(found[1]) or found[0], says)


def _called(code: str) -> str:
    """Return what pages call a piece of code; empty where they have no word for it."""
    command = code.split()[1:2] if code.startswith("centreline ") else []
    if command:
        return _places().get(command[0], "")
    name = code.rstrip(":")
    if (place := _places().get(name)) is not None:
        return place
    return f"“{_(capitalised(label_of(name)))}”" if name in _fields() else ""


def _places() -> dict[str, str]:
    return {
        "ingest": _("“Bring a file” under Evidence"),
        "compare": _("“Ways of counting” on the page of the metric"),
        "explain": _("“Metrics”"),
        "journeys": _("“Map”"),
        "roles": _("“Roles” in the catalogues"),
        "teams": _("“Teams” in the catalogues"),
        "sites": _("“Sites” in the catalogues"),
        "partners": _("“Partners” in the catalogues"),
        "procedures": _("“Procedures” in the catalogues"),
        "systems": _("“Systems” in the catalogues"),
        "capabilities": _("“Capabilities” in the catalogues"),
        "data_domains": _("“Data domains” in the catalogues"),
        "reports": _("“Reports” in the catalogues"),
        "intents": _("“Intents” in the catalogues"),
        "decision_rights": _("“Decision rights” in the catalogues"),
        "planned_costs": _("“Planned costs” in the catalogues"),
    }


@cache
def _fields() -> frozenset[str]:
    """Return the names of every field that has a control in the browser: those of elements and of their parts."""
    found = frozenset(_fields_in(Blueprint, frozenset()))
    return found - {"id", "format", "made_up"}


def _fields_in(model: type[BaseModel], above: frozenset[type[BaseModel]]) -> Iterator[str]:
    for shape in fields_of(model).values():
        yield shape.name
        if shape.part is not None and shape.part not in above:
            yield from _fields_in(shape.part, above | {shape.part})
