"""How the review puts counts, shares, days and keys into words."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from centreline.kernel.estimate import Estimate
from centreline.kernel.said import Said, in_a_row, said, said_of
from centreline.kernel.units import Unit, format_value, short_share

__all__ = ["FILTERS", "amount", "counted", "day", "interval", "listed", "sentence", "share", "spaced"]

_ENDS = (".", "!", "?", "…")

_COUNTED = {
    "contact": said_of("{n:,} contact", "{n:,} contacts"),
    "doubt": said_of("{n:,} doubt", "{n:,} doubts"),
    "more point": said_of("{n:,} more point", "{n:,} more points"),
    "finding": said_of("{n:,} finding", "{n:,} findings"),
    "question": said_of("{n:,} question", "{n:,} questions"),
    "row": said_of("{n:,} row", "{n:,} rows"),
    "table": said_of("{n:,} table", "{n:,} tables"),
    "touchpoint": said_of("{n:,} touchpoint", "{n:,} touchpoints"),
}
"""What sentences count that are read in other languages too."""

_IRREGULAR = {"person": "people", "query": "queries", "capability": "capabilities"}


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where that is right.

    >>> counted(1, "finding"), counted(1200, "finding")
    ('1 finding', '1,200 findings')
    """
    many = _IRREGULAR.get(noun, f"{noun}s")
    known = _COUNTED.get(noun) or Said(f"{{n:,}} {many}", one=f"{{n:,}} {noun}")
    return known.filled(n=number)


def share(value: float | None) -> str:
    """Return a share as a person reads it, rounded down below one so that 100% means all.

    >>> share(1.0), share(0.99996), share(0.4567), share(None)
    ('100%', '99.9%', '45.6%', 'not counted')
    """
    if value is None:
        return said("not counted")
    if value in (0.0, 1.0):
        return format_value(value, Unit.SHARE, digits=0)
    return format_value(int(value * 1000 + 1e-9) / 1000, Unit.SHARE)


def amount(value: float | None) -> str:
    """Return a count or a sum with thousands separated, and nothing for None.

    >>> amount(12345.0), amount(0.5), amount(None)
    ('12,345', '0.5', '')
    """
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() or abs(value) >= 1000 else f"{value:,.4g}"


def day(value: date | None) -> str:
    """Return a day in words.

    >>> day(date(2026, 1, 5)), day(None)
    ('5 January 2026', 'no day')
    """
    if value is None:
        return said("no day")
    return said("{day} {month} {year}").filled(day=value.day, month=_MONTHS[value.month - 1], year=value.year)


def spaced(key: str) -> str:
    """Return a key as words.

    >>> spaced("site_visit"), spaced("billing-dispute")
    ('site visit', 'billing dispute')
    """
    return key.replace("_", " ").replace("-", " ")


def sentence(text: str) -> str:
    """Return the text with a capital first letter and a full stop.

    >>> sentence("nobody answers for 'Welcome call'")
    "Nobody answers for 'Welcome call'."
    """
    if isinstance(text, Said):
        return said("{text:capital}" if text.endswith(_ENDS) else "{text:capital}.").filled(text=text)
    text = text.strip()
    closed = text if text.endswith(_ENDS) else f"{text}."
    return closed[:1].upper() + closed[1:]


def interval(estimate: Estimate, *, unit: Unit, currency: str = "") -> str | None:
    """Return the interval of an estimate with its confidence and method, or None where no method applies.

    >>> interval(Estimate(0.5, 100, 0.404, 0.596, "Wilson"), unit=Unit.SHARE)
    '95% interval 40.4% to 59.6% (Wilson)'
    """
    if estimate.low is None or estimate.high is None:
        return None
    low, high = (format_value(end, unit, currency=currency) for end in (estimate.low, estimate.high))
    return said("{confidence} interval {low} to {high} ({method})").filled(
        confidence=short_share(estimate.confidence), low=low, high=high, method=said(estimate.method)
    )


def listed(items: tuple[str, ...]) -> str:
    """Return items in a row, the last with "and".

    >>> listed(("a",)), listed(("a", "b", "c"))
    ('a', 'a, b and c')
    """
    if len(items) < 2:
        return items[0] if items else ""
    return said("{some} and {one}").filled(some=in_a_row(items[:-1]), one=items[-1])


_MONTHS = (
    said("January"), said("February"), said("March"), said("April"), said("May"), said("June"),
    said("July"), said("August"), said("September"), said("October"), said("November"), said("December"),
)  # fmt: skip

FILTERS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {"amount": amount, "counted": counted, "day": day, "sentence": sentence, "share": share, "words": spaced}
)
"""What the templates call them."""
