"""What an element is bound to, both ways, and which published versions changed it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from centreline.blueprint.bonds import name_of
from centreline.blueprint.element import Element
from centreline.web.frame.spoken import spoken
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.reading.catalogues import Shelf
from centreline.web.reading.written import Said, named
from centreline.web.records.published import published_versions

__all__ = ["BoundGroup", "Version", "bound_to", "versions_of"]


@dataclass(frozen=True, slots=True)
class BoundGroup:
    """What one kind of element has to do with another: its side of it, and the elements."""

    kind: str
    names: tuple[tuple[Said, str], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A published version that changed an element, as a line of its history."""

    who: str
    when: datetime
    says: str
    version: int


def bound_to(element: Element, shelf: Shelf) -> tuple[tuple[BoundGroup, ...], tuple[BoundGroup, ...]]:
    """Return what an element names, and what names it, each grouped by kind with the fields in which."""
    name = name_of(element)
    bonds = shelf.reading.bonds_of(name)
    names = _grouped([(one.named, one.field) for one in bonds if one.holder == name], shelf)
    named_by = _grouped([(one.holder, one.field) for one in bonds if one.named == name], shelf)
    return names, named_by


def versions_of(element: Element, shelf: Shelf) -> tuple[Version, ...]:
    """Return the published versions whose differences name an element, newest first."""
    kind, key = name_of(element)
    about = f"{kind.replace('_', ' ')} {key!r}"
    return tuple(
        Version(one["by"], one["at"], _("published: %(says)s") % {"says": spoken(says)}, one["number"])
        for one in published_versions()
        for says in one["differences"]
        if about in says[:1].lower() + says[1:] and _may_read(says, shelf)
    )


def _may_read(says: str, shelf: Shelf) -> bool:
    costs = "cost" in says.casefold() or "rate" in says.casefold().split()
    return not shelf.reading.names_others(says) and (shelf.sees_costs or not costs)


def _field_words(way: str) -> str:
    """Return the way to a field in the reader's language: `integrations: owner` is the owner of an integration."""
    return ": ".join(map(from_book, way.split(": ")))


def _grouped(found: list[tuple[tuple[str, str], str]], shelf: Shelf) -> tuple[BoundGroup, ...]:
    fields: dict[tuple[str, str], list[str]] = {}
    for name, field in found:
        fields.setdefault(name, []).append(field)
    groups: dict[str, list[tuple[Said, str]]] = {}
    for (kind, key), where in fields.items():
        groups.setdefault(kind, []).append(
            (named(kind, key, shelf), ", ".join(map(_field_words, dict.fromkeys(where))))
        )
    return tuple(BoundGroup(kind.replace("_", " "), tuple(names)) for kind, names in groups.items())
