"""What a board is drawn of, on a screen's picture and on paper: cards, notes, facts and arrows as SVG."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

__all__ = [
    "COLUMN", "EDGE", "HEAD", "LINE", "STAGES",
    "Arrow", "Block", "Lane", "Picture",
    "arrow", "framed", "grid_drawn", "height_of_cell", "height_of_lane", "lane_drawn", "text",
]  # fmt: skip

HEAD, COLUMN, GAP, PAD, LINE, EDGE = 120, 250, 30, 9, 16, 24
STAGES = 30
"""Height of the row with the names of the stages."""

LETTERS, WORDS = 34, 15
"""Letters of a line in a block, and in the name of a lane: of the wider ones, as many as fit."""

MOST_LINES = 40
"""Lines of a block: a note of the longest kind has fewer."""

FRAME = "#aab4b9"
FILLS = {
    "card": "#ffffff", "fact": "none", "pain": "#fdeaea", "idea": "#e8f5ec", "question": "#fff4dc", "note": "#e3f1f2",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """Something in a cell.

    Attributes:
        key: Tells cards apart, for arrows; empty for others.
        title: In bold.
        says: Under it.
        look: card, fact, note, pain, idea, question, or group for the heading over notes.
    """

    key: str
    title: str
    says: str
    look: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: what it is called, and for each stage what stands in it."""

    title: str
    cells: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow between two cards, dashed where nobody wrote what is handed on."""

    source: str
    target: str
    number: int
    dashed: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn.

    Attributes:
        title: Above all.
        says: Under it: which version it is, and whether it is made up.
        stages: Titles of the columns.
        lanes: Lanes from above.
        arrows: Between cards.
        below: Lines under the board: the handoffs in words.
    """

    title: str
    says: str
    stages: tuple[str, ...]
    lanes: tuple[Lane, ...]
    arrows: tuple[Arrow, ...]
    below: tuple[str, ...]


def framed(parts: Sequence[str], wide: float, high: float, *, size: tuple[float, float] | None = None) -> str:
    """Return strokes as a whole drawing.

    Args:
        parts: What is drawn.
        wide: Of the drawing, in its own units.
        high: Of the drawing, in its own units.
        size: Width and height it is shown in; its own where nobody says.
    """
    shown = size or (wide, high)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{shown[0]:g}" height="{shown[1]:g}" '
        f'viewBox="0 0 {wide:g} {high:g}" font-family="Liberation Sans, sans-serif">'
        f'<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path d="M0 0L8 4L0 8Z" fill="#555f66"/></marker></defs>'
        f'<rect width="{wide:g}" height="{high:g}" fill="#ffffff"/>'
        f"{''.join(parts)}</svg>"
    )


