"""What is bound to what, both ways: which element names which other one, and in which of its fields."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from centreline.blueprint.document import Blueprint
from centreline.blueprint.element import Element
from centreline.blueprint.journey import Stage
from centreline.blueprint.measure import Measure
from centreline.blueprint.procedure import Training
from centreline.blueprint.sentences import label_of
from centreline.kernel.written.shape import FieldShape, fields_of, kind_of

__all__ = ["Bond", "Name", "bonds", "name_of"]

Name = tuple[str, str]
"""Kind and key of an element, the kind as findings write it: `("data_domain", "customers")`."""

_PARTS_OF_OTHERS = (Stage, Training)
"""Elements that nobody looks up by themselves: what they name is named by what they are a part of."""

_NAMED_ELSEWHERE: dict[tuple[type[BaseModel], str], str] = {(Measure, "metric"): "metric"}
"""Fields whose keys are no element of the blueprint, and what they name."""


@dataclass(frozen=True, slots=True)
class Bond:
    """One element that names another.

    Attributes:
        holder: The element that names.
        field: In which of its fields, in words.
        named: What it names; it may be missing.
    """

    holder: Name
    field: str
    named: Name


def bonds(blueprint: Blueprint) -> tuple[Bond, ...]:
    """Return everything that elements of a blueprint name, each once, in the order of the document.

    What no element says, such as a line of planned costs, is left out.
    """
    return tuple(dict.fromkeys(_bonds(blueprint, None, ())))


def name_of(element: Element) -> Name:
    """Return kind and key of an element, as findings write them."""
    return kind_of(type(element)).replace(" ", "_"), element.id


def _bonds(part: BaseModel, holder: Name | None, way: tuple[str, ...]) -> Iterator[Bond]:
    for shape in fields_of(type(part)).values():
        value = getattr(part, shape.name)
        items = value if shape.many else () if value is None else (value,)
        kind = shape.refers_to or _NAMED_ELSEWHERE.get((type(part), shape.name))
        if kind is not None and holder is not None:
            field = ": ".join((*way, label_of(shape.name)))
            yield from (Bond(holder, field, (kind.replace(" ", "_"), key)) for key in items)
        elif shape.part is not None:
            for item in items:
                yield from _inside(item, holder, way, shape)


def _inside(item: BaseModel, holder: Name | None, way: tuple[str, ...], shape: FieldShape) -> Iterator[Bond]:
    if isinstance(item, Element) and not isinstance(item, _PARTS_OF_OTHERS):
        yield from _bonds(item, name_of(item), ())
    elif isinstance(item, Stage):
        yield from _bonds(item, holder, way)
    else:
        yield from _bonds(item, holder, (*way, label_of(shape.name)))
