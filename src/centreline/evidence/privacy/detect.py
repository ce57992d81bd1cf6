"""All detectors over one text."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from centreline.evidence.privacy.cards import cards, cards_in_names
from centreline.evidence.privacy.codes import codes, codes_after_cards, pins
from centreline.evidence.privacy.flat import flattened, settled
from centreline.evidence.privacy.iban import ibans
from centreline.evidence.privacy.national import national_ids
from centreline.evidence.privacy.passwords import passwords
from centreline.evidence.privacy.reaching import emails, phones
from centreline.evidence.privacy.span import Redacted, Span, replaced
from centreline.evidence.privacy.spoken import spoken_cards

__all__ = ["redacted", "redacted_with", "spans_in", "spans_in_name", "spans_in_worker", "taken_apart"]

SHORTEST: Final = 6
DIGIT: Final = re.compile(r"\d")
NEVER_KEYED: Final = frozenset({"cvv", "password"})
"""Kinds of which not even a digest is kept: what confirms a payment or opens a door."""
SEPARATORS: Final = re.compile(r"[^a-z0-9@]+")
STANDING: Final = re.compile(r"\[(?:card|cvv|iban|national id|password|email|phone)(?: ••••\d{4}| p_[0-9a-f]{12})?\]")
"""What a detector has put there before is left alone."""


def redacted(text: str) -> Redacted:
    """Return a text with what may not be kept replaced.

    >>> redacted("it is 4111 1111 1111 1111, mail ada@example.org").text
    'it is [card ••••1111], mail [email]'
    """
    if len(text) < SHORTEST:
        return Redacted(text, Counter())
    whole = settled(text)
    found = replaced(whole, spans_in(whole))
    return found if found.found else Redacted(text, found.found)


def spans_in(text: str) -> Iterator[Span]:
    """Yield everything that may not be kept, what matters most first."""
    flat = _with_places_kept(text)
    has_digits = DIGIT.search(flat) is not None
    if has_digits:
        yield from ibans(flat)
        typed = list(cards(flat))
        yield from typed
        yield from codes_after_cards(flat, typed)
    yield from spoken_cards(flat)
    yield from codes(flat)
    yield from pins(flat)
    yield from passwords(flat, text)
    if has_digits:
        yield from national_ids(flat)
    if "@" in flat:
        yield from emails(flat)
    if has_digits:
        yield from phones(flat)


def redacted_with(text: str, *, spans: Callable[[str], Iterator[Span]], token: Callable[[str, str], str]) -> Redacted:
    """Return a text in which what may not be kept is replaced so that two texts stay two.

    Args:
        text: The name of a row, or a label.
        spans: Finds what may not be kept.
        token: Makes what stands for it from its kind and what stood there.
    """
    if len(text) < SHORTEST:
        return Redacted(text, Counter())
    whole = settled(text)
    kept = [
        _with_token(span, SEPARATORS.sub("", flattened(whole[span.start : span.end])), token) for span in spans(whole)
    ]
    found = replaced(whole, kept)
    return found if found.found else Redacted(text, Counter())


def spans_in_name(text: str) -> Iterator[Span]:
    """Yield what may not be kept in the name of a row: cards, accounts and addresses, whatever stands around them."""
    yield from spans_in_worker(text)
    if "@" in text:
        yield from emails(_with_places_kept(text))


def spans_in_worker(text: str) -> Iterator[Span]:
    """Yield what may not be kept in the name of a worker: cards and accounts; an address may be their name."""
    flat = _with_places_kept(text)
    if DIGIT.search(flat) is not None:
        yield from ibans(flat)
        yield from cards_in_names(flat)


def taken_apart(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a stored text piece by piece, each with whether it stands for something that was taken out.

    >>> list(taken_apart("it is [card ••••1111], thanks"))
    [('it is ', False), ('[card ••••1111]', True), (', thanks', False)]
    """
    place = 0
    for found in STANDING.finditer(text):
        if found.start() > place:
            yield text[place : found.start()], False
        yield found[0], True
        place = found.end()
    if place < len(text):
        yield text[place:], False


def _with_token(span: Span, stood: str, token: Callable[[str, str], str]) -> Span:
    return span if span.kind in NEVER_KEYED else replace(span, shown=token(span.kind, SEPARATORS.sub("", stood)))


def _with_places_kept(text: str) -> str:
    """Return the text flattened, what stands for something already blotted out."""
    flat = flattened(text)
    if "[" not in text:
        return flat
    blotted = list(flat)
    for found in STANDING.finditer(text):
        blotted[found.start() : found.end()] = "\x00" * (found.end() - found.start())
    return "".join(blotted)
