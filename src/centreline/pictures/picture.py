"""What a picture is by its bytes, and the picture without place, time and camera; nothing of it is decoded here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from centreline.kernel.errors import ArgumentInvalid
from centreline.pictures import jpeg, png, webp
from centreline.pictures.parts import Parts

__all__ = ["LARGEST_BYTES", "MOST_PIXELS", "Picture", "picture_of"]

LARGEST_BYTES: Final = 20 * 1024**2
"""Bytes of a picture; what a telephone takes is a third of it."""

MOST_PIXELS: Final = 50_000_000
"""Points of a picture; more would be a bomb: small as a file, and gigabytes in memory."""

READERS: Final[Mapping[str, tuple[Callable[[bytes], bool], Callable[[bytes], Parts]]]] = {
    "image/jpeg": (jpeg.begins, jpeg.parts_of),
    "image/png": (png.begins, png.parts_of),
    "image/webp": (webp.begins, webp.parts_of),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept.

    Attributes:
        sort: `image/jpeg`, `image/png` or `image/webp`, by its content.
        width: Points across, as they are stored; a camera held upright stores them lying.
        height: Points down.
        content: The picture without what a camera adds, but for which side is up.
    """

    sort: str
    width: int
    height: int
    content: bytes


def picture_of(content: bytes, *, name: str) -> Picture:
    """Return a picture without what a camera or an editor adds: place, time, device, previews, comments.

    Args:
        content: What was sent.
        name: What it is called, for errors.

    Raises:
        ArgumentInvalid: it is no JPEG, PNG or WebP, or a broken or moving one, or it has too many points.
    """
    sort = next((sort for sort, (begins, _parts) in READERS.items() if begins(content)), None)
    if sort is None:
        raise ArgumentInvalid(
            "this is no picture that can be read", where=name, fix="choose a photograph as JPEG, PNG or WebP"
        )
    try:
        parts = READERS[sort][1](content)
    except ValueError as reason:
        raise ArgumentInvalid(
            f"the picture cannot be read: {reason}", where=name, fix="save it again as JPEG, then choose that"
        ) from reason
    if not 0 < parts.width * parts.height <= MOST_PIXELS:
        raise ArgumentInvalid(
            f"the picture has {parts.width:,} × {parts.height:,} points, and at most {MOST_PIXELS:,} are read",
            where=name,
            fix="make it smaller, or photograph the wall in two pictures",
        )
    return Picture(sort, parts.width, parts.height, parts.content)
