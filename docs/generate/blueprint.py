"""The page of the blueprint: every class, every field."""

from centreline.blueprint.claim import Claims, Question
from centreline.blueprint.document import Blueprint
from generate.markdown import table
from generate.models import Model, classes_of, sections

__all__ = ["blueprint_classes", "page"]


def blueprint_classes() -> list[Model]:
    """Return every part of a blueprint or of claims, in the order in which a reader meets them."""
    return classes_of(Blueprint, Claims)


def page() -> str:
    """Return the reference of everything a blueprint and its claims may say."""
    named = {"Question": "one of the [twelve questions](#the-twelve-questions)"}
    questions = table(("key", "question"), [(f"`{question.value}`", question.asks) for question in Question])
    return (
        sections(blueprint_classes(), first=("id", "title"), named=named)
        + "## The twelve questions\n\nWhat a claim answers.\n\n"
        + questions
    )
