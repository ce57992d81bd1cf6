"""The metrics of a review as a list: level, value, what it was before, whether it moves, and how it is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from centreline.kernel.units import Unit
from centreline.web.frame.spoken import figure
from centreline.web.frame.templatetags.centreline_parts import assurance_words, variation_words
from centreline.web.pages.review.tiles import Tile

__all__ = ["Line", "lines_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """One metric of the list.

    Attributes:
        tile: The same metric as its tile shows it.
        level: Outcome or driver, as an intent names it; empty where none does.
        newest: The newest point of its chart; empty where there is none.
        prior: The point before it.
        change: From the one to the other, with its sign.
        variation: Whether it really moves, in words.
        assurance: Whether its target is met as things are, in words.
        counted: Which way of counting it is.
    """

    tile: Tile
    level: str
    newest: str
    prior: str
    change: str
    variation: str
    assurance: str
    counted: str


def lines_of(tiles: Sequence[Tile], *, levels: Mapping[str, str], currency: str) -> list[Line]:
    """Return a line for each headline metric, outcomes first.

    Args:
        tiles: The metrics.
        levels: Outcome or driver, by metric.
        currency: Of amounts of money.
    """
    lines = [_line(tile, level=levels.get(tile.number.metric, ""), currency=currency) for tile in tiles]
    return sorted(lines, key=lambda line: (line.level != _("Outcome"), line.level == ""))


def _line(tile: Tile, *, level: str, currency: str) -> Line:
    number = tile.number
    points = [one for one in number.chart.points if one.value is not None] if number.chart else []
    main = next((one for one in number.variants if one.main), None)
    unit, change = Unit(number.unit), ""
    newest, prior = (figure(points[-at].value, unit, currency=currency) if at <= len(points) else "" for at in (1, 2))
    if len(points) > 1:
        moved = (points[-1].value or 0.0) - (points[-2].value or 0.0)
        written = _written(abs(moved), unit, currency=currency)
        change = f"{'+' if moved > 0 else '−' if moved < 0 else '±'}{written}"
    return Line(
        tile,
        level,
        newest,
        prior,
        change,
        variation_words(tile.variation, tile.moves),
        assurance_words(tile.assurance),
        main.title if main else "",
    )


def _written(moved: float, unit: Unit, *, currency: str) -> str:
    """Return a difference; one of two shares is told in points, as a percentage of a percentage is read as either."""
    if unit is Unit.SHARE:
        return str(_("%(points)s points") % {"points": f"{100 * moved:.1f}"})
    return figure(moved, unit, currency=currency)
