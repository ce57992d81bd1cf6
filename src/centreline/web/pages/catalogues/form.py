"""The form of an element: a control for each field of its kind, and back to the element's document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

import yaml
from django.http import QueryDict
from django.utils.translation import gettext as _

from centreline.actions.change_catalogue import WRITTEN_UNDER
from centreline.blueprint.document import Blueprint
from centreline.blueprint.element import Element
from centreline.blueprint.sentences import capitalised, label_of
from centreline.kernel.errors import ArgumentInvalid
from centreline.kernel.written.shape import FieldShape, fields_of

__all__ = ["Control", "class_of", "controls_for", "document_from"]

LONG_TEXT = 80


@dataclass(frozen=True, slots=True)
class Control:
    """One control of the form.

    Attributes:
        name: The field.
        label: What it is called.
        means: What it means.
        sort: line, text, lines, choice, choices or parts: how it is filled in.
        value: What stands in it; for `choices` the chosen ones.
        options: What may be chosen, key and name.
        required: Whether it has to be filled in.
    """

    name: str
    label: str
    means: str
    sort: str
    value: Any
    options: tuple[tuple[str, str], ...]
    required: bool


def class_of(kind: str) -> type[Element]:
    """Return the class of the elements of a catalogue."""
    listed = Blueprint.model_fields[WRITTEN_UNDER[kind]].annotation
    found: type[Element] = get_args(listed)[0]
    return found


def controls_for(kind: str, document: Mapping[str, Any], *, blueprint: Blueprint) -> list[Control]:
    """Return a control for each field of a kind of element.

    Args:
        kind: The catalogue.
        document: The element as its file would hold it; empty for a new one.
        blueprint: Whose elements can be named.
    """
    shapes = (shape for shape in fields_of(class_of(kind)).values() if shape.name != "id")
    return [_control(shape, document.get(shape.name), blueprint) for shape in shapes]


def document_from(kind: str, given: QueryDict) -> dict[str, Any]:
    """Return the document of an element from what was filled in; blanks say nothing.

    Raises:
        ArgumentInvalid: the parts of a field cannot be read.
    """
    document: dict[str, Any] = {}
    for shape in fields_of(class_of(kind)).values():
        value = _read(shape, given)
        if shape.name != "id" and value not in (None, "", [], {}):
            document[shape.name] = value
    return document


def _control(shape: FieldShape, value: Any, blueprint: Blueprint) -> Control:
    sort, options = _sort(shape, value), _options(shape, blueprint)
    if sort == "parts":
        shown: Any = "" if value is None else yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=90)
    elif sort == "lines":
        shown = "\n".join(str(one) for one in value or ())
    elif sort == "choices":
        shown = tuple(value or ())
    else:
        shown = "" if value is None else str(value)
    label = _(capitalised(label_of(shape.name)))
    return Control(shape.name, label, shape.description, sort, shown, options, shape.required)


def _sort(shape: FieldShape, value: Any) -> str:
    if shape.part is not None or isinstance(value, dict):
        return "parts"
    if shape.words or _is_listed(shape):
        return "choices" if shape.many else "choice"
    if shape.many:
        return "lines"
    return "text" if isinstance(value, str) and len(value) > LONG_TEXT else "line"


def _is_listed(shape: FieldShape) -> bool:
    return (shape.refers_to or "").replace(" ", "_") in WRITTEN_UNDER


def _options(shape: FieldShape, blueprint: Blueprint) -> tuple[tuple[str, str], ...]:
    if shape.part is not None:
        return ()
    if shape.words:
        return tuple((word, word.replace("_", " ")) for word in shape.words)
    if not _is_listed(shape):
        return ()
    elements = getattr(blueprint, WRITTEN_UNDER[(shape.refers_to or "").replace(" ", "_")])
    return tuple((one.id, one.title) for one in elements)


def _read(shape: FieldShape, given: QueryDict) -> Any:
    text = given.get(shape.name, "").strip()
    if shape.part is not None or given.get(f"sort.{shape.name}") == "parts":
        return _parts(shape, text)
    if shape.many and (shape.words or _is_listed(shape)):
        return [one for one in given.getlist(shape.name) if one]
    if shape.many:
        return [line.strip() for line in text.splitlines() if line.strip()]
    return text or None


def _parts(shape: FieldShape, text: str) -> Any:
    try:
        return yaml.safe_load(text) if text else None
    except yaml.YAMLError as reason:
        mark = getattr(reason, "problem_mark", None)
        raise ArgumentInvalid(
            _("%(field)s cannot be read") % {"field": capitalised(label_of(shape.name))},
            where=_("line %(line)s of the field") % {"line": 1 if mark is None else mark.line + 1},
            fix=_("write each part as it stood there: a hyphen, a name, a colon and a value"),
        ) from reason
