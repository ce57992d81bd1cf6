"""National identity, insurance and tax numbers of the countries whose languages are read."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from centreline.evidence.privacy.context import About, said_about
from centreline.evidence.privacy.span import Span

__all__ = ["national_ids"]

EDGE: Final = r"(?<![a-z0-9+])(?<!\d[.,/-])"
END: Final = r"(?![a-z0-9])(?!-\d)"

SSN: Final = re.compile(rf"{EDGE}(?!000|666|9)\d{{3}}(?P<between>[ -]?)(?!00)\d{{2}}(?P=between)(?!0000)\d{{4}}{END}")
"""United States: area, group and serial number; no check digit (ssa.gov, “The SSN numbering scheme”)."""
NINO: Final = re.compile(
    rf"{EDGE}(?!bg|gb|nk|kn|tn|nt|zz)[abceghjklmnoprstwxyz][abceghjklmnprstwxyz] ?\d\d ?\d\d ?\d\d ?[abcd]{END}"
)
"""United Kingdom: two letters, six digits, a letter; no check digit (HMRC manual NIM39110)."""
STEUER_ID: Final = re.compile(rf"{EDGE}[1-9]\d(?:(?P<spaced> )\d{{3}} \d{{3}} \d{{3}}|\d{{9}}){END}")
"""Germany: eleven digits (Bundeszentralamt für Steuern; ISO 7064 MOD 11,10)."""
NIR: Final = re.compile(
    rf"{EDGE}[12] ?\d\d ?(?:0[1-9]|1[0-2]|[2-4]\d|5[0-9]|[67]\d|8[0-9]|9\d) ?(?:\d\d|2[ab]) ?\d{{3}} ?\d{{3}}"
    rf"(?: ?[-/]? ?\d\d)?{END}"
)
"""France: sex, year, month, department, commune, number, and a key of two digits (INSEE)."""
DNI: Final = re.compile(rf"{EDGE}(?:\d{{8}}|\d{{2}}\.\d{{3}}\.\d{{3}}|[xyz][ -]?\d{{7}})[ -]?[a-z]{END}")
"""Spain: eight digits, or X, Y or Z and seven digits, and a letter (Ministerio del Interior)."""
DNI_LETTERS: Final = "trwagmyfpdxbnjzsqvhlcke"

CALLED: Final = re.compile(
    r"(?<![a-z])(?:ssn|social security\w*(?: number)?|social|national insurance|nino?|ni number|steuer\w*"
    r"|idnr|tax id\w*|tin|taxpayer|securite sociale|secu|nir|numero de secu|dni|nie|nif|documento|identidad|identity"
    r"|id card|ausweis\w*)(?![a-z])[^\d\x00]{0,30}\Z"
)


def national_ids(flat: str) -> Iterator[Span]:
    """Yield national ids whose check digits are right, or, where there are none, which are laid out or spoken of so."""
    for shape, is_one in SHAPES:
        for found in shape.finditer(flat):
            called = CALLED.search(flat, max(0, found.start() - 50), found.start()) is not None
            if is_one(found, called) and (called or not _is_looked_up(flat, found)):
                yield Span(*found.span(), "national id", "[national id]")


def _is_looked_up(flat: str, found: re.Match[str]) -> bool:
    return said_about(flat, start=found.start(), end=found.start()) is About.LOOKED_UP


def _is_ssn(found: re.Match[str], called: bool) -> bool:
    return called or found["between"] == "-"


def _is_nino(found: re.Match[str], called: bool) -> bool:
    return called or " " in found[0] or len(found[0]) == 9


def _is_steuer_id(found: re.Match[str], called: bool) -> bool:
    digits = found[0].replace(" ", "")
    if not (called or found["spaced"]) or len(set(digits[:10])) not in {8, 9}:
        return called and _iso_7064(digits)
    return _iso_7064(digits)


def _iso_7064(digits: str) -> bool:
    product = 10
    for digit in digits[:-1]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(digits[-1])


def _is_nir(found: re.Match[str], called: bool) -> bool:
    signs = re.sub(r"[ /-]", "", found[0])
    if len(signs) == 13:
        return called
    number = signs[:13].replace("2a", "19").replace("2b", "18")
    return number.isdigit() and signs[13:].isdigit() and 97 - int(number) % 97 == int(signs[13:])


def _is_dni(found: re.Match[str], called: bool) -> bool:
    signs = re.sub(r"[ .-]", "", found[0])
    number = int(signs[:-1].replace("x", "0").replace("y", "1").replace("z", "2"))
    return DNI_LETTERS[number % 23] == signs[-1] or called


SHAPES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], bool], bool]], ...]] = (
    (SSN, _is_ssn),
    (NINO, _is_nino),
    (STEUER_ID, _is_steuer_id),
    (NIR, _is_nir),
    (DNI, _is_dni),
)
