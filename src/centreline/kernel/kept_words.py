"""Sentences kept as JSON: the English text where it stands, and apart from it how each was made."""

import re
from collections.abc import Mapping
from datetime import date
from numbers import Integral
from sys import intern
from typing import Annotated, Any, TypeVar

from pydantic import TypeAdapter
from pydantic_core import core_schema

from centreline.kernel.said import Said
from centreline.kernel.units import Measured, Unit, format_value

__all__ = ["SAID", "Sentence", "document_of", "made_again", "parts_of", "read_document", "said_again"]

Kept = TypeVar("Kept")

SAID = "said"
"""Under which a document keeps how its sentences were made: by their English text."""


_SIGN_APART = re.compile(r"(?<=[\d}]) %")


class _ReadAsSaid:
    """Tells Pydantic to note how sentences were made, in the context `said` of whoever writes, and to read it there."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Return how a sentence is read and written."""
        return core_schema.with_info_plain_validator_function(
            _read, serialization=core_schema.plain_serializer_function_ser_schema(_write, info_arg=True)
        )

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, str]:
        """Return that a sentence is text."""
        return {"type": "string"}


Sentence = Annotated[str, _ReadAsSaid()]
"""Text that is a `Said` or `Measured` where it can be; with a context `{"said": {}}` it notes there how it was made."""


def document_of(shape: TypeAdapter[Kept], thing: Kept) -> dict[str, Any]:
    """Return something as JSON holds it: sentences in English where they stand, and under `said` how they were made."""
    said: dict[str, Any] = {}
    document: dict[str, Any] = shape.dump_python(thing, mode="json", context={SAID: said})
    return document | {SAID: said}


def read_document(shape: TypeAdapter[Kept], document: Any) -> Kept:
    """Return what `document_of` was told, also where it was kept when sentences did not know how they were made."""
    held = document.get(SAID) if isinstance(document, Mapping) else None
    return shape.validate_python(document, context={SAID: held or {}})


def parts_of(value: Any) -> Any:
    """Return how a sentence was made, or a value in it, as JSON holds it."""
    if isinstance(value, Said):
        parts = {name: parts_of(one) for name, one in value.values.items()}
        return {"of": value.template, "with": parts} | ({"one": value.one} if value.one else {})
    if isinstance(value, Measured):
        digits = {} if value.digits == 1 else {"digits": value.digits}
        return {"figure": value.value, "unit": str(value.unit), "currency": value.currency} | digits
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Integral):
        return int(value)
    return value if value is None or isinstance(value, float) else str(value)


def made_again(parts: Any) -> Any:
    """Return what `parts_of` was told, from what it returned."""
    if not isinstance(parts, Mapping):
        return parts
    if "day" in parts:
        return date.fromisoformat(parts["day"][:10])
    if "unit" in parts:
        return _figure(parts)
    # The same few templates come thousands of times: each is held once.
    template = Said(intern(_as_now(parts["of"])), one=intern(_as_now(parts.get("one", ""))))
    return template.filled(**{name: made_again(one) for name, one in parts["with"].items()})


def said_again(text: str, made: Mapping[str, Any]) -> str:
    """Return a text with how it was made; the text alone where what is kept does not say, or does not lead to it.

    Args:
        text: In English.
        made: What a document keeps under `said`.
    """
    try:
        again: str = made_again(made[text])
    except (KeyError, TypeError, ValueError, IndexError):
        return text
    return again if _as_now(again) == _as_now(text) else text


def _as_now(text: str) -> str:
    """Return a text as it would be written now: percent signs stood apart from their figures in what is kept."""
    return _SIGN_APART.sub("%", text)


def _figure(parts: Mapping[str, Any]) -> Measured:
    return format_value(parts["figure"], Unit(parts["unit"]), currency=parts["currency"], digits=parts.get("digits", 1))


def _read(value: Any, info: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"a sentence is text, not {value!r}")
    return said_again(value, (info.context or {}).get(SAID) or {})


def _write(value: str, info: Any) -> str:
    noted = (info.context or {}).get(SAID)
    if noted is not None and isinstance(value, Said | Measured):
        noted[str(value)] = parts_of(value)
    return str(value)
