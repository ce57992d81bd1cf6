"""Archives looked through before anything in them is believed: what they claim, then what really comes out."""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import IO

__all__ = ["MOST_INFLATED", "MOST_MEMBERS", "why_refused"]

MOST_MEMBERS = 2_000
MOST_INFLATED = 200 * 1024 * 1024
"""Bytes that everything in an archive may come to."""

HIGHEST_RATIO = 100
RATIO_COUNTS_FROM = 4 * 1024 * 1024
STEP = 1024 * 1024

PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
DECLARED = tuple(
    word.encode(kind) for word in ("<!DOCTYPE", "<!ENTITY") for kind in ("utf-8", "utf-16-le", "utf-16-be")
)
"""How a part of a workbook begins to say what its words shall mean: no workbook needs that, and bombs do."""


def why_refused(content: IO[bytes], *, in_workbook: bool) -> str | None:
    """Return what is wrong with an archive, to follow its name; None where nothing is.

    Everything is inflated once, a piece at a time and into nothing: an archive may lie about its sizes.

    Args:
        content: The bytes of a ZIP archive.
        in_workbook: Whether its parts are those of a workbook, which may hold pictures but no other language.
    """
    try:
        with zipfile.ZipFile(content) as archive:
            members = archive.infolist()
            return _claims(members) or _contents(archive, members, in_workbook=in_workbook)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return "is damaged or cut off"


def _claims(members: Sequence[zipfile.ZipInfo]) -> str | None:
    if len(members) > MOST_MEMBERS:
        return f"holds {len(members):,} files, more than {MOST_MEMBERS:,}"
    if any(member.flag_bits & 1 for member in members):
        return "is locked with a password"
    for member in members:
        parts = re.split(r"[/\\]", member.filename)
        if ".." in parts or member.filename.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", member.filename):
            return f"holds a file that wants to lie elsewhere: {member.filename[:60]!r}"
        if stat.S_ISLNK(member.external_attr >> 16):
            return f"holds a link instead of a file: {member.filename[:60]!r}"
    return _too_much(sum(member.file_size for member in members), sum(member.compress_size for member in members))


def _too_much(inflated: int, packed: int) -> str | None:
    if inflated > MOST_INFLATED:
        return f"holds more than {MOST_INFLATED // STEP} MB when it is inflated"
    if inflated > RATIO_COUNTS_FROM and inflated > HIGHEST_RATIO * packed:
        return f"grows more than {HIGHEST_RATIO} times when it is inflated, as no real export does"
    return None


def _contents(archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], *, in_workbook: bool) -> str | None:
    inflated = packed = 0
    for member in members:
        packed += member.compress_size
        last = b""
        for place, piece in enumerate(_pieces(archive, member)):
            inflated += len(piece)
            if (said := _too_much(inflated, packed)) is not None:
                return said
            if place == 0 and piece.startswith(PACKED):
                return f"holds another archive: {member.filename[:60]!r}"
            if in_workbook and any(word in last + piece for word in DECLARED):
                return f"declares words of its own in {member.filename[:60]!r}, as no workbook does"
            last = piece[-20:]
    return None


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as part:
        while piece := part.read(STEP):
            yield piece
