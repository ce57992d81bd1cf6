"""Where things stand in the picture of a journey: cards in stages and lanes, handoffs routed between them.

Stages are columns, whoever serves a touchpoint is a lane, and every handoff runs through the gutters between the
cards, each on a track of its own, so that no line crosses a card and no two lines hide each other.
"""

from collections import Counter
from dataclasses import dataclass

from centreline.reports.sections.journeys import Arrow, Card, JourneyPicture

__all__ = ["CARD_HEIGHT", "CARD_WIDTH", "Band", "Lane", "Layout", "Placed", "Route", "lay_out"]

CARD_WIDTH = 176
CARD_HEIGHT = 98
_GUTTER = 44
_ROW_GAP = 36
_HEAD = 62
_LANE_HEAD = 42
_LANE_FOOT = 22
_PITCH = CARD_HEIGHT + _ROW_GAP
_ROOM = 5  # columns of cards that a page shows without shrinking them
_TRACKS = 5
_TRACK_GAP = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """A card and its upper left corner."""

    card: Card
    column: int
    row: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Band:
    """A stage: the left edge of its first column, and how many columns of cards it has."""

    x: int
    columns: int

    @property
    def width(self) -> int:
        """From the left edge of its first card to the right edge of its last."""
        return self.columns * (CARD_WIDTH + _GUTTER) - _GUTTER


@dataclass(frozen=True, slots=True)
class Lane:
    """A band of the picture: whoever serves the touchpoints in it."""

    title: str
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Route:
    """A handoff and the corners its line turns at."""

    arrow: Arrow
    corners: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture: its size, stages, lanes, cards and lines."""

    width: int
    height: int
    stages: tuple[Band, ...]
    lanes: tuple[Lane, ...]
    placed: tuple[Placed, ...]
    routes: tuple[Route, ...]


def lay_out(picture: JourneyPicture) -> Layout:
    """Return where every card, lane and handoff of a journey stands, in pixels."""
    widths = _columns_of_stages(picture)
    starts = {stage.id: sum(widths[:number]) for number, stage in enumerate(picture.stages)}
    lanes: list[Lane] = []
    placed: list[Placed] = []
    y, row = _HEAD, 0
    for title in picture.lanes:
        cards = [card for card in picture.cards if card.lane == title]
        deep = max(
            (_rows(cards, stage.id, wide) for stage, wide in zip(picture.stages, widths, strict=True)), default=1
        )
        height = _LANE_HEAD + deep * CARD_HEIGHT + (deep - 1) * _ROW_GAP + _LANE_FOOT
        lanes.append(Lane(title, y, height))
        for stage, wide in zip(picture.stages, widths, strict=True):
            among = [card for card in cards if card.stage == stage.id]
            placed += _stood(among, first=starts[stage.id], wide=wide, row=row, y=y + _LANE_HEAD)
        y, row = y + height, row + deep
    bands = tuple(Band(_edge(starts[stage.id]), wide) for stage, wide in zip(picture.stages, widths, strict=True))
    routes = _Router(placed, last_row=row - 1).routes(picture.arrows)
    return Layout(_edge(sum(widths)), y + 1, bands, tuple(lanes), tuple(placed), routes)


def _edge(column: int) -> int:
    return _GUTTER + column * (CARD_WIDTH + _GUTTER)


def _rows(cards: list[Card], stage: str, wide: int) -> int:
    return max(1, -(-sum(card.stage == stage for card in cards) // wide))


def _columns_of_stages(picture: JourneyPicture) -> list[int]:
    """Return how many columns each stage gets: one, and more for the crowded ones while the page has room."""
    counts = Counter((card.stage, card.lane) for card in picture.cards)
    most = [max((counts[stage.id, lane] for lane in picture.lanes), default=0) for stage in picture.stages]
    wide = [1] * len(most)
    while sum(wide) < _ROOM:
        depths = [-(-count // columns) for count, columns in zip(most, wide, strict=True)]
        deepest = max(depths, default=0)
        if deepest < 2:
            break
        wide[depths.index(deepest)] += 1
    return wide


def _stood(cards: list[Card], *, first: int, wide: int, row: int, y: int) -> list[Placed]:
    return [
        Placed(card, first + at % wide, row + at // wide, _edge(first + at % wide), y + at // wide * _PITCH)
        for at, card in enumerate(cards)
    ]


class _Router:
    """Finds a way through the gutters for one handoff after the other."""

    def __init__(self, placed: list[Placed], *, last_row: int) -> None:
        self._placed = {item.card.id: item for item in placed}
        self._tops = {item.row: item.y for item in placed}
        self._last_row = last_row
        self._used: Counter[tuple[str, int]] = Counter()

    def routes(self, arrows: tuple[Arrow, ...]) -> tuple[Route, ...]:
        """Return a route for each handoff whose two ends stand in this picture."""
        inside = [arrow for arrow in arrows if arrow.end in self._placed and arrow.end != arrow.start]
        return tuple(Route(arrow, self._corners(arrow)) for arrow in inside)

    def _corners(self, arrow: Arrow) -> tuple[tuple[int, int], ...]:
        start, end = self._placed[arrow.start], self._placed[arrow.end]
        if start.column == end.column and end.row == start.row + 1:
            x = start.x + CARD_WIDTH // 2 + self._track("below", start.column * 1000 + start.row)
            return ((x, start.y + CARD_HEIGHT), (x, end.y))
        leaves = (start.x + CARD_WIDTH, start.y + 62 + self._track(f"out {start.card.id}", 0))
        enters = (end.x, end.y + 34 + self._track(f"in {end.card.id}", 0))
        out = start.x + CARD_WIDTH + _GUTTER // 2 + self._track("gutter", start.column + 1)
        if end.column == start.column + 1:
            return (leaves, (out, leaves[1]), (out, enters[1]), enters)
        back = end.x - _GUTTER // 2 + self._track("gutter", end.column)
        across = self._channel(start, end)
        return (leaves, (out, leaves[1]), (out, across), (back, across), (back, enters[1]), enters)

    def _channel(self, start: Placed, end: Placed) -> int:
        below = start.row > end.row or (start.row == end.row and start.column >= end.column)
        if below and end.row < self._last_row:
            return end.y + CARD_HEIGHT + 12 + self._track("channel", end.row + 1)
        return end.y - 14 + self._track("channel", end.row)

    def _track(self, kind: str, number: int) -> int:
        # 0, +1, -1, +2, -2 …: the first line keeps the middle and the others step aside.
        turn = self._used[kind, number] % _TRACKS
        self._used[kind, number] += 1
        return _TRACK_GAP * ((turn + 1) // 2 if turn % 2 else -(turn // 2))
