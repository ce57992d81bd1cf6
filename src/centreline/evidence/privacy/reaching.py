"""How a person can be reached: e-mail addresses and telephone numbers in the middle of other text."""

import re
from collections.abc import Iterator
from typing import Final

from centreline.evidence.privacy.context import About, said_about
from centreline.evidence.privacy.span import Span

__all__ = ["emails", "phones"]

LOCAL: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.!#$%&'*+/=?^_`{|}~-")
DOMAIN: Final = re.compile(r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}+)\.){1,8}[a-z][a-z0-9-]{1,62}")
LONGEST_LOCAL: Final = 64

INTERNATIONAL: Final = r"(?<![\w+])(?<!\d[ ./-])(?<![a-z][#.-])(?:\+|00)\s?[1-9]\d{0,2}(?:[ ().\-/]{0,3}\d){6,13}(?!\d)"
AMERICAN: Final = r"(?<![\w.+-])(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\w-])"
TRUNK: Final = r"(?<![\w.+/-])(?<!\d[ ])\(?0\d{2,5}\)?(?: ?[/-] ?|  ?)\d{4,9}(?:[ -]\d{2,5}){0,3}(?![\w-])"
PAIRS: Final = r"(?<!\d[ ])(?<![a-z]#)(?<![\w.+-])0[1-9](?:[ .-]?\d{2}){4}(?![\w-])"
SPANISH: Final = r"(?<![\w.+-])[6-9]\d{2}[ .-](?:\d{3}[ .-]\d{3}|\d{2}[ .-]\d{2}[ .-]\d{2})(?![\w-])"
SHAPES: Final = re.compile("|".join((INTERNATIONAL, AMERICAN, TRUNK, PAIRS, SPANISH)))
CALLED: Final = re.compile(
    r"(?<![a-z])(?:phone|telephone|mobile|cell|call (?:me|us|her|him)?(?: back)?|ring me|reach me|whats ?app|sms"
    r"|text me|tel|telefon\w*|handy\w*|mobil\w*|ruckruf\w*|festnetz|movil|celular|telefono|llam\w+|portable"
    r"|rappel\w+|fixe)"
    r"(?![a-z])[^\d\n+(\x00]{0,30}+(\+?\(?\d(?:[ ().\-/]{0,3}\d){6,14})(?!\d)"
)
DATE: Final = re.compile(
    r"\d{4}[./ -]\d{1,2}[./ -]\d{1,2}(?!\d)|\d{1,2}[./ -]\d{1,2}[./ -](?:19|20)\d\d(?!\d)|(?:19|20)\d{6}\Z"
)
NEAR: Final = 30


def emails(flat: str) -> Iterator[Span]:
    """Yield e-mail addresses."""
    place = 0
    while (sign := flat.find("@", place)) >= 0:
        start = sign
        while start > place and sign - start < LONGEST_LOCAL and flat[start - 1] in LOCAL:
            start -= 1
        domain = DOMAIN.match(flat, sign)
        place = domain.end() if domain else sign + 1
        if domain and start < sign:
            yield Span(start, domain.end(), "email", "[email]")


def phones(flat: str) -> Iterator[Span]:
    """Yield telephone numbers: written as they are in Europe and America, or spoken of as one."""
    for found in CALLED.finditer(flat):
        if not DATE.match(found[1]):
            yield Span(*found.span(1), "phone", "[phone]")
    for found in SHAPES.finditer(flat):
        near = flat[max(0, found.start() - NEAR) : found.start()]
        is_looked_up = said_about(near, start=len(near), end=len(near)) is About.LOOKED_UP
        if DATE.match(found[0]) or (is_looked_up and not found[0].startswith("+")):
            continue
        yield Span(*found.span(), "phone", "[phone]")
