"""Fields of what people wrote, and what stands in them, in the reader's language."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel

from centreline.actions.catalogue_elements import WRITTEN_UNDER, class_of
from centreline.governance.kinds import kinds
from centreline.kernel.written.shape import FieldShape, fields_of
from centreline.web.frame.chosen_words import word_chosen
from centreline.web.frame.field_words import field_word
from centreline.web.frame.templatetags.centreline_format import day, duration, instant, number

__all__ = ["changes_in", "value_as_read"]

IN_ITS_LABEL = frozenset({"takes_s"})
"""Fields whose word says what they are counted in."""


def changes_in(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, str], ...]:
    """Return each field of an entry that is not as it was: label, before and after, all as a person reads them.

    Args:
        kind: Of the entry.
        before: What it said; empty where it said nothing.
        after: What it says now; empty where it is gone.
    """
    model = kinds()[kind]
    inside = _element_class(after or before) if kind == "catalogue_change" else None
    return tuple(
        {
            "label": field_word(name, model),
            "before": value_as_read(before.get(name), model, name, inside=inside),
            "after": value_as_read(after.get(name), model, name, inside=inside),
        }
        for name in dict.fromkeys((*after, *before))
        if not _same(before.get(name), after.get(name))
    )


def value_as_read(
    value: Any, model: type[BaseModel] | None = None, name: str = "", *, inside: type[BaseModel] | None = None
) -> str:
    """Return a value of a field as people read it; empty where nothing is written.

    Args:
        value: As it is kept.
        model: The class whose field it is; None where nobody knows.
        name: The field.
        inside: The class of what stands in it, where the field does not say.
    """
    shape = fields_of(model).get(name) if model else None
    if _is_nothing(value):
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(value_as_read(one, model, name, inside=inside) for one in value)
    if isinstance(value, Mapping):
        return _part(value, (shape.part if shape else None) or inside)
    return _single(value, name, shape)


def _single(value: Any, name: str, shape: FieldShape | None) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if shape is not None and str(value) in shape.words:
        return word_chosen(str(value), name)
    if isinstance(value, int | float):
        seconds = name.endswith("_s") and name not in IN_ITS_LABEL
        return str(duration(value) if seconds else number(value))
    return _moment(str(value), shape)


def _moment(text: str, shape: FieldShape | None) -> str:
    """Return a day or an instant as the reader's locale writes it, and any other text as it is."""
    try:
        if shape is not None and shape.takes is date:
            return str(day(date.fromisoformat(text)))
        if shape is not None and shape.takes is datetime:
            return str(instant(datetime.fromisoformat(text)))
    except ValueError:
        return text
    return text


def _part(value: Mapping[str, Any], model: type[BaseModel] | None) -> str:
    said = ((name, value_as_read(one, model, name)) for name, one in value.items())
    return "; ".join(f"{field_word(name, model)}: {words}" for name, words in said if words)


def _element_class(fields: Mapping[str, Any]) -> type[BaseModel] | None:
    return class_of(fields["kind"]) if fields.get("kind") in WRITTEN_UNDER else None


def _same(before: Any, after: Any) -> bool:
    return before == after or (_is_nothing(before) and _is_nothing(after))


def _is_nothing(value: Any) -> bool:
    return value is None or value in ("", [], ())
