"""The picture of a journey as SVG: lanes, touchpoints, handoffs, and a mark on everything that has findings.

The picture holds no colours: the page's style sheet gives them, so one picture serves light, dark and paper.
"""

from itertools import pairwise

from markupsafe import Markup, escape

from centreline.kernel.units import Unit, format_value
from centreline.reports.journey_layout import CARD_HEIGHT, CARD_WIDTH, Layout, Placed, Route, lay_out
from centreline.reports.sections.journeys import Arrow, Card, JourneyPicture, Mark

__all__ = ["draw_journey", "draw_mark"]

_SHAPES = {
    "critical": '<rect x="-11" y="-11" width="22" height="22" rx="2"/>',
    "high": '<path d="M0-15 14 10H-14Z"/>',
    "medium": '<path d="M0-13.5 13.5 0 0 13.5-13.5 0Z"/>',
    "low": '<circle r="10"/>',
}
_LETTERS_PER_LINE = 25
_CORNER = 6


def draw_journey(picture: JourneyPicture) -> Markup:
    """Return one journey as an SVG with a title and a description in words.

    Args:
        picture: The journey, its touchpoints and the findings on them.
    """
    layout = lay_out(picture)
    head = Markup(
        '<div class="wide" style="--wide:{wide}px"><div class="scroll" tabindex="0" role="group" aria-label="{label}">'
        '<svg class="journey" role="img" aria-labelledby="{key}-t {key}-d" viewBox="0 -4 {wide} {high}">'
        '<title id="{key}-t">Journey map: {title}</title><desc id="{key}-d">{described}</desc>'
    ).format(
        wide=layout.width,
        high=layout.height + 8,
        key=f"map-{picture.id}",
        label=f"Picture of the journey {picture.title}",
        title=picture.title,
        described=_described(picture),
    )
    drawn = [_drawn_lanes(layout), _drawn_stages(layout, picture), *(_drawn_route(route) for route in layout.routes)]
    cards = [_drawn_card(placed, outside=_outside(placed.card, picture)) for placed in layout.placed]
    return head + Markup("".join([*drawn, *cards])) + Markup("</svg></div></div>")


def draw_mark(mark: Mark, *, x: float = 0, y: float = 0) -> Markup:
    """Return the mark of one severity, its count in it, as a group that stands at (x, y)."""
    lift = 6 if mark.severity == "high" else 4
    count = mark.count if mark.count < 100 else "99+"
    return Markup(
        f'<g class="mark {escape(mark.severity)}" transform="translate({x:g} {y:g})">{_SHAPES[mark.severity]}'
        f'<text y="{lift}">{count if mark.count else ""}</text></g>'
    )


def _described(picture: JourneyPicture) -> str:
    marked = sum(1 for card in picture.cards if card.marks)
    unowned = sum(1 for card in picture.cards if card.owner is None)
    return (
        f"{len(picture.cards)} touchpoints in {len(picture.stages)} stages, {len(picture.arrows)} handoffs; "
        f"{marked} touchpoints have findings and {unowned} have no owner. The table below the picture says the same."
    )


def _drawn_lanes(layout: Layout) -> str:
    return "".join(
        f'<g class="lane"><rect x="0" y="{lane.y}" width="{layout.width}" height="{lane.height}"/>'
        f'<text x="14" y="{lane.y + 20}">{escape(lane.title)}</text></g>'
        for lane in layout.lanes
    )


def _drawn_stages(layout: Layout, picture: JourneyPicture) -> str:
    drawn = []
    for band, stage in zip(layout.stages, picture.stages, strict=True):
        left, right = band.x - 14, band.x + band.width + 18
        [line, *_] = _lines(stage.title, most=1, letters=26 * band.columns)
        drawn.append(
            f'<g class="stage"><path d="M{left} 8H{right}L{right + 12} 28 {right} 48H{left}L{left + 12} 28Z"/>'
            f'<text x="{band.x + 10}" y="33">{escape(line)}</text></g>'
        )
    return "".join(drawn)


def _drawn_route(route: Route) -> str:
    kind = "agreed" if route.arrow.agreed else "loose"
    return (
        f'<g class="handoff {kind}"><title>{escape(_said(route.arrow))}</title>'
        f'<path class="line" d="{_rounded(route.corners)}"/><path class="head" d="{_head(route)}"/></g>'
    )


