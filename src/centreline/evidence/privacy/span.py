"""A stretch of text that may not be kept, and what stands for it."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Redacted", "Span", "replaced"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch that may not be kept.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        kind: What it is: card, cvv, iban, national id, password, email, phone.
        shown: What stands for it.
    """

    start: int
    end: int
    kind: str
    shown: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with what may not be kept replaced.

    Attributes:
        text: What may be kept.
        found: How many stretches of each kind were replaced.
    """

    text: str
    found: Counter[str]


def replaced(text: str, spans: Iterable[Span]) -> Redacted:
    """Return the text with every span replaced; of two that overlap the one named first stays."""
    taken: list[Span] = []
    for span in spans:
        place = bisect(taken, span.start, key=lambda other: other.start)
        is_free_before = place == 0 or taken[place - 1].end <= span.start
        if is_free_before and (place == len(taken) or span.end <= taken[place].start):
            taken.insert(place, span)
    if not taken:
        return Redacted(text, Counter())
    parts, place = [], 0
    for span in taken:
        parts += [text[place : span.start], span.shown]
        place = span.end
    return Redacted("".join([*parts, text[place:]]), Counter(span.kind for span in taken))
