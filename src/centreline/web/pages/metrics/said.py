"""What a chart says, in the reader's words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from centreline.metrics.control import FEWEST
from centreline.metrics.course import Course, Spot
from centreline.web.frame.spoken import figure
from centreline.web.frame.templatetags.centreline_format import day, number

__all__ = ["grain_word", "rule_words", "says_of", "variation_of"]

_RULES = {
    "beyond_limits": gettext_lazy("outside the limits"),
    "eight_on_one_side": gettext_lazy("the eighth in a row on one side of the mean"),
    "six_in_one_direction": gettext_lazy("the sixth in a row rising or falling"),
    "two_of_three_near_a_limit": gettext_lazy("the second of three near one limit (beyond two sigma)"),
}

NAMED = 3
"""How many points that stand out a sentence names."""


def rule_words() -> dict[str, str]:
    """Return each rule in the reader's words, as it is said of the point that meets it."""
    return {rule: str(words) for rule, words in _RULES.items()}


def grain_word(course: Course) -> str:
    """Return what one period of a course is called."""
    return str({"day": _("day"), "week": _("week"), "month": _("month")}[course.grain])


def says_of(course: Course, *, currency: str) -> str:
    """Return what a chart shows in a sentence; of several stretches the newest speaks."""
    if not course.spots:
        return str(_("The records hold no whole %(grain)s of these days.") % {"grain": grain_word(course)})
    width = _width(course, currency=currency)
    if width is None:
        return _too_few(course)
    marked = [spot for spot in _newest(course) if spot.signals]
    if not marked:
        return str(_("%(width)s, and no point stands out.") % {"width": width})
    shown = "; ".join(f"{day(spot.on)}: {rule_words()[spot.signals[0]]}" for spot in marked[-NAMED:])
    says = ngettext(
        "%(width)s. %(count)s point stands out (%(shown)s): a reason to look, and no proof of a cause.",
        "%(width)s. %(count)s points stand out (the newest: %(shown)s): a reason to look, and no proof of a cause.",
        len(marked),
    )
    return str(says % {"width": width, "count": number(len(marked)), "shown": shown})


def variation_of(course: Course, *, better: str) -> tuple[str, str]:
    """Return what the newest point that could be tested says, and whether it lies up or down from the mean.

    Returns:
        improving, worsening, steady, unclear (a signal of a metric without a better side) or none; then up or down.
    """
    tested = [spot for spot in _newest(course) if spot.state == "tested"]
    mean = course.stretches[-1].mean if course.stretches else None
    if not tested or mean is None:
        return "none", "up"
    moves = "up" if (tested[-1].value or 0.0) >= mean else "down"
    if not tested[-1].signals:
        return "steady", moves
    if better == "neither":
        return "unclear", moves
    return ("improving" if (moves == "up") == (better == "higher") else "worsening"), moves


def _newest(course: Course) -> list[Spot]:
    return [spot for spot in course.spots if spot.stretch == len(course.stretches) - 1]


def _width(course: Course, *, currency: str) -> str | None:
    newest = course.stretches[-1]
    ends = {"mean": newest.mean, "low": newest.low, "high": newest.high}
    if None in ends.values():
        return None
    words = {name: figure(end, course.unit, currency=currency) for name, end in ends.items()}
    says = _("By itself it moves between %(low)s and %(high)s around %(mean)s from one %(grain)s to the next")
    return str(says % {**words, "grain": grain_word(course)})


def _too_few(course: Course) -> str:
    tested = sum(spot.state == "tested" for spot in _newest(course))
    says = ngettext(
        "No limits yet: %(count)s point could be tested, and at least %(fewest)s are needed.",
        "No limits yet: %(count)s points could be tested, and at least %(fewest)s are needed.",
        tested,
    )
    return str(says % {"count": number(tested), "fewest": number(FEWEST)})
