"""Documents that people write, described from the pydantic models that read them."""

from collections.abc import Iterable, Iterator, Mapping
from enum import EnumType
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generate.markdown import anchor, sentence_case, table

__all__ = ["Model", "classes_of", "sections"]

Model = type[BaseModel]

WORDS = {
    "str": "text", "int": "whole number", "float": "number", "bool": "yes or no", "date": "day, 2026-01-31",
    "time": "time, 03:30",
}  # fmt: skip
"""What the plain types are called in a page."""

HEADS = ("field", "what it is", "required", "what it says")


def classes_of(*roots: Model) -> list[Model]:
    """Return the roots and every model inside them, in the order in which a reader meets them."""
    met: list[Model] = []
    for root in roots:
        _walk(root, met)
    return met


def _walk(model: Model, met: list[Model]) -> None:
    if model in met:
        return
    met.append(model)
    for field in model.model_fields.values():
        for part in _models_in(field.annotation):
            _walk(part, met)


def _models_in(annotation: Any) -> Iterator[Model]:
    if get_origin(annotation) is None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield annotation
        return
    for argument in get_args(annotation):
        yield from _models_in(argument)


def sections(
    models: Iterable[Model], *, first: tuple[str, ...] = (), named: Mapping[str, str] | None = None, level: int = 2
) -> str:
    """Return a section for each model: what it is, then its fields.

    Args:
        models: In the order of the page.
        first: Fields that are shown before the others, as people write them.
        named: What a type is called in the page, by the name of its class.
        level: Of the headings.
    """
    words = _Words({**WORDS, **(named or {})})
    return "".join("#" * level + _section(model, words, first) for model in models)


def _section(model: Model, words: "_Words", first: tuple[str, ...]) -> str:
    about = " ".join((model.__doc__ or "").split())
    fields = sorted(model.model_fields.items(), key=lambda item: item[0] not in first)
    rows = [
        (f"`{field.alias or name}`", words.of_field(field), "yes" if field.is_required() else "", field.description)
        for name, field in fields
    ]
    return f" {sentence_case(model.__name__)}\n\n{about}\n\n" + table(HEADS, rows)


class _Words:
    """Types in words."""

    def __init__(self, named: Mapping[str, str]) -> None:
        self.named = named

    def of_field(self, field: FieldInfo) -> str:
        is_key = any(getattr(getattr(rule, "func", None), "__name__", "") == "_check_key" for rule in field.metadata)
        return "key" if is_key else self.of(field.annotation)

    def of(self, annotation: Any) -> str:
        arguments = get_args(annotation)
        origin = get_origin(annotation)
        if origin is Annotated:
            return self._of_annotated(*arguments)
        if origin is Literal:
            return "one of " + ", ".join(f"`{_shown(value)}`" for value in arguments)
        if origin is tuple:
            return f"list of {self.of(arguments[0])}"
        if origin is dict:
            return f"pairs, {self.of(arguments[0])} to {self.of(arguments[1])}"
        if origin in (Union, UnionType):
            return " or ".join(self.of(part) for part in arguments if part is not NoneType)
        return self._of_class(annotation)

    def _of_annotated(self, inner: Any, *rules: Any) -> str:
        is_key = any(getattr(getattr(rule, "func", None), "__name__", "") == "_check_key" for rule in rules)
        return "key" if is_key else self.of(inner)

    def _of_class(self, annotation: Any) -> str:
        if annotation is Any:
            return "anything"
        if isinstance(annotation, EnumType) and annotation.__name__ not in self.named:
            return "one of " + ", ".join(f"`{word.value}`" for word in annotation)  # type: ignore[var-annotated]
        if issubclass(annotation, BaseModel):
            heading = sentence_case(annotation.__name__)
            return f"[{heading.lower()}](#{anchor(heading)})"
        return self.named[annotation.__name__]


def _shown(value: object) -> str:
    return {"\t": "\\t", " ": "a space"}.get(str(value), str(value))