def lane_drawn(lane: Lane, y: int, high: int, places: dict[str, tuple[int, int]]) -> Iterator[str]:
    """Draw a lane from `y` down, and write into `places` where each card of it stands."""
    for number, line in enumerate(textwrap.wrap(lane.title, WORDS)):
        yield text(EDGE + PAD, y + 20 + number * LINE, line, colour="#555f66", bold=True)
    for at, cell in enumerate(lane.cells):
        top = y + PAD
        for one in cell:
            x = EDGE + HEAD + at * COLUMN + (GAP // 2 if one.look == "card" else PAD)
            yield from _block(one, x, top)
            if one.key:
                places[one.key] = (x, top + 18)
            top += _tall(one) + PAD
    yield f'<path d="M{EDGE} {y + high}H{EDGE + HEAD + COLUMN * len(lane.cells)}" stroke="#d5dbde"/>'


def _block(one: Block, x: int, y: int) -> Iterator[str]:
    wide = COLUMN - (GAP if one.look == "card" else 2 * PAD)
    if one.look not in ("fact", "group"):
        box = f'x="{x}" y="{y}" width="{wide}" height="{_tall(one)}" rx="5"'
        yield f'<rect {box} fill="{FILLS[one.look]}" stroke="#aab4b9"/>'
    if one.look == "card":
        yield f'<rect x="{x}" y="{y}" width="4" height="{_tall(one)}" fill="#0b5a68"/>'
    lines = [(line, True) for line in _wrapped(one.title)] + [(line, False) for line in _wrapped(one.says)]
    for number, (line, bold) in enumerate(lines):
        colour = "#555f66" if bold and one.look == "fact" else "#16202a"
        yield text(x + PAD, y + 17 + number * LINE, line, bold=bold and one.look != "fact", size=12, colour=colour)


def grid_drawn(stages: Sequence[str], *, top: int, bottom: int) -> Iterator[str]:
    """Draw the names of the stages from `top` down, and the lines between them."""
    right = EDGE + HEAD + COLUMN * len(stages)
    for at, stage in enumerate(stages):
        yield text(EDGE + HEAD + at * COLUMN + PAD, top + 18, stage[: LETTERS - 4], bold=True)
    for at in range(len(stages) + 1):
        yield f'<path d="M{EDGE + HEAD + at * COLUMN} {top}V{bottom}" stroke="#d5dbde"/>'
    yield f'<rect x="{EDGE}" y="{top}" width="{right - EDGE}" height="{bottom - top}" fill="none" stroke="{FRAME}"/>'
    yield f'<path d="M{EDGE} {top + STAGES}H{right}" stroke="{FRAME}"/>'


def arrow(one: Arrow, places: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    """Draw an arrow between two cards; where only one of them stands here, its number beside that one."""
    if one.source == one.target:
        return
    source, target = places.get(one.source), places.get(one.target)
    if source is None or target is None:
        yield from _stub(one, source, target)
        return
    (left, top), (right, bottom) = source, target
    wide, bend = COLUMN - GAP, 28
    start, end = (left + wide if right >= left else left), (right if right > left else right + wide)
    out, into = (bend if right >= left else -bend), (-bend if right > left else bend)
    dash = ' stroke-dasharray="5 4"' if one.dashed else ""
    path = f"M{start} {top}C{start + out} {top} {end + into} {bottom} {end} {bottom}"
    yield f'<path d="{path}" fill="none" stroke="#555f66" stroke-width="1.5"{dash} marker-end="url(#head)"/>'
    yield from _numbered(one.number, start + (12 if out > 0 else -12), top)


def _stub(one: Arrow, source: tuple[int, int] | None, target: tuple[int, int] | None) -> Iterator[str]:
    if source is not None:
        yield from _numbered(one.number, source[0] + COLUMN - GAP + 2, source[1])
    if target is not None:
        yield from _numbered(one.number, target[0] - 2, target[1])


def _numbered(number: int, x: int, y: int) -> Iterator[str]:
    yield f'<circle cx="{x}" cy="{y}" r="9" fill="#ffffff" stroke="#555f66"/>'
    yield f'<text x="{x}" y="{y + 4}" font-size="11" text-anchor="middle" fill="#16202a">{number}</text>'


def height_of_lane(lane: Lane) -> int:
    """Return how high a lane is drawn: its highest cell, or its name where that is higher."""
    return max([*map(height_of_cell, lane.cells), LINE * len(textwrap.wrap(lane.title, WORDS)) + PAD]) + PAD


def height_of_cell(cell: Sequence[Block]) -> int:
    """Return how high the blocks of a cell are together."""
    return sum(_tall(one) + PAD for one in cell) + PAD


def _tall(one: Block) -> int:
    return 12 + LINE * (len(_wrapped(one.title)) + len(_wrapped(one.says)))


def _wrapped(written: str) -> list[str]:
    return textwrap.wrap(written, LETTERS, break_long_words=True, max_lines=MOST_LINES, placeholder=" …")


def text(  # noqa: PLR0913 - where it stands and how it looks
    x: int, y: int, written: str, *, size: int = 13, bold: bool = False, colour: str = "#16202a"
) -> str:
    """Return a line of text that begins at x, and stands on y."""
    weight = ' font-weight="bold"' if bold else ""
    clean = "".join(letter for letter in written if letter.isprintable())
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}"{weight}>{escape(clean)}</text>'
