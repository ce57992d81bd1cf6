"""Days, weeks and months that a chart runs by, and which of them lie wholly in the records."""

from datetime import date, timedelta
from typing import Literal

from centreline.evidence.engine import Evidence
from centreline.kernel.period import Period
from centreline.metrics.definition import Variant
from centreline.metrics.views import base_table

__all__ = ["Grain", "days_of", "next_period", "usual_grain", "whole_periods"]

Grain = Literal["day", "week", "month"]

WEEKS_ENOUGH = 12
"""From so many whole weeks on a chart runs by week, so that weekends are no signals."""


def usual_grain(evidence: Evidence, variant: Variant) -> Grain:
    """Return the grain a chart runs by when nobody says which: week where there are enough whole ones, else day."""
    return "week" if len(whole_periods(days_of(evidence, variant, None), grain="week")) >= WEEKS_ENOUGH else "day"


def days_of(evidence: Evidence, variant: Variant, period: Period | None) -> Period | None:
    """Return the days of a period on which the tables of a variant have records; None where there are none."""
    tables = dict.fromkeys(base_table(name) for name in (variant.table, variant.denominator_table) if name)
    spans = [span for table in tables if (span := evidence.span(table)) is not None]
    if not spans:
        return None
    first = min(span[0] for span in spans)
    after = max(span[1] for span in spans) + timedelta(days=1)
    if period is not None:
        first, after = max(first, period.starts_on), min(after, period.ends_before)
    return Period(first, after) if first < after else None


def whole_periods(days: Period | None, *, grain: Grain) -> list[date]:
    """Return the first days of the periods that lie wholly in some days: half a week is no point to compare.

    >>> whole_periods(Period(date(2026, 1, 1), date(2026, 1, 20)), grain="week")
    [datetime.date(2026, 1, 5), datetime.date(2026, 1, 12)]
    """
    if days is None:
        return []
    start = _start(days.starts_on, grain)
    if start < days.starts_on:
        start = next_period(start, grain)
    starts = []
    while (after := next_period(start, grain)) <= days.ends_before:
        starts.append(start)
        start = after
    return starts


def next_period(start: date, grain: Grain) -> date:
    """Return the first day of the period that follows the one that begins on a day."""
    if grain == "month":
        return (start + timedelta(days=31)).replace(day=1)
    return start + timedelta(days=7 if grain == "week" else 1)


def _start(day: date, grain: Grain) -> date:
    if grain == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if grain == "week" else day
