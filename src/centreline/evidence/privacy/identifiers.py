"""Identifiers in one form, so that the same person has the same pseudonym however a source writes them."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, Final

__all__ = ["KINDS", "is_pseudonym", "normalised"]

PSEUDONYM: Final = re.compile(r"p_[0-9a-f]{20}")
LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
SETTLED_PHONE: Final = re.compile(
    r"\+(?:1[2-9]\d\d[2-9]\d{6}|33[1-9]\d{8}|34[6789]\d{8}|49(?:1[5-7]\d{8,9}|[2-9]\d{6,10})|44[1-37]\d{9})",
    re.ASCII,
)
"""Numbers that are in international form already, in countries where that can be told without tables."""
NOT_A_WORD: Final = re.compile(r"[\W\d_]+")
YEAR_FIRST: Final = re.compile(r"(\d{4})[-./]?(\d{2})[-./]?(\d{2})(?:[T ].*)?", re.DOTALL | re.ASCII)
YEAR_LAST: Final = re.compile(r"(\d{1,2})([-./ ])(\d{1,2})\2(\d{4})", re.ASCII)


def is_pseudonym(text: str) -> bool:
    """Return whether the text is a pseudonym already; those are never made into another one.

    >>> is_pseudonym("p_0123456789abcdef0123"), is_pseudonym("ada@example.org")
    (True, False)
    """
    return len(text) == 22 and PSEUDONYM.fullmatch(text) is not None


def normalised(text: str, *, of: str, region: str | None = None) -> str:
    """Return an identifier in its one form.

    Args:
        text: As the source writes it.
        of: What it is, one of `KINDS`.
        region: ISO country of telephone numbers that name none; without it such numbers stay as their digits.

    >>> normalised(" Ada@Example.ORG ", of="email"), normalised("Müller, Jörg", of="name")
    ('ada@example.org', 'jorg muller')
    >>> normalised("030 901820", of="phone", region="DE"), normalised("3.12.1985", of="birth")
    ('+4930901820', '1985-12-03')
    """
    plain = text.strip()
    if of == "phone":
        return _phone(plain, region=region) or plain
    return FORMS[of](plain) or plain


def _customer(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _email(text: str) -> str:
    address = unicodedata.normalize("NFC", text).lower().removeprefix("mailto:").strip()
    if address.endswith(">") and "<" in address:
        address = address[address.rindex("<") + 1 : -1]
    return address.strip()


def _name(text: str) -> str:
    # Marks go first: ǣ is an æ with a line above, and only then is it an ae. Folding may bring marks of its own.
    letters = _without_marks(_without_marks(text).casefold().translate(LETTERS)).casefold()
    return " ".join(sorted(NOT_A_WORD.sub(" ", letters).split()))


def _without_marks(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def _birth(text: str) -> str:
    if (found := YEAR_FIRST.fullmatch(text)) is not None:
        return _day(found[1], found[2], found[3]) or text
    if (found := YEAR_LAST.fullmatch(text)) is not None:
        first, second = int(found[1]), int(found[3])
        if found[2] == "." or first > 12 or first == second:
            return _day(found[4], found[3], found[1]) or text
        if second > 12:
            return _day(found[4], found[1], found[3]) or text
    return text  # 3/4/1985 is two days: it stays as it is and is found under no other.


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _signs_only(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())


def _phone(text: str, *, region: str | None) -> str:
    if SETTLED_PHONE.fullmatch(text):
        return text
    number = re.sub(r"^(?:tel|sip|sips|whatsapp|sms):", "", text.lower()).split("@")[0].split(";")[0].strip()
    digits = "".join(str(unicodedata.decimal(sign)) for sign in number if sign.isdecimal())
    library = _library()
    try:
        parsed = library.parse(f"+{digits[2:]}" if digits.startswith("00") else number, region)
    except library.NumberParseException:
        return digits
    return str(library.format_number(parsed, library.PhoneNumberFormat.E164))


@cache
def _library() -> Any:
    import phonenumbers  # Its tables take a tenth of a second, which only telephone numbers should cost.

    return phonenumbers


FORMS: Final[dict[str, Callable[[str], str]]] = {
    "customer": _customer,
    "email": _email,
    "name": _name,
    "birth": _birth,
    "postcode": _signs_only,
    "account": _signs_only,
}
KINDS: Final = ("customer", "phone", *sorted(FORMS.keys() - {"customer"}))
"""What an identifier can be."""
