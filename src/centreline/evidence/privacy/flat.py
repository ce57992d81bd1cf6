"""Text as the detectors look at it: small letters without accents, plain digits, plain spaces, each in its place."""

import unicodedata
from typing import Final

__all__ = ["flattened", "settled"]

BEYOND_UNICODE: Final = 0x110000


class _Plain(dict[int, int]):
    """The plain character for each odd one, found when it is first met; always exactly one for one."""

    def __missing__(self, code: int) -> int:
        plain = self[code] = ord(_plain(chr(code)))
        return plain


def _plain(character: str) -> str:
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    kind = unicodedata.category(character)
    if kind == "Pd" or character == "\u2212":
        return "-"
    if kind in {"Zs", "Cf", "Cc", "Mn"} and character not in "\n\r\t":
        return " "
    bare = unicodedata.normalize("NFKD", character)[0].lower()
    if character == "ß":
        return "s"
    return bare if len(bare) == 1 else character


PLAIN: Final = _Plain()


def settled(text: str) -> str:
    """Return the text with letters and their accents in one character each, where it is written otherwise."""
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def flattened(text: str) -> str:
    """Return a text of the same length in which every character is as plain as it can be.

    >>> flattened("Prüfziffer ４１１１–1234")
    'prufziffer 4111-1234'
    """
    return text.lower() if text.isascii() else text.translate(PLAIN)
