"""How a text is taken apart, as somebody chose it in the wizard: its encoding, delimiter and the row of its names."""

import codecs
from collections.abc import Mapping as Document
from dataclasses import dataclass

from django.utils.translation import gettext as _

from centreline.evidence.filling import HEADER_WITHIN
from centreline.evidence.mapmaking.glimpse import Glimpse, TextAs

__all__ = ["DELIMITERS", "ENCODINGS", "HEADER_WITHIN", "Guess", "chosen", "guesses"]

ENCODINGS = (
    "utf-8", "cp1252", "iso-8859-15", "cp1250", "cp1251", "cp1253", "cp1254", "mac_roman", "utf-16-le", "utf-16-be",
    "cp932", "gb18030", "big5", "euc_kr",
)  # fmt: skip
"""Encodings that are offered; a mapping may name any other."""

DELIMITERS = (",", ";", "tab", "|")


@dataclass(frozen=True, slots=True)
class Guess:
    """What was taken for one of the three, and what speaks for it."""

    value: str
    why: str


def chosen(said: Document[str, str]) -> TextAs:
    """Return what somebody chose; what is blank or none of what can be chosen is found."""
    encoding, delimiter = said.get("encoding", "").strip(), said.get("delimiter", "").strip()
    row = said.get("header_row", "").strip()
    is_row = row.isascii() and row.isdigit() and 1 <= int(row[:4]) <= HEADER_WITHIN
    return TextAs(
        encoding if encoding and _is_encoding(encoding) else None,
        delimiter if delimiter in DELIMITERS else None,
        int(row) if is_row else None,
    )


def guesses(glimpse: Glimpse, said: TextAs) -> dict[str, Guess]:
    """Return what stands for each of the three, and why it does."""
    told = {"n": len(glimpse.columns)}
    most, above = _("no other gives as many columns: %(n)d"), _("no row above it names as many columns: %(n)d")
    mine, mark = _("as you chose"), "tab" if glimpse.delimiter == "\t" else glimpse.delimiter or ""
    return {
        "encoding": _encoding(glimpse, said),
        "delimiter": Guess(mark, mine if said.delimiter else most % told),
        "header_row": Guess(str(glimpse.header_row or ""), mine if said.header_row else above % told),
    }


def _encoding(glimpse: Glimpse, said: TextAs) -> Guess:
    if glimpse.marked:
        return Guess(glimpse.marked, _("the file begins with its mark, before which no other counts"))
    if said.encoding:
        return Guess(said.encoding, _("as you chose"))
    if glimpse.encoding:
        return Guess(
            glimpse.encoding, _("it is not Unicode, and most older exports are this: look at letters with accents")
        )
    return Guess("utf-8", _("all that was looked at is valid Unicode"))


def _is_encoding(name: str) -> bool:
    try:
        codecs.lookup(name)
        b"x".decode(name, "ignore")
    except (LookupError, ValueError):
        return False
    return True
