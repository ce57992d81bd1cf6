"""Lines of words grouped into notes: those that stand together on one piece of paper."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from centreline.pictures.recognised import Colour, Line, Point, Reading

__all__ = ["ReadNote", "notes_in"]

MOST_GAP: Final = 1.3
"""Heights of a line that may lie between two lines of one note."""

MOST_APART: Final = 45.0
"""Distance of two colours, as points in a cube of 256, up to which they are one paper in uneven light."""

SURE: Final = (0.9, 0.7)
"""From the first on, a line is read well; from the second on, in part."""


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note that a machine found.

    Attributes:
        text: Its words, line by line.
        sure: `well`, `partly` or `badly`: how sure the machine is of the line it is least sure of.
        left: Left edge of its words, as a share of the picture's width.
        top: Upper edge, as a share of the picture's height.
        width: Share of the picture's width.
        height: Share of the picture's height.
    """

    text: str
    sure: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line in a picture that was turned until its lines lie level."""

    line: Line
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


def notes_in(reading: Reading) -> tuple[ReadNote, ...]:
    """Return the notes of a picture, from above, and from the left where they hang level."""
    angle = _angle(reading.lines)
    placed = [_turned(line, angle) for line in reading.lines]
    root = list(range(len(placed)))

    def top_of(at: int) -> int:
        while root[at] != at:
            at = root[at]
        return at

    for one in range(len(placed)):
        for other in range(one):
            if top_of(one) != top_of(other) and _belong(reading, placed[one], placed[other]):
                root[top_of(one)] = top_of(other)
    groups: dict[int, list[_Placed]] = {}
    for at, line in enumerate(placed):
        groups.setdefault(top_of(at), []).append(line)
    return tuple(_note(reading, group) for group in _as_read(list(groups.values())))


def _belong(reading: Reading, one: _Placed, other: _Placed) -> bool:
    """Say whether two lines stand on one note: near, alike in size, and with nothing but their paper between them."""
    low, high = sorted((one.height, other.height))
    if high > 1.8 * low or _apart(one.line.paper, other.line.paper) > MOST_APART:
        return False
    above, below = sorted((one, other), key=lambda each: each.top)
    down = below.top - above.bottom
    across = max(one.left, other.left) - min(one.right, other.right)
    beside, under = down < -0.5 * low and across < low, across < 0 and down < MOST_GAP * low
    if not beside and not under:
        return False
    between = _between(one.line, other.line)
    return min(_apart(reading.colour_at(between), paper.line.paper) for paper in (one, other)) <= MOST_APART


def _between(one: Line, other: Line) -> Point:
    """Return the place half way between the nearest edges of two lines, where they share one."""
    above, below = sorted((one, other), key=lambda line: sum(y for _x, y in line.corners))
    share = 0.15  # Near the left: lines of a note begin under one another, and letters end anywhere.
    down = [_along(above.corners[3], above.corners[2], share), _along(below.corners[0], below.corners[1], share)]
    return _along(down[0], down[1], 0.5)


def _along(begin: Point, end: Point, share: float) -> Point:
    return (begin[0] + (end[0] - begin[0]) * share, begin[1] + (end[1] - begin[1]) * share)


def _apart(one: Colour, other: Colour) -> float:
    return math.dist(one, other)


def _angle(lines: Sequence[Line]) -> float:
    """Return by how much the lines rise or fall, in radians: the middle one of those that are long enough to say."""
    angles = sorted(
        math.atan2(right[1] - left[1], right[0] - left[0])
        for left, right in (line.corners[:2] for line in lines if len(line.text) > 2)
    )
    return angles[len(angles) // 2] if angles else 0.0


def _turned(line: Line, angle: float) -> _Placed:
    cosine, sine = math.cos(-angle), math.sin(-angle)
    corners = [(x * cosine - y * sine, x * sine + y * cosine) for x, y in line.corners]
    across, down = [x for x, _y in corners], [y for _x, y in corners]
    return _Placed(line, min(across), max(across), min(down), max(down))


def _as_read(groups: list[list[_Placed]]) -> list[list[_Placed]]:
    """Return notes in the order somebody reads a wall: row by row, a row being as high as a usual note."""
    if not groups:
        return []
    tops = {id(group): min(one.top for one in group) for group in groups}
    heights = sorted(max(one.bottom for one in group) - tops[id(group)] for group in groups)
    row = max(1.0, heights[len(heights) // 2])
    return sorted(groups, key=lambda group: (round(tops[id(group)] / row), min(one.left for one in group)))


def _note(reading: Reading, group: list[_Placed]) -> ReadNote:
    rows: list[list[_Placed]] = []
    for one in sorted(group, key=lambda each: each.top):
        level = rows and one.top < rows[-1][0].top + rows[-1][0].height / 2
        rows[-1].append(one) if level else rows.append([one])
    text = "\n".join(" ".join(one.line.text for one in sorted(row, key=lambda each: each.left)) for row in rows)
    corners = [corner for one in group for corner in one.line.corners]
    left, right = min(x for x, _y in corners), max(x for x, _y in corners)
    top, bottom = min(y for _x, y in corners), max(y for _x, y in corners)
    width, height = reading.width, reading.height
    sure = _in_words(min(one.line.sure for one in group))
    return ReadNote(text, sure, left / width, top / height, (right - left) / width, (bottom - top) / height)


def _in_words(sure: float) -> str:
    return "well" if sure >= SURE[0] else "partly" if sure >= SURE[1] else "badly"
