"""A board as a picture: stages across, lanes down, cards, notes and arrows, drawn on this machine without a browser."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import vl_convert

__all__ = ["Arrow", "Block", "Lane", "Picture", "as_png", "as_svg"]

HEAD, COLUMN, GAP, PAD, LINE, EDGE = 120, 250, 30, 9, 16, 24
LETTERS, WORDS = 34, 15
"""Letters of a line in a block, and in the name of a lane: of the wider ones, as many as fit."""

MOST_PIXELS = 40_000_000
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


def as_png(picture: Picture) -> bytes:
    """Return a picture as PNG, twice as fine as a screen where that is not too large."""
    svg, wide, high = _drawn(picture)
    return bytes(vl_convert.svg_to_png(svg, scale=2 if wide * high * 4 < MOST_PIXELS else 1))


def as_svg(picture: Picture) -> str:
    """Return a picture as SVG."""
    return _drawn(picture)[0]


def _drawn(picture: Picture) -> tuple[str, int, int]:
    wide = max(700, EDGE * 2 + HEAD + COLUMN * len(picture.stages))
    parts = [_text(EDGE, 40, picture.title, size=22, bold=True), _text(EDGE, 62, picture.says, colour="#555f66")]
    y, places = 84, dict[str, tuple[int, int]]()
    for at, stage in enumerate(picture.stages):
        parts.append(_text(EDGE + HEAD + at * COLUMN + PAD, y + 18, stage[: LETTERS - 4], bold=True))
    y += 30
    for lane in picture.lanes:
        high = max([_high(cell) for cell in lane.cells] + [LINE * len(textwrap.wrap(lane.title, WORDS)) + PAD]) + PAD
        parts += list(_lane(lane, y, high, places))
        y += high
    parts += [line for arrow in picture.arrows for line in _arrow(arrow, places)]
    parts += list(_grid(picture, top=84, bottom=y))
    for line in picture.below:
        y += LINE + 4
        parts.append(_text(EDGE, y, line[: wide // 7], size=12))
    high = y + EDGE
    return _framed(parts, wide, high), wide, high


def _framed(parts: Sequence[str], wide: int, high: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        'font-family="Liberation Sans, sans-serif">'
        f'<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path d="M0 0L8 4L0 8Z" fill="#555f66"/></marker></defs><rect width="100%" height="100%" fill="#ffffff"/>'
        f"{''.join(parts)}</svg>"
    )


def _lane(lane: Lane, y: int, high: int, places: dict[str, tuple[int, int]]) -> Iterator[str]:
    for number, line in enumerate(textwrap.wrap(lane.title, WORDS)):
        yield _text(EDGE + PAD, y + 20 + number * LINE, line, colour="#555f66", bold=True)
    for at, cell in enumerate(lane.cells):
        top = y + PAD
        for block in cell:
            x = EDGE + HEAD + at * COLUMN + (GAP // 2 if block.look == "card" else PAD)
            yield from _block(block, x, top)
            if block.key:
                places[block.key] = (x, top + 18)
            top += _tall(block) + PAD
    yield f'<path d="M{EDGE} {y + high}H{EDGE + HEAD + COLUMN * len(lane.cells)}" stroke="#d5dbde"/>'


def _block(block: Block, x: int, y: int) -> Iterator[str]:
    wide = COLUMN - (GAP if block.look == "card" else 2 * PAD)
    if block.look not in ("fact", "group"):
        box = f'x="{x}" y="{y}" width="{wide}" height="{_tall(block)}" rx="5"'
        yield f'<rect {box} fill="{FILLS[block.look]}" stroke="#aab4b9"/>'
    if block.look == "card":
        yield f'<rect x="{x}" y="{y}" width="4" height="{_tall(block)}" fill="#0b5a68"/>'
    lines = [(line, True) for line in _wrapped(block.title)] + [(line, False) for line in _wrapped(block.says)]
    for number, (line, bold) in enumerate(lines):
        colour = "#555f66" if bold and block.look == "fact" else "#16202a"
        yield _text(x + PAD, y + 17 + number * LINE, line, bold=bold and block.look != "fact", size=12, colour=colour)


def _arrow(arrow: Arrow, places: dict[str, tuple[int, int]]) -> Iterator[str]:
    if arrow.source not in places or arrow.target not in places or arrow.source == arrow.target:
        return
    (left, top), (right, bottom) = places[arrow.source], places[arrow.target]
    wide, bend = COLUMN - GAP, 28
    start, end = (left + wide if right >= left else left), (right if right > left else right + wide)
    out, into = (bend if right >= left else -bend), (-bend if right > left else bend)
    dash = ' stroke-dasharray="5 4"' if arrow.dashed else ""
    path = f"M{start} {top}C{start + out} {top} {end + into} {bottom} {end} {bottom}"
    yield f'<path d="{path}" fill="none" stroke="#555f66" stroke-width="1.5"{dash} marker-end="url(#head)"/>'
    at = start + (12 if out > 0 else -12)
    yield f'<circle cx="{at}" cy="{top}" r="9" fill="#ffffff" stroke="#555f66"/>'
    yield f'<text x="{at}" y="{top + 4}" font-size="11" text-anchor="middle" fill="#16202a">{arrow.number}</text>'


def _grid(picture: Picture, *, top: int, bottom: int) -> Iterator[str]:
    right = EDGE + HEAD + COLUMN * len(picture.stages)
    for at in range(len(picture.stages) + 1):
        yield f'<path d="M{EDGE + HEAD + at * COLUMN} {top}V{bottom}" stroke="#d5dbde"/>'
    yield f'<rect x="{EDGE}" y="{top}" width="{right - EDGE}" height="{bottom - top}" fill="none" stroke="#aab4b9"/>'
    yield f'<path d="M{EDGE} {top + 30}H{right}" stroke="#aab4b9"/>'


def _high(cell: Sequence[Block]) -> int:
    return sum(_tall(block) + PAD for block in cell) + PAD


def _tall(block: Block) -> int:
    return 12 + LINE * (len(_wrapped(block.title)) + len(_wrapped(block.says)))


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, LETTERS, break_long_words=True, max_lines=12, placeholder=" …")


def _text(  # noqa: PLR0913 - where it stands and how it looks
    x: int, y: int, text: str, *, size: int = 13, bold: bool = False, colour: str = "#16202a"
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    clean = "".join(letter for letter in text if letter.isprintable())
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}"{weight}>{escape(clean)}</text>'
