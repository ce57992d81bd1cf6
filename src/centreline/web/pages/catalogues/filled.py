"""What was filled in on the form of an element: its document, rows that come and go, and what cannot stand so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from centreline.actions.catalogue_elements import class_of
from centreline.actions.catalogue_names import unknown_in
from centreline.blueprint.element import Element
from centreline.blueprint.sentences import capitalised
from centreline.kernel.written.shape import FieldShape, fields_of, model_at
from centreline.kernel.written.wording import in_words
from centreline.web.frame.unchanged import picked, text_of, typed
from centreline.web.pages.catalogues.chosen import is_chosen

__all__ = [
    "Pressed",
    "Wrong",
    "document_from",
    "document_of",
    "pressed_in",
    "pressed_of",
    "whole_or_wrong",
    "without_blank_rows",
    "wrong_in",
]

MOST_ROWS = 500

Wrong = Mapping[str, str]
"""What is wrong, by the name of the control it stands beside: `title`, `steps.0`, `steps.0.does`."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button by which a row comes or goes.

    Attributes:
        document: The element with the row, or without it.
        focus: Name of the control to go on from.
        says: What was done, for who does not see it.
    """

    document: dict[str, Any]
    focus: str
    says: str


def document_from(kind: str, given: QueryDict) -> dict[str, Any]:
    """Return the document of an element from what was filled in; blanks say nothing, but a blank row is a row."""
    return document_of(class_of(kind), given)


def document_of(model: type[BaseModel], given: QueryDict) -> dict[str, Any]:
    """Return the document of a part of the model from what was filled in, without its key."""
    document = _filled(model, given, within="")
    document.pop("id", None)
    return document


def wrong_in(reason: ValidationError, model: type[BaseModel]) -> Wrong:
    """Return what cannot stand in a part of the model, by the name of the control it stands beside."""
    return {_name_at(one["loc"], model): _words_for(one, model) for one in reversed(reason.errors())}


def pressed_in(kind: str, given: QueryDict) -> Pressed | None:
    """Return what becomes of an element by the button that was pressed; None where it moves no row."""
    return pressed_of(class_of(kind), given)


def pressed_of(model: type[BaseModel], given: QueryDict) -> Pressed | None:
    """Return what becomes of a part of the model by the button that was pressed; None where it moves no row."""
    document, fields = document_of(model, given), fields_of(model)
    name, _dot, at = given.get("remove_row", "").partition(".")
    rows = list(document.get(name, ()))
    if at.isdecimal() and int(at) < len(rows) and fields[name].part is not None:
        rows.pop(int(at))
        focus = f"{name}.{min(int(at), len(rows) - 1)}.remove" if rows else f"{name}.add"
        return Pressed({**document, name: rows}, focus, _("The row is removed. Nothing is saved yet."))
    shape = fields.get(given.get("add_row", ""))
    if shape is None or shape.part is None:
        return None
    rows = [*document.get(shape.name, ()), {}]
    first = next(iter(fields_of(shape.part)))
    return Pressed({**document, shape.name: rows}, f"{shape.name}.{len(rows) - 1}.{first}", _("A row is added."))


def whole_or_wrong(
    kind: str, key: str, document: Mapping[str, Any], *, before: Element | None
) -> tuple[dict[str, Any], Wrong]:
    """Return an element as its file would hold it, rows left blank taken out, and what cannot stand so.

    Args:
        kind: Its catalogue.
        key: Its key.
        document: As it was filled in.
        before: As it is published; None for a new one. What nobody changed stays as it is written there.
    """
    model = class_of(kind)
    kept = without_blank_rows(model, document)
    if before is not None:
        kept = _as_written(model, kept, before.model_dump(mode="json", exclude_defaults=True))
    said = {name: value for name, value in kept.items() if value != []}
    try:
        element = model.model_validate({**said, "id": key})
    except ValidationError as reason:
        return said, wrong_in(reason, model)
    if unknown := unknown_in(element, before=before):
        return said, {_name_at(one.way, model): capitalised(f"{one.what}; {one.fix}.") for one in reversed(unknown)}
    whole = element.model_dump(mode="json", exclude_defaults=True)
    whole.pop("id", None)
    return whole, {}


def without_blank_rows(model: type[BaseModel], document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part of the model as it was filled in, rows left blank taken out."""
    return {name: _without_blanks(fields_of(model)[name], value) for name, value in document.items()}


def _as_written(model: type[BaseModel], said: Mapping[str, Any], held: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was filled in, each value that nobody changed as it is held."""
    shapes = fields_of(model)
    return {name: _unchanged(shapes[name], model, value, held.get(name)) for name, value in said.items()}


def _unchanged(shape: FieldShape, model: type[BaseModel], value: Any, held: Any) -> Any:
    if not held:
        return value
    if shape.part is not None:
        return [_as_written(shape.part, row, _nearest(row, held)) for row in value]
    if shape.many:
        return picked(value, held) if is_chosen(shape, model) else typed(value, held, parted=_lines)
    return text_of(value, held) if isinstance(held, str) else value


def _nearest(row: Mapping[str, Any], held: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the row that is held and says the most of what a row says: rows come and go before it."""
    return max(held, key=lambda one: sum(str(row.get(name)) == str(value) for name, value in one.items()))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _without_blanks(shape: FieldShape, value: Any) -> Any:
    return value if shape.part is None else [row for row in value if row]


def _filled(model: type[BaseModel], given: QueryDict, *, within: str) -> dict[str, Any]:
    read = {name: _read(shape, model, given, f"{within}{name}") for name, shape in fields_of(model).items()}
    return {name: value for name, value in read.items() if value not in (None, "", [])}


def _read(shape: FieldShape, model: type[BaseModel], given: QueryDict, name: str) -> Any:
    if shape.part is not None:
        rows = [at for at in given.get(f"rows.{name}", "").split() if at.isdecimal()][:MOST_ROWS]
        return [_filled(shape.part, given, within=f"{name}.{at}.") for at in rows]
    if shape.many and is_chosen(shape, model):
        return [one for one in given.getlist(name) if one]
    text = given.get(name, "").strip()
    return _lines(text) if shape.many else text or None


def _name_at(steps: tuple[str | int, ...], model: type[BaseModel]) -> str:
    """Return the name of the control at which something is wrong; an item of a list stands at its list."""
    names = [str(step) for step in steps]
    if steps and isinstance(steps[-1], int) and model_at(model, steps) is None:
        names.pop()
    return ".".join(names)


def _words_for(error: ErrorDetails, model: type[BaseModel]) -> str:
    said = {
        "missing": _("This has to be filled in."),
        "string_too_short": _("This has to be filled in."),
        "float_parsing": _("Write a number with a point, such as 0.8."),
        "int_parsing": _("Write a whole number, in digits."),
        "date_from_datetime_parsing": _("Write a day that exists, such as 2026-03-31."),
    }
    what, fix = in_words(error, model=model)
    return said.get(error["type"]) or capitalised(f"{what}; {fix}.").replace("`", "")
