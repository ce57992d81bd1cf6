"""What is written in an element, field by field, as a person reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel

from centreline.blueprint.element import Element
from centreline.blueprint.measure import Measure
from centreline.blueprint.sentences import capitalised, label_of
from centreline.kernel.units import Unit
from centreline.kernel.written.shape import FieldShape, fields_of
from centreline.metrics.book import metric_book
from centreline.web.frame.addresses import element_address
from centreline.web.frame.chosen_words import word_chosen
from centreline.web.frame.spoken import figure
from centreline.web.frame.templatetags.centreline_format import day, number
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.reading.catalogues import Shelf

__all__ = ["Field", "Said", "fields_in", "named"]

AMOUNTS = frozenset({"yearly_cost"})
"""Fields that only those read who see costs."""

TARGETS = frozenset({"at_least", "at_most"})


@dataclass(frozen=True, slots=True)
class Said:
    """One value: in words, with an address where it names something that can be looked up."""

    says: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an element.

    Attributes:
        label: What it is called.
        means: What it means.
        values: What is written; empty where nothing is.
    """

    label: str
    means: str
    values: tuple[Said, ...]


def fields_in(element: Element, shelf: Shelf) -> tuple[Field, ...]:
    """Return the fields of an element in their order, those nobody has filled in too."""
    shown = []
    for shape in fields_of(type(element)).values():
        hidden = shape.name in AMOUNTS and not shelf.sees_costs
        if shape.name in ("id", "title") or hidden or (shape.name == "rates" and not _reads_rates(shelf)):
            continue
        values = tuple(_values(getattr(element, shape.name), shape, shelf))
        shown.append(Field(from_book(capitalised(label_of(shape.name))), from_book(shape.description), values))
    return tuple(shown)


def named(kind: str, key: str, shelf: Shelf) -> Said:
    """Return an element by its title, with its address where the reader may look it up."""
    reading = shelf.reading
    title = shelf.names.touchpoint(key) if kind == "touchpoint" else shelf.names.about(f"{kind}:{key}")
    if kind == "touchpoint":
        opens = any(one.id == key and reading.touchpoint(one) for one in shelf.blueprint.touchpoints)
    else:
        opens = (
            reading.opens_metrics
            if kind == "metric"
            else kind == "journey" or any(one.id == key for one in _elements(kind, shelf))
        )
    return Said(title, element_address(kind, key) if opens else "")


def _elements(kind: str, shelf: Shelf) -> tuple[Element, ...]:
    return shelf.of_kind(kind) if element_address(kind, "x") and kind not in ("touchpoint", "metric", "journey") else ()


def _reads_rates(shelf: Shelf) -> bool:
    """Rates of a partner are read by those who see costs, and by that partner's own managers."""
    return shelf.sees_costs or shelf.actor.role == "partner_manager"


def _values(value: Any, shape: FieldShape, shelf: Shelf) -> Iterator[Said]:
    for item in value if shape.many else () if value is None else (value,):
        if shape.refers_to is not None:
            kind = shape.refers_to.replace(" ", "_")
            if not shelf.reading.is_others((kind, item)):
                yield named(kind, item, shelf)
        elif isinstance(item, Measure):
            yield Said(_measure(item), named("metric", item.metric, shelf).url)
        else:
            yield Said(_part(item, shelf) if isinstance(item, BaseModel) else _plain(item, shape))


def _part(part: BaseModel, shelf: Shelf) -> str:
    """Return a part in one line: its title or first value, then the rest by name."""
    said: list[str] = []
    for shape in fields_of(type(part)).values():
        values = [one.says for one in _values(getattr(part, shape.name), shape, shelf)]
        if values and shape.name != "id":
            words = ", ".join(values)
            said.append(words if not said or shape.name == "title" else f"{from_book(label_of(shape.name))}: {words}")
    return "; ".join(said)


def _measure(one: Measure) -> str:
    metric = metric_book().get(one.metric)
    unit = metric.unit if metric else Unit.COUNT
    words = [from_book(metric.title) if metric else one.metric]
    for label, value in ((_("at least"), one.at_least), (_("at most"), one.at_most)):
        if value is not None:
            words.append(f"{label} {figure(value, unit)}")
    words.append(one.variant.replace("_", " ") if one.variant else _("nobody said which way of counting"))
    return ", ".join(words)


def _plain(value: Any, shape: FieldShape) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, int | float):
        unit = " s" if shape.name.endswith("_s") else f" {_('days')}" if shape.name.endswith("_days") else ""
        return f"{number(value)}{unit}"
    if isinstance(value, date):
        return str(day(value))
    return word_chosen(str(value), shape.name) if shape.words else str(value)
