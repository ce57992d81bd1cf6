"""How a metric moved: its values period by period, each tested against the ordinary variation of its stretch.

A stretch runs from one deliberate new beginning to the next. Limits are worked out anew for each, and for no other
reason than that somebody said, with a reason, that the work is another one since that day: limits that follow the
values by themselves would never be left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from centreline.evidence.engine import Evidence
from centreline.kernel.estimate import SMALL_SAMPLE
from centreline.kernel.period import Period
from centreline.kernel.units import Unit
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure
from centreline.metrics.compile import Selection
from centreline.metrics.control import control_chart, possible_limits
from centreline.metrics.definition import Kind, Variant
from centreline.metrics.periods import Grain, days_of, next_period, whole_periods

__all__ = ["Course", "Spot", "Stretch", "course_of", "courses_by"]

COUNTS: frozenset[Kind] = frozenset({"count", "distinct", "total"})
"""Kinds without a denominator: a small count is a value, and no small sample."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One period of a course.

    Attributes:
        on: Its first day.
        value: In the metric's unit; None where there was nothing to count or it is not shown.
        numerator: Upper part of the fraction.
        denominator: Lower part; None where the metric is no fraction.
        n: Rows behind the value.
        state: tested, small (too few rows to be tested), empty (no rows), or hidden from this reader.
        signals: The rules of `centreline.metrics.control.RULES` it meets.
        stretch: Place of its stretch.
    """

    on: date
    value: float | None
    numerator: float | None
    denominator: float | None
    n: int
    state: Literal["tested", "small", "empty", "hidden"]
    signals: tuple[str, ...]
    stretch: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Periods with limits of their own; mean and limits are None, and `note` says why, where there are too few."""

    starts_on: date
    ends_on: date
    mean: float | None
    low: float | None
    high: float | None
    note: str


@dataclass(frozen=True, slots=True)
class Course:
    """A metric over time.

    Attributes:
        metric: Id of the metric.
        variant: Id of the variant.
        unit: Unit of values and limits.
        grain: day, week or month.
        spots: Every whole period in order, those without rows too.
        stretches: In order; one where nobody said that anything began anew.
    """

    metric: str
    variant: str
    unit: Unit
    grain: Grain
    spots: tuple[Spot, ...]
    stretches: tuple[Stretch, ...]


def course_of(  # noqa: PLR0913 (what, how, of which rows and since when: each is asked for alone)
    evidence: Evidence,
    metric: str,
    *,
    variant: Variant,
    grain: Grain,
    period: Period | None = None,
    where: Selection | None = None,
    anew: Sequence[date] = (),
) -> Course:
    """Return how a metric moved in one variant.

    Args:
        evidence: What happened.
        metric: Id of the metric.
        variant: The variant; its parameters count as they are.
        grain: How long each period is; periods that the records cover only in part are left out.
        period: Local days to look at; all records where None.
        where: Rows to look at.
        anew: Days from which on limits are worked out anew.

    Raises:
        MetricUnknown: no such metric, or it cannot be asked by this grain.
        EvidenceMissing: a table or column it needs was never brought.
    """
    starts = whole_periods(days_of(evidence, variant, period), grain=grain)
    found = _asked(evidence, metric, variant=variant, by=(), grain=grain, starts=starts, where=where)
    return _course(metric, found, variant=variant, grain=grain, starts=starts, anew=anew)


def courses_by(  # noqa: PLR0913 (what, how, of which rows and by what: each is asked for alone)
    evidence: Evidence,
    metric: str,
    *,
    variant: Variant,
    grain: Grain,
    by: str,
    period: Period | None = None,
    where: Selection | None = None,
) -> dict[str | None, Course]:
    """Return how a metric moved in each group of rows, found in one pass.

    Args:
        evidence: What happened.
        metric: Id of the metric.
        variant: The variant; its parameters count as they are.
        grain: How long each period is.
        by: Column whose values make the groups.
        period: Local days to look at; all records where None.
        where: Rows to look at.

    Returns:
        By the value of the column, None for rows without one; a group without rows is not there.
    """
    starts = whole_periods(days_of(evidence, variant, period), grain=grain)
    found = _asked(evidence, metric, variant=variant, by=(by,), grain=grain, starts=starts, where=where)
    groups: dict[str | None, list[Answer]] = {}
    for answer in found:
        groups.setdefault(answer.by[by], []).append(answer)
    return {
        group: _course(metric, answers, variant=variant, grain=grain, starts=starts, anew=())
        for group, answers in groups.items()
    }


def _asked(  # noqa: PLR0913 - the question as it was asked
    evidence: Evidence,
    metric: str,
    *,
    variant: Variant,
    by: tuple[str, ...],
    grain: Grain,
    starts: Sequence[date],
    where: Selection | None,
) -> tuple[Answer, ...]:
    if not starts:
        return ()
    asked = Period(starts[0], next_period(starts[-1], grain))
    return measure(
        evidence, metric, variant=variant.id, by=(*by, grain), period=asked, where=where, parameters=variant.parameters
    )


def _course(  # noqa: PLR0913 - what was found, and how it is cut
    metric: str,
    found: Sequence[Answer],
    *,
    variant: Variant,
    grain: Grain,
    starts: Sequence[date],
    anew: Sequence[date],
) -> Course:
    answers = {date.fromisoformat(str(answer.by[grain])[:10]): answer for answer in found}
    spots: list[Spot] = []
    stretches: list[Stretch] = []
    for place, (first, last) in enumerate(_stretches(starts, anew=anew)):
        own = [start for start in starts if first <= start <= last]
        tested, stretch = _tested(own, answers, variant=variant, place=place)
        spots += tested
        stretches.append(stretch)
    return Course(metric, variant.id, variant.unit, grain, tuple(spots), tuple(stretches))


def _stretches(starts: Sequence[date], *, anew: Sequence[date]) -> list[tuple[date, date]]:
    """Return the first and the last start of each stretch; a stretch in which no period begins is none."""
    if not starts:
        return []
    firsts = {next((start for start in starts if start >= day), None) for day in anew}
    ordered = sorted({starts[0], *(first for first in firsts if first is not None)})
    ends = [max(start for start in starts if start < later) for _, later in pairwise(ordered)]
    return list(zip(ordered, [*ends, starts[-1]], strict=True))


def _tested(
    starts: Sequence[date], answers: Mapping[date, Answer], *, variant: Variant, place: int
) -> tuple[list[Spot], Stretch]:
    untested = [_spot(start, answers.get(start), variant=variant, place=place) for start in starts]
    chart = control_chart([(one.on, one.value if one.state == "tested" else None) for one in untested])
    marked = [
        Spot(one.on, one.value, one.numerator, one.denominator, one.n, one.state, point.signals, place)
        for one, point in zip(untested, chart.points, strict=True)
    ]
    low, high = chart.low, chart.high
    if low is not None and high is not None:
        low, high = possible_limits(low, high, unit=variant.unit)
    return marked, Stretch(starts[0], starts[-1], chart.mean, low, high, chart.note)


def _spot(on: date, answer: Answer | None, *, variant: Variant, place: int) -> Spot:
    if answer is None:
        # Not zero: whether the centre was closed or a file is missing, no row can tell.
        return Spot(on, None, None, None, 0, "empty", (), place)
    state: Literal["tested", "small", "empty", "hidden"] = "tested"
    if answer.hidden_because:
        state = "hidden"
    elif answer.value is None:
        state = "empty"
    elif variant.kind not in COUNTS and answer.n < SMALL_SAMPLE:
        state = "small"
    return Spot(on, answer.value, answer.numerator, answer.denominator, answer.n, state, (), place)
