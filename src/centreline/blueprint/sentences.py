"""How a change of a blueprint reads as a sentence."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from centreline.kernel.said import Said, all_of, in_a_row, said
from centreline.kernel.written.shape import FieldShape

__all__ = ["as_word", "capitalised", "changed_sentence", "label_of"]

_LABELS = {
    "accepted_by_receiver": "acceptance by the receiver",
    "accepted_by_sender": "acceptance by the sender",
    "at_least": "target from below",
    "at_most": "target from above",
    "decides": "decision",
    "ends_here": "end of the work",
    "escalates_to": "escalation",
    "for_roles": "roles",
    "happens": "what happens",
    "how": "way it travels",
    "per": "unit paid for",
    "takes_s": "expected time",
    "teaches_version": "version taught",
    "what": "description",
    "within_s": "time limit",
    "works_well": "verdict of the users",
}


def changed_sentence(name: str, of: str, shape: FieldShape, old: Any, new: Any) -> Said:
    """Say how a value changed.

    Args:
        name: What the field is called.
        of: Whose it is.
        shape: The field.
        old: What stood there; empty where nothing did.
        new: What stands there now; empty where nothing does.
    """
    whose = said("{field:capital} of {element}").filled(field=as_word(name), element=of)
    if shape.many:
        return said("{whose}: {change}.").filled(whose=whose, change=_listed(shape, old, new))
    if old is None or old == "":
        return said("{whose} is now {new}; it was not written before.").filled(whose=whose, new=_quoted(new, shape))
    if new is None or new == "":
        return said("{whose} is no longer written; it was {old}.").filled(whose=whose, old=_quoted(old, shape))
    sides = {"old": _quoted(old, shape), "new": _quoted(new, shape)}
    return said("{whose} changed from {old} to {new}.").filled(whose=whose, **sides)


def _listed(shape: FieldShape, old: Sequence[Any], new: Sequence[Any]) -> str:
    came = [_quoted(value, shape) for value in new if value not in old]
    went = [_quoted(value, shape) for value in old if value not in new]
    changes = [said("now has {values}").filled(values=in_a_row(came))] if came else []
    changes += [said("no longer has {values}").filled(values=in_a_row(went))] if went else []
    return all_of(changes) or said("the order or the number of entries changed")


def _quoted(value: Any, shape: FieldShape) -> str:
    if isinstance(value, bool):
        return said("yes") if value else said("no")
    if isinstance(value, int | float):
        return _measured(value, shape.name)
    if isinstance(value, str) and value in shape.words:
        return said("'{word}'").filled(word=as_word(value.replace("_", " ")))
    if isinstance(value, date):
        return said("{day}").filled(day=value)
    return repr(value) if isinstance(value, str) else str(value)


def _measured(value: float, name: str) -> Said:
    if abs(value) >= 1e9:
        return said("{value}").filled(value=repr(value))
    if name.endswith("_s"):
        return said("{value:,.10g} s").filled(value=value)
    return (said("{value:,.10g} days") if name.endswith("_days") else said("{value:,.10g}")).filled(value=value)


def as_word(text: str) -> Said:
    """Return a word of the model that pages look up in the reader's language: what a field or a kind is called."""
    return said(text)


def label_of(name: str) -> str:
    """Return what people call a field, without its unit."""
    if name in _LABELS:
        return _LABELS[name]
    for suffix in ("_s", "_days", "_on"):
        name = name.removesuffix(suffix)
    return name.replace("_", " ")


def capitalised(text: str) -> str:
    """Return a text with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]
