"""The form of an element: a control for each field of its kind, and a row of controls for each part of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel

from centreline.actions.catalogue_elements import class_of
from centreline.blueprint.document import Blueprint
from centreline.blueprint.sentences import capitalised, label_of
from centreline.kernel.written.shape import FieldShape, fields_of
from centreline.web.pages.catalogues.chosen import Groups, Options, groups_of, is_chosen, means_of

__all__ = ["Control", "Row", "controls_for", "controls_of"]

LONG_TEXT = 80
INPUTS = {int: "number", float: "number", date: "date"}


@dataclass(frozen=True, slots=True)
class Control:
    """One control of the form.

    Attributes:
        name: What it is sent as: the field, or the field of a row, `steps.0.does`.
        label: What it is called.
        means: What it means.
        sort: line, text, lines, number, date, choice, choices or rows: how it is filled in.
        value: What stands in it; for `choices` the chosen ones.
        groups: What may be chosen, under what it belongs to.
        required: Whether it has to be filled in.
        error: What is wrong with it; empty where nothing is.
        rows: What stands in its rows, for `rows`.
        step: What a number is a multiple of.
        described: Names of what says more about it, of the control itself or of the same one in the first row.
    """

    name: str
    label: str
    means: str
    sort: str
    value: Any
    groups: Groups
    required: bool
    error: str
    rows: "tuple[Row, ...]"
    step: str
    described: str

    @property
    def options(self) -> Options:
        """What may be chosen, key and name, whatever it belongs to."""
        return tuple(one for _heading, options in self.groups for one in options)


@dataclass(frozen=True, slots=True)
class Row:
    """One part of an element.

    Attributes:
        name: `steps.0`.
        at: Its place, from 0.
        controls: One for each field of it.
        error: What is wrong with it as a whole; empty where nothing is.
        shows_means: Whether the meaning of each field is written in it: in the first row, and not again.
    """

    name: str
    at: int
    controls: tuple[Control, ...]
    error: str
    shows_means: bool


@dataclass(frozen=True, slots=True)
class _Form:
    blueprint: Blueprint
    wrong: Mapping[str, str]


def controls_for(
    kind: str, document: Mapping[str, Any], *, blueprint: Blueprint, wrong: Mapping[str, str] | None = None
) -> list[Control]:
    """Return a control for each field of a kind of element.

    Args:
        kind: The catalogue.
        document: The element as its file would hold it; empty for a new one.
        blueprint: Whose elements can be named.
        wrong: What is wrong, by the name of the control it is said beside.
    """
    return controls_of(class_of(kind), document, blueprint=blueprint, wrong=wrong)


def controls_of(
    model: type[BaseModel], document: Mapping[str, Any], *, blueprint: Blueprint, wrong: Mapping[str, str] | None = None
) -> list[Control]:
    """Return a control for each field of a part of the model but its key, as for an element of a catalogue."""
    form = _Form(blueprint, wrong or {})
    shapes = (shape for shape in fields_of(model).values() if shape.name != "id")
    return [_control(shape, document, form, model=model) for shape in shapes]


def _control(  # noqa: PLR0913 - a control is made of all of it
    shape: FieldShape,
    said: Mapping[str, Any],
    form: _Form,
    *,
    model: type[BaseModel],
    row: str = "",
    first: str = "",
) -> Control:
    value = said.get(shape.name)
    name, sort = f"{row}{shape.name}", _sort(shape, value, model)
    means = means_of(shape, model)
    said_at = [f"f-{first or row}{shape.name}-help"] if means or sort == "lines" else []
    error = form.wrong.get(name, "")
    return Control(
        name=name,
        label=_(capitalised(label_of(shape.name))),
        means=means,
        sort=sort,
        value=_shown(sort, value),
        groups=groups_of(shape, model, blueprint=form.blueprint, value=value, beside=said),
        required=shape.required,
        error=error,
        rows=_rows(shape, value or (), form) if shape.part is not None else (),
        step="1" if shape.takes is int else "any",
        described=" ".join([*said_at, *([f"f-{name}-error"] if error else [])]),
    )


def _rows(shape: FieldShape, parts: Any, form: _Form) -> tuple[Row, ...]:
    part: type[BaseModel] = shape.part or BaseModel
    rows = []
    for at, said in enumerate(parts):
        name = f"{shape.name}.{at}"
        controls = (
            _control(one, said, form, model=part, row=f"{name}.", first=f"{shape.name}.0.")
            for one in fields_of(part).values()
        )
        rows.append(Row(name, at, tuple(controls), form.wrong.get(name, ""), at == 0))
    return tuple(rows)


def _shown(sort: str, value: Any) -> Any:
    if sort == "rows":
        return ""
    if sort == "lines":
        return "\n".join(str(one) for one in value or ())
    if sort == "choices":
        return tuple(value or ())
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _sort(shape: FieldShape, value: Any, model: type[BaseModel]) -> str:
    if shape.part is not None:
        return "rows"
    if is_chosen(shape, model) or shape.takes is bool:
        return "choices" if shape.many else "choice"
    if shape.many:
        return "lines"
    if shape.takes in INPUTS:
        return INPUTS[shape.takes]
    return "text" if isinstance(value, str) and len(value) > LONG_TEXT else "line"
