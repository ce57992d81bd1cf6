"""International bank account numbers."""

import re
from collections.abc import Iterator
from typing import Final

from centreline.evidence.privacy.span import Span

__all__ = ["LENGTHS", "ibans"]

LENGTHS: Final = {
    code: int(length)
    for code, length in re.findall(
        r"(\w\w)(\d\d)",
        "ad24 ae23 al28 at20 az28 ba20 be16 bg22 bh22 bi27 br29 by28 ch21 cr22 cy28 cz24 de22 dj27 dk18 do28 ee20 eg29"
        " es24 fi18 fk18 fo18 fr27 gb22 ge22 gi23 gl18 gr27 gt28 hn28 hr21 hu28 ie22 il23 iq23 is26 it27 jo30 kw30 kz20"
        " lb28 lc32 li21 lt20 lu20 lv21 ly25 mc27 md24 me22 mk19 mn20 mr27 mt31 mu30 ni28 nl18 no15 om23 pk24 pl28 ps29"
        " pt25 qa29 ro24 rs22 ru33 sa24 sc31 sd18 se24 si19 sk24 sm27 so23 st25 sv28 tl23 tn24 tr26 ua29 va22 vg24 xk20"
        " ye30",
    )
}
"""Characters of an account number by country (SWIFT IBAN registry, ISO 13616)."""
START: Final = re.compile(r"(?<![a-z0-9])[a-z]{2}[ -]?\d[ -]?\d(?=[ \t\r\n.-]{0,2}[a-z0-9])")
MOST_BETWEEN: Final = 2
NAMED: Final = re.compile(r"iban\W{0,4}(?:\w{2,8}\W{1,3}){0,3}\Z")


def ibans(flat: str) -> Iterator[Span]:
    """Yield account numbers of a country's length whose check digits are right, or which are called an IBAN."""
    place = 0
    while (start := START.search(flat, place)) is not None:
        place = start.start() + 2
        length = LENGTHS.get(flat[start.start() : start.start() + 2])
        end, number = _taken(flat, start.start(), length) if length else (0, "")
        if end and (_checks_out(number) or NAMED.search(flat, max(0, start.start() - 40), start.start())):
            yield Span(start.start(), end, "iban", "[iban]")
            place = end


def _taken(flat: str, start: int, length: int) -> tuple[int, str]:
    """Return where a number of that length ends, and the number; 0 where something else comes first."""
    taken: list[str] = []
    between = 0
    for place in range(start, len(flat)):
        character = flat[place]
        if character.isascii() and character.isalnum():
            taken.append(character)
            between = 0
            if len(taken) == length:
                whole = place + 1 == len(flat) or not flat[place + 1].isalnum()
                return (place + 1, "".join(taken)) if whole else (0, "")
        elif character not in " -\t\r\n." or (between := between + 1) > MOST_BETWEEN:
            break
    return 0, ""


def _checks_out(number: str) -> bool:
    moved = number[4:] + number[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1
