"""A PNG without what an editor adds: the chunks that hold points stay."""

import struct

from centreline.pictures.parts import Parts

__all__ = ["begins", "parts_of"]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"IDAT", b"IEND"})


def begins(content: bytes) -> bool:
    """Say whether something begins as a PNG does."""
    return content.startswith(SIGNATURE)


def parts_of(content: bytes) -> Parts:
    """Return a PNG of the chunks it needs; of a moving one its first picture.

    Raises:
        ValueError: it ends too soon, or says no size.
    """
    kept, at = [SIGNATURE], len(SIGNATURE)
    if content[at + 4 : at + 8] != b"IHDR" or len(content) < at + 24:
        raise ValueError("it says no size")
    width, height = struct.unpack_from(">II", content, at + 8)
    while kept[-1][4:8] != b"IEND":
        if at + 12 > len(content):
            raise ValueError("it ends too soon")
        ends = at + 12 + struct.unpack_from(">I", content, at)[0]
        if ends > len(content):
            raise ValueError("it ends too soon")
        if content[at + 4 : at + 8] in KEPT:
            kept.append(content[at:ends])
        at = ends
    return Parts(width, height, b"".join(kept))