def _head(route: Route) -> str:
    (_, from_y), (x, y) = route.corners[-2:]
    if from_y == y:
        return f"M{x - 9} {y - 5}L{x} {y}L{x - 9} {y + 5}Z"
    return f"M{x - 5} {y - 9}L{x} {y}L{x + 5} {y - 9}Z"


def _said(arrow: Arrow) -> str:
    passes = ", ".join(arrow.passes) or "nothing written down"
    time = "no time agreed" if arrow.within_s is None else f"within {_time(arrow.within_s)}"
    return f"Hands on to {arrow.end_title}: {passes}; {time}."


def _time(seconds: int) -> str:
    return format_value(seconds * 1000, Unit.MILLISECONDS)


def _rounded(corners: tuple[tuple[int, int], ...]) -> str:
    path = [f"M{corners[0][0]} {corners[0][1]}"]
    for (before, here), (_, after) in pairwise(list(pairwise(corners))):
        radius = min(_CORNER, _length(before, here) // 2, _length(here, after) // 2)
        near, far = _towards(here, before, radius), _towards(here, after, radius)
        path.append(f"L{near[0]} {near[1]}Q{here[0]} {here[1]} {far[0]} {far[1]}")
    return "".join([*path, f"L{corners[-1][0]} {corners[-1][1]}"])


def _length(one: tuple[int, int], other: tuple[int, int]) -> int:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(here: tuple[int, int], there: tuple[int, int], by: int) -> tuple[int, int]:
    def step(one: int, other: int) -> int:
        return one + by * ((other > one) - (other < one))

    return step(here[0], there[0]), step(here[1], there[1])


def _outside(card: Card, picture: JourneyPicture) -> tuple[str, ...]:
    inside = {other.id for other in picture.cards}
    return tuple(arrow.end_title for arrow in picture.arrows if arrow.start == card.id and arrow.end not in inside)


def _drawn_card(placed: Placed, *, outside: tuple[str, ...]) -> str:
    card = placed.card
    title = "".join(
        f'<text class="name" x="12" y="{24 + 16 * number}">{escape(line)}</text>'
        for number, line in enumerate(_lines(card.title, most=2, letters=_LETTERS_PER_LINE))
    )
    how = " · ".join([*(_word(channel) for channel in card.channels), *_machine(card)])
    rows = [
        f'<text class="owner" x="12" y="60">{escape(_cut(card.owner or "nobody answers for it", 28))}</text>',
        f'<text class="how" x="12" y="75">{escape(_cut(how or "no channel written down", 29))}</text>',
        f'<text class="how" x="12" y="90">{escape(_cut(_last_line(card, outside), 29))}</text>',
    ]
    marks = "".join(
        draw_mark(mark, x=CARD_WIDTH - 14 - 27 * number, y=0) for number, mark in enumerate(reversed(card.marks))
    )
    kinds = f"worst-{card.marks[0].severity if card.marks else 'none'}{'' if card.owner else ' unowned'}"
    return (
        f'<g class="card {kinds}" transform="translate({placed.x} {placed.y})"><title>{escape(_told(card))}</title>'
        f'<rect width="{CARD_WIDTH}" height="{CARD_HEIGHT}" rx="7"/>{title}{"".join(rows)}{marks}</g>'
    )


def _machine(card: Card) -> tuple[str, ...]:
    return () if card.automation == "none" else (card.automation,)


def _last_line(card: Card, outside: tuple[str, ...]) -> str:
    if outside:
        return f"→ {', '.join(outside)}"
    return "" if card.contacts is None else f"{card.contacts:,} contacts"


def _told(card: Card) -> str:
    found = ", ".join(f"{mark.count} {mark.severity}" for mark in card.marks) or "none"
    return f"{card.title}. Answers for it: {card.owner or 'nobody'}. Findings: {found}."


def _word(key: str) -> str:
    return key.replace("_", " ")


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def _lines(text: str, *, most: int, letters: int) -> list[str]:
    lines = [""]
    for word in text.split():
        candidate = f"{lines[-1]} {word}".strip()
        if len(candidate) <= letters or not lines[-1]:
            lines[-1] = candidate
        else:
            lines.append(word)
    shown = [_cut(line, letters) for line in lines[:most]]
    if len(lines) > most:
        shown[-1] = f"{_cut(shown[-1], letters - 1).rstrip('…')}…"
    return shown
