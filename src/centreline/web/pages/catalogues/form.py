"""The form of an element: a control for each field of its kind, and a row of controls for each part of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from django.utils.translation import gettext as _
from pydantic import BaseModel

from centreline.actions.catalogue_elements import WRITTEN_UNDER
from centreline.blueprint.document import Blueprint
from centreline.blueprint.element import Element
from centreline.blueprint.sentences import capitalised, label_of
from centreline.kernel.written.shape import FieldShape, fields_of

__all__ = ["Control", "Row", "class_of", "controls_for", "is_listed"]

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
        options: What may be chosen, key and name.
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
    options: tuple[tuple[str, str], ...]
    required: bool
    error: str
    rows: "tuple[Row, ...]"
    step: str
    described: str


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


def class_of(kind: str) -> type[Element]:
    """Return the class of the elements of a catalogue."""
    listed = Blueprint.model_fields[WRITTEN_UNDER[kind]].annotation
    found: type[Element] = get_args(listed)[0]
    return found


def is_listed(shape: FieldShape) -> bool:
    """Say whether a field names elements that can be chosen from."""
    return _kind(shape) in {*WRITTEN_UNDER, "touchpoint", "team"}


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
    form = _Form(blueprint, wrong or {})
    shapes = (shape for shape in fields_of(class_of(kind)).values() if shape.name != "id")
    return [_control(shape, document.get(shape.name), form) for shape in shapes]


def _control(shape: FieldShape, value: Any, form: _Form, *, row: str = "", first: str = "") -> Control:
    name, sort = f"{row}{shape.name}", _sort(shape, value)
    means = _(shape.description) if shape.description else ""
    said_at = [f"f-{first or row}{shape.name}-help"] if means or sort == "lines" else []
    error = form.wrong.get(name, "")
    return Control(
        name=name,
        label=_(capitalised(label_of(shape.name))),
        means=means,
        sort=sort,
        value=_shown(sort, value),
        options=_options(shape, form.blueprint, value),
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
            _control(one, said.get(one.name), form, row=f"{name}.", first=f"{shape.name}.0.")
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


def _sort(shape: FieldShape, value: Any) -> str:
    if shape.part is not None:
        return "rows"
    if shape.words or is_listed(shape) or shape.takes is bool:
        return "choices" if shape.many else "choice"
    if shape.many:
        return "lines"
    if shape.takes in INPUTS:
        return INPUTS[shape.takes]
    return "text" if isinstance(value, str) and len(value) > LONG_TEXT else "line"


def _options(shape: FieldShape, blueprint: Blueprint, value: Any) -> tuple[tuple[str, str], ...]:
    """Return what may be chosen, and what is chosen already though it is not there: it is shown, not lost."""
    offered: tuple[tuple[str, str], ...] = ()
    if shape.words:
        offered = tuple((word, _(word.replace("_", " "))) for word in shape.words)
    elif is_listed(shape):
        offered = tuple((one.id, one.title) for one in _elements(_kind(shape), blueprint))
    elif shape.takes is bool:
        return (("true", _("yes")), ("false", _("no")))
    else:
        return ()
    chosen = value if shape.many else [value]
    known = {one for one, _title in offered}
    return offered + tuple((one, one) for one in chosen or () if one and one not in known)


def _kind(shape: FieldShape) -> str:
    return (shape.refers_to or "").replace(" ", "_")


def _elements(kind: str, blueprint: Blueprint) -> Iterable[Element]:
    if kind == "touchpoint":
        return (touchpoint for _journey, _stage, touchpoint in blueprint.walk())
    found: Iterable[Element] = blueprint.teams if kind == "team" else getattr(blueprint, WRITTEN_UNDER[kind])
    return found
