"""The page of the blueprint: every class, every field."""

import importlib
import pkgutil
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator
from pydantic.fields import FieldInfo

import centreline.blueprint
from centreline.blueprint.claim import Claims, Question
from centreline.blueprint.document import Blueprint
from centreline.blueprint.element import Element, Part
from generate.markdown import anchor, sentence_case, table

__all__ = ["blueprint_classes", "page"]

WORDS = {"str": "text", "int": "whole number", "float": "number", "bool": "yes or no", "date": "day, 2026-01-31"}
"""What the plain types are called in the page."""


def blueprint_classes() -> list[type[Part]]:
    """Return every part of a blueprint or of claims, in the order in which a reader meets them."""
    for module in pkgutil.iter_modules(centreline.blueprint.__path__, "centreline.blueprint."):
        importlib.import_module(module.name)
    met: list[type[Part]] = []
    for root in (Blueprint, Claims):
        _walk(root, met)
    return met


def _walk(model: type[Part], met: list[type[Part]]) -> None:
    if model in met:
        return
    met.append(model)
    for field in model.model_fields.values():
        for part in _parts_in(field.annotation):
            _walk(part, met)


def _parts_in(annotation: Any) -> list[type[Part]]:
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return [annotation] if issubclass(annotation, Part) else []
    return [part for argument in get_args(annotation) for part in _parts_in(argument)]


def page() -> str:
    """Return the reference of everything a blueprint and its claims may say."""
    return "\n".join(_section(model) for model in blueprint_classes()) + "\n" + _questions()


def _section(model: type[Part]) -> str:
    heading = sentence_case(model.__name__)
    about = " ".join((model.__doc__ or "").split())
    rows = [
        (f"`{name}`", _type_words(field), "yes" if field.is_required() else "", field.description)
        for name, field in _own_order(model)
    ]
    return (
        f"## {heading}\n\n{about}\n\n"
        + table(("field", "what it is", "required", "what it says"), rows).rstrip()
        + "\n"
    )


def _own_order(model: type[Part]) -> list[tuple[str, FieldInfo]]:
    fields = list(model.model_fields.items())
    if issubclass(model, Element):  # the key and the title first, as people write them
        fields.sort(key=lambda item: item[0] not in ("id", "title"))
    return fields


def _type_words(field: FieldInfo) -> str:
    is_key = any(isinstance(rule, AfterValidator) for rule in field.metadata)
    return "key" if is_key else _words(field.annotation)


def _words(annotation: Any) -> str:
    origin = get_origin(annotation)
    if origin is Annotated:
        return "key"
    if origin is Literal:
        return "one of " + ", ".join(f"`{value}`" for value in get_args(annotation))
    if origin is tuple:
        return f"list of {_words(get_args(annotation)[0])}"
    if origin in (Union, UnionType):
        return " or ".join(_words(part) for part in get_args(annotation) if part is not NoneType)
    return _class_words(annotation)


def _class_words(annotation: type[Any]) -> str:
    if issubclass(annotation, Part):
        heading = sentence_case(annotation.__name__)
        return f"[{heading.lower()}](#{anchor(heading)})"
    if annotation is Question:
        return "one of the [twelve questions](#the-twelve-questions)"
    return WORDS[annotation.__name__]


def _questions() -> str:
    rows = [(f"`{question.value}`", question.asks) for question in Question]
    return "## The twelve questions\n\nWhat a claim answers.\n\n" + table(("key", "question"), rows)
