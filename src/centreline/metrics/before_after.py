"""One metric in two equal windows, before and after a day: what was measured, and nothing of why."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from centreline.evidence.engine import Evidence
from centreline.kernel.period import Period
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure
from centreline.metrics.compile import Selection
from centreline.metrics.definition import Metric, Variant
from centreline.metrics.gap import gap_of
from centreline.metrics.views import base_table

__all__ = ["LEAST_DAYS", "MOST_DAYS", "BeforeAfter", "before_after"]

LEAST_DAYS = 14
"""Days after the change below which it is too early: two whole weeks, so that every weekday counts twice."""

MOST_DAYS = 84
"""Longest window, in days: twelve weeks, most of a ninety-day sprint."""

Missing = Literal["", "too_early", "no_records_since", "no_records_before", "unanswerable", "hidden", "nothing_counted"]


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """What one metric was in two windows of the same length, the day itself in neither.

    Attributes:
        day: The day between them.
        records_end: Last local day of the records the metric is counted from; None where there are none.
        missing: Why nothing can be said yet; empty where it can.
        because: The same in the words of the metric, where it says more.
        before: The answer of the window before; None where nothing can be said.
        after: The answer of the window after.
    """

    day: date
    records_end: date | None
    missing: Missing
    because: str = ""
    before: Answer | None = None
    after: Answer | None = None

    @property
    def days(self) -> int:
        """Length of each window in days; 0 where nothing was measured."""
        return 0 if self.after is None else self.after.period.days

    @property
    def apart(self) -> bool | None:
        """Whether the intervals of both windows lie apart; None where one of them has no interval."""
        if self.before is None or self.after is None:
            return None
        one, other = self.before.estimate, self.after.estimate
        if one.low is None or one.high is None or other.low is None or other.high is None:
            return None
        return one.high < other.low or other.high < one.low


def before_after(  # noqa: PLR0913 - what, how, when and of which rows: each is asked for alone
    evidence: Evidence, metric: Metric, *, variant: Variant, day: date, today: date, where: Selection | None = None
) -> BeforeAfter:
    """Measure a metric before and after a day, in windows of whole weeks, as long as the records after it reach.

    Args:
        evidence: What happened, as one reader may see it.
        metric: What is measured.
        variant: In which way of counting.
        day: Local day of the change.
        today: Local day on which it is asked.
        where: Rows to look at, as in `measure`; all where None.
    """
    span = evidence.span(base_table(variant.table))
    gap = gap_of(evidence, variant)
    if span is None or gap is not None:
        return BeforeAfter(day, span and span[1], "unanswerable", because=str(gap or ""))
    first, last = span
    if (last - day).days < LEAST_DAYS:
        early = (today - day).days < LEAST_DAYS
        return BeforeAfter(day, last, "too_early" if early else "no_records_since")
    length = min((last - day).days, (day - first).days, MOST_DAYS) // 7 * 7
    if length < LEAST_DAYS:
        return BeforeAfter(day, last, "no_records_before")
    next_day = day + timedelta(days=1)
    windows = (Period(day - timedelta(days=length), day), Period(next_day, next_day + timedelta(days=length)))
    before, after = (_over(evidence, metric, variant, period, where) for period in windows)
    if hidden := before.hidden_because or after.hidden_because:
        return BeforeAfter(day, last, "hidden", because=hidden)
    if before.value is None or after.value is None:
        return BeforeAfter(day, last, "nothing_counted")
    return BeforeAfter(day, last, "", before=before, after=after)


def _over(evidence: Evidence, metric: Metric, variant: Variant, period: Period, where: Selection | None) -> Answer:
    [answer] = measure(evidence, metric.id, variant=variant.id, period=period, where=where)
    return answer
