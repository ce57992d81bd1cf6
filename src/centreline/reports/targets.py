"""Whether a value meets the target of a measure, and the target in words."""

from centreline.blueprint.measure import Measure
from centreline.kernel.said import all_of, said
from centreline.kernel.units import Unit, format_value

__all__ = ["assured", "meets", "target_in_words"]


def meets(measure: Measure, value: float | None) -> bool | None:
    """Say whether a value meets the target of a measure; None without a target or a value."""
    if value is None or (measure.at_least is None and measure.at_most is None):
        return None
    enough = measure.at_least is None or value >= measure.at_least
    return enough and (measure.at_most is None or value <= measure.at_most)


def target_in_words(measure: Measure, *, unit: Unit, currency: str) -> str | None:
    """Return the target of a measure as a person reads it, or None where it has none."""
    ends = ((said("at least {figure}"), measure.at_least), (said("at most {figure}"), measure.at_most))
    aims = [words.filled(figure=format_value(end, unit, currency=currency)) for words, end in ends if end is not None]
    return all_of(aims) or None


def assured(low: float, high: float, *, at_least: float | None, at_most: float | None) -> str:
    """Return whether a target is met as things are: reliable, missed, or met by chance.

    Args:
        low: Lower natural limit.
        high: Upper natural limit.
        at_least: Target from below; None where it is open.
        at_most: Target from above.

    >>> assured(0.7, 0.9, at_least=0.8, at_most=None)
    'chance'
    """
    floor = float("-inf") if at_least is None else at_least
    ceiling = float("inf") if at_most is None else at_most
    if low >= floor and high <= ceiling:
        return "reliable"
    return "missed" if high < floor or low > ceiling else "chance"
