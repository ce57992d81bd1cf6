"""Filters that write figures, amounts, days and instants the way the reader's locale and zone do.

The locale is the active language's, the zone is Django's current one; both were set for the request. Nothing
here rounds a figure that is not shown, and what was not measured is a dash and never a zero.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_time, format_timedelta
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent
from babel.units import format_unit
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, to_locale

__all__ = [
    "NOTHING",
    "ago",
    "clock",
    "compact",
    "day",
    "duration",
    "instant",
    "moment",
    "money",
    "number",
    "offset",
    "reader_locale",
    "share",
    "signed",
]

register = template.Library()

NOTHING = "—"
"""What is written where there is no value."""

Figure = int | float | Decimal | str | None


def reader_locale() -> Locale:
    """Return the locale of the active language; British English where Babel knows no such language."""
    try:
        locale = Locale.parse(to_locale(get_language() or "en-gb"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en", "GB")
    return Locale("en", "GB") if str(locale) == "en" else locale


@register.filter
def number(value: Figure, digits: int | None = None) -> str:
    """Write a figure with the reader's separators; `digits` decimals where given, else as many as it has up to three.

    >>> number(12345.5)
    '12,345.5'
    """
    figure = _figure(value)
    if figure is None:
        return NOTHING
    pattern = None if digits is None else "#,##0" + ("." + "0" * int(digits) if int(digits) else "")
    return str(format_decimal(figure, format=pattern, locale=reader_locale()))


@register.filter
def compact(value: Figure) -> str:
    """Write a large figure short, as 1.2M; the whole figure belongs beside it, in a title or a table."""
    figure = _figure(value)
    if figure is None:
        return NOTHING
    return str(format_compact_decimal(figure, fraction_digits=1, locale=reader_locale()))


@register.filter
def signed(value: Figure, digits: int = 1) -> str:
    """Write a difference with its sign, plus included; nothing changed is written without one."""
    figure = _figure(value)
    if figure is None:
        return NOTHING
    sign = "+" if round(figure, int(digits)) > 0 else ""
    return sign + str(number(figure, digits)).replace("-", "−")


@register.filter("percent")
def share(value: Figure, digits: int = 1) -> str:
    """Write a share between 0 and 1 in hundredths, with the sign where the locale puts it."""
    figure = _figure(value)
    if figure is None:
        return NOTHING
    decimals = "." + "0" * int(digits) if int(digits) else ""
    pattern = reader_locale().percent_formats[None].pattern.split(";")[0].replace("#,##0", "#,##0" + decimals)
    return str(format_percent(figure, format=pattern, locale=reader_locale()))


@register.filter
def money(value: Figure, currency: str = "EUR") -> str:
    """Write an amount in its currency; whole units from a thousand on, since cents say nothing there."""
    figure = _figure(value)
    if figure is None:
        return NOTHING
    if abs(figure) >= 1000:
        figure = Decimal(round(figure))
        return str(
            format_currency(figure, currency, locale=reader_locale(), currency_digits=False, format=_whole_amounts())
        )
    return str(format_currency(figure, currency, locale=reader_locale()))


def _whole_amounts() -> str:
    return str(reader_locale().currency_formats["standard"].pattern).replace(".00", "")


@register.filter
def day(value: date | None, length: str = "medium") -> str:
    """Write a day, as 28 Nov 2026; an instant is first put into the reader's zone."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, datetime):
        value = _there(value).date()
    return str(format_date(value, format=length, locale=reader_locale()))


@register.filter
def instant(value: datetime | None) -> str:
    """Write an instant with its zone and offset, as 28 Nov 2026, 14:30 (Europe/Madrid, UTC+1)."""
    if value is None or value == "":
        return NOTHING
    there = _there(value)
    written = format_datetime(there, format="medium", locale=reader_locale())
    short = written.replace(there.strftime(":%S"), "", 1) if there.second == 0 else written
    return f"{short} ({_zone_name(there)}, {offset(there)})"


@register.filter
def moment(value: datetime | None) -> SafeString:
    """Write an instant to the minute, as 28 Nov 2026, 14:30; its zone, which the top of the page says, in its title."""
    if value is None or value == "":
        return SafeString(NOTHING)
    there = _there(value).replace(second=0, microsecond=0)
    whole = instant(there)
    # What stands before the zone, which itself holds no bracket.
    return format_html('<time datetime="{}" title="{}">{}</time>', there.isoformat(), whole, whole.rpartition(" (")[0])


@register.filter
def clock(value: datetime | None) -> str:
    """Write the time of day of an instant in the reader's zone, as 14:30."""
    if value is None or value == "":
        return NOTHING
    return str(format_time(_there(value), format="short", locale=reader_locale(), tzinfo=_there(value).tzinfo))


@register.filter
def offset(value: datetime | None) -> str:
    """Write how far the reader's zone is from UTC at that instant, as UTC+1 or UTC+5:30."""
    if value is None or value == "":
        return NOTHING
    away = _there(value).utcoffset() or timedelta()
    minutes = round(away.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    if not minutes:
        return "UTC"
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


@register.filter
def duration(seconds: Figure) -> str:
    """Write seconds in the two largest units that are needed, as 20m 7s or 3h 12m."""
    figure = _figure(seconds)
    if figure is None:
        return NOTHING
    left = abs(round(figure))
    parts = []
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)):
        count, left = divmod(left, size)
        if count:
            parts.append(str(format_unit(count, f"duration-{unit}", length="narrow", locale=reader_locale())))
    written = " ".join(parts[:2]) or str(format_unit(0, "duration-second", length="narrow", locale=reader_locale()))
    return f"−{written}" if figure < 0 and parts else written


@register.filter
def ago(value: datetime | None, now: datetime) -> str:
    """Write how long before `now` an instant was, as 5 minutes ago."""
    if value is None or value == "":
        return NOTHING
    return str(format_timedelta(value - now, add_direction=True, locale=reader_locale()))


def _figure(value: Figure) -> Decimal | None:
    if value is None or value == "":
        return None
    figure = Decimal(str(value))
    return figure if figure.is_finite() else None


def _there(value: datetime) -> datetime:
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(timezone.get_current_timezone())


def _zone_name(there: datetime) -> str:
    zone = there.tzinfo
    return zone.key if isinstance(zone, ZoneInfo) else str(zone)
