"""What a number is measured in, and how a person reads it."""

from enum import StrEnum

__all__ = ["Measured", "Unit", "format_value", "short_share"]


class Unit(StrEnum):
    """The unit of a metric's value."""

    SHARE = "share"  # 0 to 1
    COUNT = "count"
    MILLISECONDS = "milliseconds"
    MONEY = "money"  # in the workspace's currency
    SCORE = "score"  # on the instrument's own scale
    POINTS = "points"  # -100 to 100
    RATIO = "ratio"  # may exceed 1


class Measured(str):
    """A figure as a person reads it in English, that still knows what it is: another language writes it its own way.

    Attributes:
        value: The figure; None where there is none.
        unit: What it is measured in.
        currency: Of an amount of money; empty where nobody said.
        digits: Decimals of a share.
    """

    value: float | None
    unit: Unit
    currency: str
    digits: int = 1

    def __new__(
        cls, text: str, *, value: float | None = None, unit: Unit = Unit.COUNT, currency: str = "", digits: int = 1
    ) -> "Measured":
        """Make one; `format_value` does it from the figure."""
        made = super().__new__(cls, text)
        made.value, made.unit, made.currency, made.digits = value, unit, currency, digits
        return made


def format_value(value: float | None, unit: Unit, *, currency: str = "", digits: int = 1) -> Measured:
    """Return the value as a person reads it in English: shares in percent, durations in minutes and seconds.

    Args:
        value: In its unit; None where there is none.
        unit: What it is measured in.
        currency: Of an amount of money.
        digits: Decimals of a share.

    >>> format_value(0.8302, Unit.SHARE), format_value(192_000, Unit.MILLISECONDS), format_value(12345.4, Unit.COUNT)
    ('83.0%', '3 m 12 s', '12,345')
    >>> format_value(None, Unit.SHARE)
    'no answer'
    """
    written = _in_english(value, unit, currency, digits)
    return Measured(written, value=value, unit=unit, currency=currency, digits=digits)


def short_share(value: float) -> Measured:
    """Return a share that somebody set, as a target or a tolerance, with no more decimals than it needs.

    >>> short_share(0.8), short_share(0.005)
    ('80%', '0.5%')
    """
    return format_value(value, Unit.SHARE, digits=0 if f"{value * 100:.1f}".endswith(".0") else 1)


def _in_english(value: float | None, unit: Unit, currency: str, digits: int) -> str:
    if value is None:
        return "no answer"
    if unit is Unit.SHARE:
        return f"{value:.{digits}%}"
    if unit is Unit.MILLISECONDS:
        return _format_duration(value)
    if unit is Unit.COUNT:
        return f"{value:,.0f}"
    if unit is Unit.MONEY:
        return f"{value:,.2f} {currency}".rstrip()
    return f"{value:,.2f}" if unit is not Unit.POINTS else f"{value:+.1f}"


def _format_duration(milliseconds: float) -> str:
    seconds = milliseconds / 1000
    if round(abs(seconds), 1) < 60:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if abs(whole) < 3600:
        return f"{whole // 60} m {whole % 60:02d} s"
    if abs(whole) < 48 * 3600:
        return f"{whole // 3600} h {whole % 3600 // 60:02d} m"
    return f"{seconds / 86400:,.1f} days"
