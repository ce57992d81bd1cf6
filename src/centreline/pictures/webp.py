"""A WebP without what a camera or an editor adds: the chunks that hold points stay."""

import struct
from collections.abc import Iterator

from centreline.pictures.parts import Parts

__all__ = ["begins", "parts_of"]

KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH"})
ALPHA = 0x10
"""The one flag of an extended WebP that stays: it can be seen through."""


def begins(content: bytes) -> bool:
    """Say whether something begins as a WebP does."""
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def parts_of(content: bytes) -> Parts:
    """Return a WebP of the chunks it needs.

    Raises:
        ValueError: it ends too soon, says no size, or moves.
    """
    kept, size = [], None
    for name, body in _chunks(content):
        if name in (b"ANIM", b"ANMF"):
            raise ValueError("it moves")
        if name == b"VP8X" and len(body) >= 10:
            body = bytes([body[0] & ALPHA]) + body[1:]  # noqa: PLW2901 - the same chunk, with fewer flags
        if name in KEPT:
            size = _larger(size, _size(name, body))
            kept.append(name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2))
    if size is None:
        raise ValueError("it says no size")
    inside = b"WEBP" + b"".join(kept)
    return Parts(*size, b"RIFF" + struct.pack("<I", len(inside)) + inside)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 12, min(len(content), 8 + struct.unpack_from("<I", content, 4)[0])
    while at + 8 <= end:
        length = struct.unpack_from("<I", content, at + 4)[0]
        if at + 8 + length > len(content):
            raise ValueError("it ends too soon")
        yield content[at : at + 4], content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _size(name: bytes, body: bytes) -> tuple[int, int] | None:
    """Return the points across and down that a chunk speaks of; None where it says none."""
    if name == b"VP8X" and len(body) >= 10:
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if name == b"VP8L" and len(body) >= 5:
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if name == b"VP8 " and body[3:6] == b"\x9d\x01\x2a" and len(body) >= 10:
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _larger(one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int] | None:
    return max((size for size in (one, other) if size is not None), key=lambda size: size[0] * size[1], default=None)
