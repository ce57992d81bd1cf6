"""Which numbers can be card numbers: who issues which first digits, at which lengths.

After ISO/IEC 7812-1 and the ranges the card schemes publish for those who route payments (Visa Core Rules; Mastercard
account range table with the 2221-2720 series; American Express, Discover with Diners Club International and UnionPay,
and JCB network bulletins), as gathered under https://en.wikipedia.org/wiki/Payment_card_number.
"""

from dataclasses import dataclass
from typing import Final

__all__ = ["Issuer", "checks_out", "issuer_of"]


@dataclass(frozen=True, slots=True)
class Issuer:
    """Numbers one scheme gives out.

    Attributes:
        name: The scheme.
        first: Lowest first six digits.
        last: Highest first six digits.
        lengths: How many digits such numbers have.
        common: Lengths nearly every card of the scheme has: such a number is a card without further signs.
    """

    name: str
    first: int
    last: int
    lengths: frozenset[int]
    common: frozenset[int]


def _of(name: str, first: str, last: str, lengths: tuple[int, ...], common: tuple[int, ...] = ()) -> Issuer:
    return Issuer(name, int(first.ljust(6, "0")), int(last.ljust(6, "9")), frozenset(lengths), frozenset(common))


ISSUERS: Final = (
    _of("Visa", "4", "4", (13, 16, 19), (16,)),
    _of("Mastercard", "51", "55", (16,), (16,)),
    _of("Mastercard", "2221", "2720", (16,), (16,)),
    _of("American Express", "34", "34", (15,), (15,)),
    _of("American Express", "37", "37", (15,), (15,)),
    _of("Diners Club", "300", "305", (14, 16, 17, 18, 19), (14,)),
    _of("Diners Club", "3095", "3095", (14, 16, 17, 18, 19), (14,)),
    _of("Diners Club", "36", "36", (14, 16, 17, 18, 19), (14,)),
    _of("Diners Club", "38", "39", (14, 16, 17, 18, 19), (14,)),
    _of("JCB", "3528", "3589", (16, 17, 18, 19), (16,)),
    _of("Discover", "6011", "6011", (16, 17, 18, 19), (16,)),
    _of("Discover", "644", "649", (16, 17, 18, 19), (16,)),
    _of("Discover", "65", "65", (16, 17, 18, 19), (16,)),
    _of("UnionPay", "62", "62", (16, 17, 18, 19), (16,)),
    _of("UnionPay", "81", "81", (16, 17, 18, 19)),
    _of("Maestro", "50", "50", (13, 14, 15, 16, 17, 18, 19)),
    _of("Maestro", "56", "58", (13, 14, 15, 16, 17, 18, 19)),
    _of("Maestro", "60", "61", (13, 14, 15, 16, 17, 18, 19)),
    _of("Maestro", "63", "63", (13, 14, 15, 16, 17, 18, 19)),
    _of("Maestro", "66", "69", (13, 14, 15, 16, 17, 18, 19)),
    _of("Mir", "2200", "2204", (16, 17, 18, 19), (16,)),
)

BY_FIRST_DIGIT: Final = {
    digit: tuple(issuer for issuer in ISSUERS if str(issuer.first)[0] == digit) for digit in "0123456789"
}

DOUBLED: Final = {str(digit): sum(divmod(2 * digit, 10)) for digit in range(10)}


def checks_out(digits: str) -> bool:
    """Return whether the last digit is the check digit of the others (Luhn, ISO/IEC 7812-1 annex B).

    One in ten numbers passes by luck, so this alone says little.

    >>> checks_out("4111111111111111"), checks_out("4111111111111112")
    (True, False)
    """
    total = sum(map(int, digits[-1::-2])) + sum(DOUBLED[digit] for digit in digits[-2::-2])
    return total % 10 == 0


def issuer_of(digits: str) -> Issuer | None:
    """Return who could have issued a card of this number, the likeliest first; None where nobody does.

    >>> issuer_of("378282246310005").name
    'American Express'
    """
    start = int(digits[:6])
    found = None
    for issuer in BY_FIRST_DIGIT[digits[0]]:
        if issuer.first <= start <= issuer.last and len(digits) in issuer.lengths:
            if len(digits) in issuer.common:
                return issuer
            found = found or issuer
    return found
