"""How a change of a blueprint reads as a sentence."""

from collections.abc import Sequence
from typing import Any

from centreline.kernel.written.shape import FieldShape

__all__ = ["capitalised", "changed_sentence", "label_of"]

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


def changed_sentence(label: str, shape: FieldShape, old: Any, new: Any) -> str:
    """Say how a value changed; `label` says whose, and begins the sentence."""
    if shape.many:
        came = [value for value in new if value not in old]
        went = [value for value in old if value not in new]
        said = [f"now has {_list(came)}" if came else "", f"no longer has {_list(went)}" if went else ""]
        return f"{label}: {' and '.join(filter(None, said)) or 'the order or the number of entries changed'}."
    if old is None or old == "":
        return f"{label} is now {_quoted(new, shape)}; it was not written before."
    if new is None or new == "":
        return f"{label} is no longer written; it was {_quoted(old, shape)}."
    return f"{label} changed from {_quoted(old, shape)} to {_quoted(new, shape)}."


def _list(values: Sequence[Any]) -> str:
    return ", ".join(repr(value) for value in values)


def _quoted(value: Any, shape: FieldShape) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        unit = " s" if shape.name.endswith("_s") else " days" if shape.name.endswith("_days") else ""
        return f"{value:,.10g}{unit}" if abs(value) < 1e9 else f"{value!r}{unit}"
    return repr(value) if isinstance(value, str) else str(value)


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
