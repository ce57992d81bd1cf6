"""What a model class says about its fields: lists or single values, parts or scalars, and whom they refer to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

__all__ = ["FieldShape", "RefersTo", "fields_of", "kind_of", "model_at"]


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Marks a key that names an element elsewhere in the document; `kind` is that element's class, as words."""

    kind: str

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> Any:
        """Tell readers of the JSON Schema what the key refers to."""
        return {**handler(core), "x-refers-to": self.kind}


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field of a model.

    Attributes:
        name: As it is written.
        many: Whether it takes a list.
        part: The model of its value or of its items; None for scalars.
        refers_to: Kind of element its keys name; None where they name nothing.
        words: The only words it takes; empty where any value will do.
        required: Whether it has to be written.
        description: What it means, without a full stop.
        takes: What a value is: a text, a number, a whole number, a day, an instant, or yes and no.
    """

    name: str
    many: bool
    part: type[BaseModel] | None
    refers_to: str | None
    words: tuple[str, ...]
    required: bool
    description: str
    takes: type = str


@cache
def fields_of(model: type[BaseModel]) -> Mapping[str, FieldShape]:
    """Return the fields of a model by name, in the order they are declared."""
    return {name: _shape(name, info) for name, info in model.model_fields.items()}


def kind_of(model: type[BaseModel]) -> str:
    """Return the name of a model as words: "data domain" for `DataDomain`."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__).strip()


def model_at(model: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel] | None:
    """Return the model of the block at `path`, or None where there is a scalar or nothing known."""
    for step in path:
        if isinstance(step, int):
            continue
        shape = fields_of(model).get(step)
        if shape is None or shape.part is None:
            return None
        model = shape.part
    return model


def _shape(name: str, info: FieldInfo) -> FieldShape:
    many, part, words, takes = False, None, [], str
    refers_to = next((mark.kind for mark in info.metadata if isinstance(mark, RefersTo)), None)
    for leaf in _leaves(info.annotation):
        if leaf is tuple:
            many = True
        elif isinstance(leaf, RefersTo):
            refers_to = leaf.kind
        elif isinstance(leaf, _Word):
            words.append(str(leaf.text))
        elif isinstance(leaf, type) and issubclass(leaf, BaseModel):
            part = leaf
        elif isinstance(leaf, type) and issubclass(leaf, Enum):
            words += [str(member.value) for member in leaf]
        elif leaf in (bool, int, float, date, datetime):
            takes = leaf
    description = (info.description or "").rstrip(".")
    return FieldShape(name, many, part, refers_to, tuple(words), info.is_required(), description, takes)


@dataclass(frozen=True, slots=True)
class _Word:
    text: object


def _leaves(annotation: Any) -> list[Any]:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return [_Word(word) for word in inner]
    if origin is Annotated:
        return [*_leaves(inner[0]), *inner[1:]]
    if origin is Union or (inner and origin is not tuple):
        return [leaf for argument in inner for leaf in _leaves(argument)]
    if origin is tuple:
        return [tuple, *(leaf for argument in inner if argument is not ... for leaf in _leaves(argument))]
    return [annotation]
