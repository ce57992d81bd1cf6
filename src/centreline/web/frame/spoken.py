"""Sentences and figures of the core in the reader's language: they know their template and what was filled in."""

from datetime import date
from string import Formatter
from typing import Any

from babel.numbers import format_decimal
from babel.units import format_unit
from django.utils.translation import get_language, gettext, ngettext

from centreline.kernel.errors import Problem, Stopped
from centreline.kernel.said import Said, begun
from centreline.kernel.units import Measured, Unit, format_value
from centreline.web.frame.templatetags.centreline_format import (
    NOTHING,
    day,
    duration,
    money,
    number,
    reader_locale,
    share,
    signed,
)

__all__ = ["ENGLISH", "figure", "spoken", "told"]

ENGLISH = (None, "en-gb")
"""Languages in which the core speaks already."""


def figure(value: float | None, unit: Unit, *, currency: str = "") -> str:
    """Return a figure as the reader's locale writes it; in English as `format_value` does.

    Args:
        value: The figure, in its unit; None where there is none.
        unit: What it is measured in.
        currency: Of an amount of money.
    """
    return spoken(format_value(value, unit, currency=currency))


def spoken(text: str) -> str:
    """Return a sentence of the core in the reader's language, with figures and days as its locale writes them.

    Text that knows no template is returned as it is, and so is a sentence whose translation cannot be filled in.
    """
    if get_language() in ENGLISH:
        return text
    if isinstance(text, Measured):
        return _measured(text)
    if not isinstance(text, Said):
        return text
    words = ngettext(text.one, text.template, text.values.get("n", 2)) if text.one else gettext(text.template)
    try:
        return _FILLING.vformat(words, (), text.values)
    except (KeyError, IndexError, ValueError):
        return str(text)


def told(reason: Stopped) -> Problem:
    """Return why something stopped, where to look and what to do, in the reader's language."""
    return Problem(spoken(reason.what), spoken(reason.where), spoken(reason.fix))


class _Filling(Formatter):
    """Fills a template in, each value as the reader's locale writes it."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return one value as it stands in the sentence."""
        if isinstance(value, str):
            return begun(spoken(value), format_spec) if format_spec else spoken(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _figure(value, format_spec)
        return str(day(value)) if isinstance(value, date) else str(value)


_FILLING = _Filling()


def _figure(value: float, spec: str) -> str:
    """Write a figure that English writes after this specification; one without separators gets none."""
    digits = int("".join(one for one in spec.partition(".")[2] if one.isdigit()) or 0)
    if spec.startswith("+"):
        return str(signed(value, digits))
    if spec.endswith("%"):
        return str(share(value, digits))
    if spec.endswith("f"):
        return str(number(value, digits))
    grouped = "," in spec or isinstance(value, float)
    return str(number(value)) if grouped else str(format_decimal(value, format="0", locale=reader_locale()))


def _measured(figure: Measured) -> str:
    value, digits = figure.value, 0 if figure.unit is Unit.COUNT else 2
    if value is None:
        written = NOTHING
    elif figure.unit is Unit.SHARE:
        written = share(value, figure.digits)
    elif figure.unit is Unit.MILLISECONDS:
        written = _span(value / 1000)
    elif figure.unit is Unit.MONEY and figure.currency:
        written = money(value, figure.currency)
    else:
        written = signed(value) if figure.unit is Unit.POINTS else number(value, digits)
    return str(written)


def _span(seconds: float) -> str:
    if round(abs(seconds), 1) >= 60:
        return str(duration(seconds))
    return str(format_unit(round(seconds, 1), "duration-second", length="narrow", locale=reader_locale()))
