"""A JPEG without what a camera adds: segments that hold points stay, and one that says which side is up."""

import struct
from collections.abc import Iterator

from centreline.pictures.parts import Parts

__all__ = ["begins", "parts_of"]

START, END, SCAN = 0xD8, 0xD9, 0xDA
SIZES = frozenset({0xC0, 0xC1, 0xC2, 0xC3})
"""Frames that are read everywhere; each says how large the picture is."""

KEPT = frozenset({*SIZES, 0xC4, 0xDB, 0xDD, SCAN, 0xE0, 0xEE})
"""Segments that a picture needs: its size, tables and scans, and how its colours are meant."""

EXIF = 0xE1
ORIENTATION = 0x0112
NO_MARKERS = frozenset({0x00, 0xFF, *range(0xD0, 0xD8)})
"""What follows 0xFF within a scan without ending it."""


def begins(content: bytes) -> bool:
    """Say whether something begins as a JPEG does."""
    return content.startswith(b"\xff\xd8\xff")


def parts_of(content: bytes) -> Parts:
    """Return a JPEG of the segments it needs; what follows its end, such as a film, is left out.

    Raises:
        ValueError: it ends too soon, or says no size.
    """
    width = height = 0
    up, kept = 1, list[bytes]()
    for marker, segment in _segments(content):
        if marker in SIZES:
            if len(segment) < 9:
                raise ValueError("it says no size")
            height, width = struct.unpack_from(">HH", segment, 5)
        if marker == EXIF:
            up = _orientation(segment[4:]) or up
        elif marker in KEPT:
            kept.append(segment)
    if not width:
        raise ValueError("it says no size")
    return Parts(width, height, b"".join([b"\xff\xd8", _which_side_is_up(up), *kept, b"\xff\xd9"]))


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each segment with its marker, a scan with what follows it, until the end of the first picture."""
    at = 2
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        if at + 2 > len(content) or content[at] != 0xFF:
            raise ValueError("it ends too soon")
        marker = content[at + 1]
        if marker == END:
            return
        if at + 4 > len(content):
            raise ValueError("it ends too soon")
        ends = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if marker == SCAN:
            ends = _end_of_scan(content, ends)
        if ends > len(content) or ends < at + 4:
            raise ValueError("it ends too soon")
        yield marker, content[at:ends]
        at = ends


def _end_of_scan(content: bytes, at: int) -> int:
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        if content[at + 1] not in NO_MARKERS:
            return at
        at += 1 if content[at + 1] == 0xFF else 2
    raise ValueError("it ends too soon")


def _orientation(exif: bytes) -> int | None:
    """Return which side is up, 1 to 8, as EXIF says it; None where it says nothing that can be read."""
    if not exif.startswith(b"Exif\0\0"):
        return None
    tiff = exif[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 10:
        return None
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    if first + 2 > len(tiff):
        return None
    (entries,) = struct.unpack_from(f"{order}H", tiff, first)
    for number in range(entries):
        at = first + 2 + 12 * number
        if at + 10 > len(tiff):
            return None
        tag, value = struct.unpack_from(f"{order}H6xH", tiff, at)
        if tag == ORIENTATION:
            return value if 1 <= value <= 8 else None
    return None


def _which_side_is_up(orientation: int) -> bytes:
    """Return a segment of EXIF that says nothing else; nothing where the picture stands as it is stored."""
    if orientation == 1:
        return b""
    tiff = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, ORIENTATION, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
