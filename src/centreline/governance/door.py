"""The door for what people write: card numbers and the like are taken out before anything of it is kept.

Records pass a door when they are brought (`evidence.privacy`); what somebody types into a note, a comment or a claim,
in the browser or by the API, passes this one. Both look with the same detectors. E-mail addresses and telephone
numbers stay: people write whom to ask.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from centreline.evidence.privacy.detect import spans_in
from centreline.evidence.privacy.flat import settled
from centreline.evidence.privacy.span import replaced
from centreline.governance.entry import Body
from centreline.kernel.errors import ArgumentInvalid

__all__ = ["check_names", "cleaned", "cleaned_body"]

Whole = TypeVar("Whole", bound=Body)
STAYS: Final = frozenset({"email", "phone"})
"""Kinds that the door of records replaces, and people may write."""


def cleaned(value: Any, found: Counter[str]) -> Any:
    """Return a value of JSON with what may not be kept replaced in every text of it.

    Args:
        value: A text, or lists and objects of texts.
        found: Counts, by kind, what was replaced.
    """
    if isinstance(value, str):
        return _cleaned_text(value, found)
    if isinstance(value, dict):
        return {_cleaned_text(str(name), found): cleaned(one, found) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(one, found) for one in value]
    return value


def cleaned_body(body: Whole, found: Counter[str]) -> Whole:
    """Return what an entry says with what may not be kept replaced; the same one where there is nothing of the kind.

    Raises:
        ArgumentInvalid: what is left does not fit its field, such as a key that was a card number.
    """
    here: Counter[str] = Counter()
    fields = cleaned(body.model_dump(mode="json"), here)
    if not here:
        return body
    found.update(here)
    try:
        return type(body).model_validate(fields)
    except ValidationError as reason:
        raise _refused(here) from reason


def check_names(*names: str) -> None:
    """Stop where a key may not be kept as it is: names are not mended, they are refused.

    Raises:
        ArgumentInvalid: one of them holds something that may not be kept.
    """
    found: Counter[str] = Counter()
    cleaned(names, found)
    if found:
        raise _refused(found)


def _refused(found: Mapping[str, int]) -> ArgumentInvalid:
    """Return the reason to stop where something may not be kept and cannot be taken out."""
    return ArgumentInvalid(
        f"a name or a key holds what may not be kept here: {', '.join(sorted(found))}",
        where="the form or the request that was sent",
        fix="write it without card numbers, bank accounts, national ids and passwords",
    )


def _cleaned_text(text: str, found: Counter[str]) -> str:
    whole = settled(text)
    left = replaced(whole, (span for span in spans_in(whole) if span.kind not in STAYS))
    found.update(left.found)
    return left.text if left.found else text
