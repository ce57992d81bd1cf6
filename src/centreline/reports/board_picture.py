"""A board as a picture: stages across, lanes down, cards, notes and arrows, drawn on this machine without a browser."""

from centreline.reports.board_strokes import (
    COLUMN,
    EDGE,
    HEAD,
    LINE,
    STAGES,
    Picture,
    arrow,
    framed,
    grid_drawn,
    height_of_lane,
    lane_drawn,
    text,
)

__all__ = ["as_png", "as_svg"]

MOST_PIXELS = 40_000_000


def as_png(picture: Picture) -> bytes:
    """Return a picture as PNG, twice as fine as a screen where that is not too large."""
    import vl_convert

    svg, wide, high = _drawn(picture)
    return bytes(vl_convert.svg_to_png(svg, scale=2 if wide * high * 4 < MOST_PIXELS else 1))


def as_svg(picture: Picture) -> str:
    """Return a picture as SVG."""
    return _drawn(picture)[0]


def _drawn(picture: Picture) -> tuple[str, int, int]:
    wide = max(700, EDGE * 2 + HEAD + COLUMN * len(picture.stages))
    parts = [text(EDGE, 40, picture.title, size=22, bold=True), text(EDGE, 62, picture.says, colour="#555f66")]
    y, places = 84, dict[str, tuple[int, int]]()
    y += STAGES
    for lane in picture.lanes:
        high = height_of_lane(lane)
        parts += list(lane_drawn(lane, y, high, places))
        y += high
    parts += [line for one in picture.arrows for line in arrow(one, places)]
    parts += list(grid_drawn(picture.stages, top=84, bottom=y))
    for line in picture.below:
        y += LINE + 4
        parts.append(text(EDGE, y, line[: wide // 7], size=12))
    high = y + EDGE
    return framed(parts, wide, high), wide, high
