"""A board on paper: a PDF whose sheets can be pinned side by side, each saying whose rows it shows and as of when."""

import io
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, floor

from centreline.reports.board_strokes import (
    COLUMN,
    EDGE,
    HEAD,
    LINE,
    STAGES,
    Block,
    Lane,
    Picture,
    arrow,
    framed,
    grid_drawn,
    height_of_cell,
    height_of_lane,
    lane_drawn,
    text,
)

__all__ = ["PAPERS", "Foot", "as_pdf", "sheets"]

PAPERS = {"a1": (2384, 1684), "a3": (1191, 842)}
"""Width and height of each paper, lying, in points; a board that is higher than wide is put on it standing."""

LEAST, TILED, MOST = 0.56, 0.64, 1.8
"""Points to a unit of the drawing: the least a whole board is shrunk to, what a tile has, and the most it grows to.

Small letters are 12 units high, so that on paper they have seven points or more.
"""

TOP, FOOT = 84, 64


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands under every sheet.

    Attributes:
        says: Whose rows, data to when, which version.
        counted: How a sheet is counted, with `{sheet}` and `{sheets}`.
    """

    says: str
    counted: str


@dataclass(frozen=True, slots=True)
class _Room:
    """How much of a board one sheet has room for, in units of the drawing."""

    wide: float
    high: float

    @property
    def columns(self) -> int:
        return max(1, floor((self.wide - 2 * EDGE - HEAD) / COLUMN))

    @property
    def rows(self) -> int:
        return int(self.high) - TOP - STAGES - FOOT


def as_pdf(picture: Picture, *, paper: str, foot: Foot) -> bytes:
    """Return a board as a PDF.

    Args:
        picture: The board.
        paper: One of `PAPERS`.
        foot: What stands under every sheet.
    """
    import vl_convert
    from pypdf import PdfWriter

    writer = PdfWriter()
    for sheet in sheets(picture, paper=paper, foot=foot):
        writer.append(io.BytesIO(vl_convert.svg_to_pdf(sheet)))
    writer.add_metadata({"/Title": picture.title, "/Subject": foot.says})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def sheets(picture: Picture, *, paper: str, foot: Foot) -> tuple[str, ...]:
    """Return the sheets of a board as drawings: one where it fits, else tiles from left to right and then down.

    Every tile repeats the names of its stages and lanes; a lane that is higher than a sheet goes on on the next. What
    is handed on is told in words below the last tile, or on sheets of its own.
    """
    lying = PAPERS[paper]
    zoomed = [(_zoom(picture, size), size) for size in (lying, lying[::-1])]
    cut = [(_Room(size[0] / zoom, size[1] / zoom), size) for zoom, size in zoomed]
    room, size = min(cut, key=lambda one: (len(list(_tiles(picture, one[0]))), one[0].wide))
    bodies = _bodies(picture, room)
    return tuple(
        framed(
            [*_head(picture), *body, *_foot(foot, room, sheet=at, sheets=len(bodies))], room.wide, room.high, size=size
        )
        for at, body in enumerate(bodies, 1)
    )


def _bodies(picture: Picture, room: _Room) -> list[list[str]]:
    """Return what stands between head and foot of each sheet."""
    drawn = [_tile(tile) for tile in _tiles(picture, room)]
    bodies = [body for body, _bottom in drawn]
    lines, bottom = _lines(picture, room), drawn[-1][1]
    fit = int((room.high - FOOT - bottom) // (LINE + 4)) - 1
    if len(lines) <= fit:
        bodies[-1] += _written(lines, bottom)
        return bodies
    per = int((room.high - TOP - FOOT) // (LINE + 4))
    return bodies + [_written(lines[at : at + per], TOP - LINE) for at in range(0, len(lines), per)]


def _zoom(picture: Picture, size: tuple[int, int]) -> float:
    wide = 2 * EDGE + HEAD + COLUMN * max(1, len(picture.stages))
    high = TOP + STAGES + FOOT + sum(map(height_of_lane, picture.lanes))
    whole = min(size[0] / wide, size[1] / high)
    return min(whole, MOST) if whole >= LEAST else TILED


def _tiles(picture: Picture, room: _Room) -> Iterator[Picture]:
    """Cut a board into parts of which each fits on a sheet."""
    down = list(_down([part for lane in picture.lanes for part in _parts(lane, room.rows)], room.rows))
    across = max(1, ceil(len(picture.stages) / room.columns))
    cuts = [round(at * len(picture.stages) / across) for at in range(across + 1)]
    for lanes in down:
        for first, last in pairwise(cuts):
            cut = tuple(replace(lane, cells=lane.cells[first:last]) for lane, _high in lanes)
            yield replace(picture, stages=picture.stages[first:last], lanes=cut)


def _down(lanes: list[Lane], most: int) -> Iterator[list[tuple[Lane, int]]]:
    """Put lanes together as long as they fit below each other."""
    held: list[tuple[Lane, int]] = []
    for lane in lanes:
        high = height_of_lane(lane)
        if held and sum(one for _lane, one in held) + high > most:
            yield held
            held = []
        held.append((lane, high))
    yield held


def _parts(lane: Lane, most: int) -> Iterator[Lane]:
    """Cut a lane that is higher than a sheet between its blocks."""
    left = lane.cells
    while True:
        here = tuple(_fitting(cell, most) for cell in left)
        yield replace(lane, cells=here)
        left = tuple(cell[len(taken) :] for cell, taken in zip(left, here, strict=True))
        if not any(left):
            return


def _fitting(cell: tuple[Block, ...], most: int) -> tuple[Block, ...]:
    taken = len(cell)
    while taken > 1 and height_of_cell(cell[:taken]) + EDGE > most:
        taken -= 1
    return cell[:taken]


def _tile(picture: Picture) -> tuple[list[str], int]:
    y, places, parts = TOP + STAGES, dict[str, tuple[int, int]](), list[str]()
    for lane in picture.lanes:
        high = height_of_lane(lane)
        parts += lane_drawn(lane, y, high, places)
        y += high
    parts += [line for one in picture.arrows for line in arrow(one, places)]
    return [*parts, *grid_drawn(picture.stages, top=TOP, bottom=y)], y


def _head(picture: Picture) -> Iterator[str]:
    yield text(EDGE, 40, picture.title, size=22, bold=True)
    yield text(EDGE, 62, picture.says, colour="#555f66")


def _foot(foot: Foot, room: _Room, *, sheet: int, sheets: int) -> Iterator[str]:
    y = int(room.high) - FOOT + 22
    yield f'<path d="M{EDGE} {y - 18}H{room.wide - EDGE:g}" stroke="#aab4b9"/>'
    counted = foot.counted.format(sheet=sheet, sheets=sheets)
    lines = textwrap.wrap(f"{foot.says} · {counted}", int(room.wide - 2 * EDGE) // 7)
    for at, line in enumerate(lines):
        yield text(EDGE, y + (LINE - 2) * at, line, size=12, colour="#555f66")


def _lines(picture: Picture, room: _Room) -> list[str]:
    letters = int(room.wide - 2 * EDGE) // 7
    return [part for line in picture.below for part in textwrap.wrap(line, letters, subsequent_indent="    ")]


def _written(lines: list[str], below: int) -> list[str]:
    return [text(EDGE, below + 8 + (LINE + 4) * at, line, size=12) for at, line in enumerate(lines, 1)]
