"""Lines of words in a picture, as a machine reads them; only work asks for it, since it loads a quarter of a gigabyte.

The recogniser is `rapidocr-onnxruntime` (ADR 35): it and its models come with the extra `centreline[photos]`, and
nothing is sent anywhere.
"""

import importlib.util
import io
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from centreline.kernel.errors import FileUnreadable, PlaceUnusable
from centreline.pictures.picture import MOST_PIXELS
from centreline.pictures.spaces import with_spaces

__all__ = ["INSTALL", "Line", "Reading", "can_recognise", "recognised"]

INSTALL: Final = "pip install 'centreline[photos]'"
"""What whoever runs the server types so that pictures are read."""

WITHOUT_SCREEN: Final = "pip install --force-reinstall --no-deps opencv-python-headless, which needs no screen"
"""What helps where a machine has no library for windows, which `opencv-python` loads."""

LONGEST_SIDE: Final = 2_400
"""Points of the longer side that is read; letters of a wall stay legible, and memory stays below a gigabyte."""

AT_ONCE: Final = 6
"""Lines that are read between two looks at whether somebody wants it to stop."""

NO_MEMORY: Final = ("alloc", "memory")
"""Words by which the recogniser says that memory is short; its errors have no kind of their own for that."""

Point = tuple[float, float]
Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words.

    Attributes:
        text: What it says.
        sure: How sure the machine is, 0 to 1.
        corners: Where it stands in points of the reading: upper left, upper right, lower right, lower left.
        paper: Colour it stands on, each part 0 to 255.
    """

    text: str
    sure: float
    corners: tuple[Point, Point, Point, Point]
    paper: Colour


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a picture.

    Attributes:
        width: Points across of the picture as it was read, upright.
        height: Points down.
        lines: Lines in no order that means something.
        colour_at: Answers which colour a place has, as the middle of its surroundings.
    """

    width: int
    height: int
    lines: tuple[Line, ...]
    colour_at: Callable[[Point], Colour]


def can_recognise() -> bool:
    """Say whether the recogniser is installed; it is not loaded for that."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr_onnxruntime", "PIL"))


def recognised(content: bytes, *, name: str, progress: Callable[[int, int], None]) -> Reading:
    """Return the lines of words in a picture.

    Args:
        content: A picture, as `picture_of` returns it.
        name: What it is called, for errors.
        progress: Told how many lines are read, and of how many; it may raise to end the reading.

    Raises:
        PlaceUnusable: the recogniser is not installed.
        FileUnreadable: the picture is broken inside.
        MemoryError: it does not fit into the memory that its process may hold.
    """
    if not can_recognise():
        raise PlaceUnusable("pictures are not read here", where="this installation", fix=INSTALL)
    points = _upright(content, name=name)
    try:
        lines = _lines(points, progress)
    except Exception as reason:
        if any(word in str(reason).casefold() for word in NO_MEMORY):
            raise MemoryError(f"the recogniser ran out of memory: {reason}") from reason
        raise
    height, width = points.shape[:2]
    return Reading(width, height, lines, lambda at: _colour(points, at, reach=4))


def _lines(points: Any, progress: Callable[[int, int], None]) -> tuple[Line, ...]:
    engine = _recogniser()(intra_op_num_threads=1, inter_op_num_threads=1, max_side_len=LONGEST_SIDE)
    boxes, _seconds = engine.auto_text_det(points)
    boxes = [] if boxes is None else list(boxes)
    crops = engine.get_crop_img_list(points, boxes) if boxes else []
    read = list(_read(engine.text_rec, crops, progress))
    lines = [_line(points, box, text, sure) for box, (text, sure) in zip(boxes, read, strict=True)]
    return tuple(one for one in lines if one.text)


def _recogniser() -> Any:
    try:
        from rapidocr_onnxruntime import RapidOCR
    except ImportError as reason:  # installed, and yet a library of the system that it draws with may be missing
        raise PlaceUnusable(
            f"the recogniser does not start: {reason}", where="this installation", fix=WITHOUT_SCREEN
        ) from reason
    return RapidOCR


def _upright(content: bytes, *, name: str) -> Any:
    """Return the points of a picture, blue first, upright and no larger than is read."""
    import numpy
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as reason:
        raise FileUnreadable(
            f"the picture is broken: {reason}", where=name, fix="save it again as JPEG, then choose that"
        ) from reason
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    paper = Image.new("RGBA", upright.size, "white")
    paper.alpha_composite(upright)
    return numpy.ascontiguousarray(numpy.asarray(paper.convert("RGB"))[:, :, ::-1])


def _read(
    reads: Callable[..., Any], crops: Sequence[Any], progress: Callable[[int, int], None]
) -> Iterator[tuple[str, float]]:
    for begin in range(0, len(crops), AT_ONCE):
        progress(begin, len(crops))
        part = list(crops[begin : begin + AT_ONCE])
        found, _seconds = reads(part, return_word_box=True)
        for crop, (text, sure, (length, _words, places, *_rest)) in zip(part, found, strict=True):
            across = [place for word in places for place in word]
            yield with_spaces(crop, text, across, length=length).strip(), float(sure)


def _line(points: Any, box: Any, text: str, sure: float) -> Line:
    corners = [(float(x), float(y)) for x, y in box]
    middle = (sum(x for x, _y in corners) / 4, sum(y for _x, y in corners) / 4)
    height = math.dist(corners[0], corners[3])
    paper = _colour(points, middle, reach=max(3, round(height / 2)))
    return Line(text, sure, (corners[0], corners[1], corners[2], corners[3]), paper)


def _colour(points: Any, at: Point, *, reach: int) -> Colour:
    """Return the middle of the colours around a place: letters are fewer than the paper they stand on."""
    import numpy

    height, width = points.shape[:2]
    x, y = min(max(round(at[0]), 0), width - 1), min(max(round(at[1]), 0), height - 1)
    around = points[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1]
    blue, green, red = (float(part) for part in numpy.median(around.reshape(-1, 3), axis=0))
    return (red, green, blue)
