"""Values that stand under a name: the name says what the value is."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from centreline.evidence.privacy.detect import redacted, spans_in
from centreline.evidence.privacy.flat import settled
from centreline.evidence.privacy.span import Redacted, Span, replaced

__all__ = ["is_name_of_rows", "redacted_field"]

HUMPS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\-.\s/]+")
ROWS: Final = frozenset({"id", "ids", "uuid", "guid", "key", "sid", "arn", "uri", "url", "href", "ref", "etag"})


@lru_cache(maxsize=4096)
def _words(name: str) -> str:
    return " ".join(HUMPS.sub(" ", name).split()).lower()


@lru_cache(maxsize=4096)
def is_name_of_rows(name: str) -> bool:
    """Return whether a field of that name holds names of rows: contact_id, parentUuid, QueueARN.

    >>> is_name_of_rows("ContactId"), is_name_of_rows("paid")
    (True, False)
    """
    words = _words(name).split()
    return bool(words) and words[-1] in ROWS and "card" not in words


def redacted_field(name: str, text: str, *, redact_id: Callable[[str], Redacted]) -> Redacted:
    """Return the value of a field with what may not be kept replaced.

    Args:
        name: The field: a key of JSON, the header of a column.
        text: Its value.
        redact_id: Redacts names of rows so that two stay two.
    """
    if is_name_of_rows(name):
        return redact_id(text)
    if not (words := _words(name)) or not text:
        return redacted(text)
    before = f"{words}: "
    value = settled(text)
    inside = (span for span in spans_in(before + value) if span.end > len(before))
    found = replaced(value, (_moved(span, by=len(before)) for span in inside))
    return found if found.found else Redacted(text, found.found)


def _moved(span: Span, *, by: int) -> Span:
    return Span(max(0, span.start - by), span.end - by, span.kind, span.shown)
