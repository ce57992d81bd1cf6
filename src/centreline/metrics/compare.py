"""One metric in every variant side by side, and in a sentence why they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from centreline.evidence.engine import Evidence
from centreline.evidence.grammar import columns_read
from centreline.kernel.period import Period
from centreline.kernel.units import Unit, format_value
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure_many
from centreline.metrics.book import metric_named
from centreline.metrics.compile import Selection
from centreline.metrics.definition import Metric, Variant
from centreline.metrics.gap import Gap, gap_of
from centreline.metrics.views import DERIVED, view
from centreline.metrics.wording import written_out

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every variant of one metric on the same records.

    Attributes:
        metric: Id of the metric.
        unit: Unit of the variants the spread and the sentence are about: the default's.
        answers: Answers by variant, in the order of the definition; only those that can be answered.
        why_not: Why each of the others cannot, by variant.
        spread: Largest minus smallest value among variants that count the same table in `unit`, in the group where it
            is largest; None where fewer than two of them have a value.
        sentence: What the difference comes from.
    """

    metric: str
    unit: Unit
    answers: Mapping[str, tuple[Answer, ...]]
    why_not: Mapping[str, str]
    spread: float | None
    sentence: str


def compare(
    evidence: Evidence,
    metric: str,
    *,
    by: Sequence[str] = (),
    period: Period | None = None,
    where: Selection | None = None,
) -> Comparison:
    """Answer a metric in every variant the evidence allows.

    A variant whose records do not have a column of the condition is not answered, and says so; a column that none of
    them has is refused as a question to one variant is.

    Args:
        evidence: What happened.
        metric: Id of the metric.
        by: Columns of the table, or day, week, month, hour, weekday.
        period: Local days to look at; everything where None.
        where: Rows to look at.

    Raises:
        MetricUnknown: no such metric, or a grain it cannot be asked at.
        ExpressionRefused: the condition is none for any variant.
    """
    definition = metric_named(metric)
    gaps = _gaps(evidence, definition, where)
    possible = [(metric, name) for name, gap in gaps.items() if gap is None]
    answered = measure_many(evidence, possible, by=by, period=period, where=where)
    answers = {name: answered[metric, name] for _, name in possible}
    low, high = _furthest_apart(definition, answers)
    spread = None if low is None or high is None else (high.value or 0.0) - (low.value or 0.0)
    reasons = {name: str(gap) for name, gap in gaps.items() if gap}
    return Comparison(metric, definition.unit, answers, reasons, spread, _sentence(definition, low, high, len(reasons)))


def _gaps(evidence: Evidence, definition: Metric, where: Selection | None) -> dict[str, Gap | None]:
    """Return what keeps each variant from being answered, None where nothing does."""
    gaps = {variant.id: gap_of(evidence, variant) for variant in definition.variants}
    if not isinstance(where, str):
        return gaps
    untold = {name: _untold(evidence, definition.variant(name), where) for name, gap in gaps.items() if gap is None}
    return gaps if all(untold.values()) else gaps | untold


def _untold(evidence: Evidence, variant: Variant, where: str) -> Gap | None:
    for table in filter(None, (variant.table, variant.denominator_table)):
        read = columns_read(written_out(where, table=table, parameters={}), where="the option --where")
        lacking = sorted(read - set(view(evidence, table, wanted=read & set(DERIVED.get(table, ()))).columns))
        if lacking:
            return Gap(
                f"the rows of {table} do not say {', '.join(lacking)}", "choose rows by something else to see it"
            )
    return None


def _furthest_apart(
    definition: Metric, answers: Mapping[str, tuple[Answer, ...]]
) -> tuple[Answer, Answer] | tuple[None, None]:
    """Return the lowest and the highest answer of the group in which they lie furthest apart."""
    groups: dict[tuple[object, ...], list[Answer]] = {}
    for name in _comparable(definition, answers):
        for answer in answers[name]:
            if answer.value is not None:
                groups.setdefault(tuple(answer.by.values()), []).append(answer)
    pairs = [
        (min(group, key=lambda one: one.value or 0.0), max(group, key=lambda one: one.value or 0.0))
        for group in groups.values()
        if len(group) > 1
    ]
    return max(pairs, key=lambda pair: (pair[1].value or 0.0) - (pair[0].value or 0.0), default=(None, None))


def _comparable(definition: Metric, answers: Mapping[str, tuple[Answer, ...]]) -> list[str]:
    """Return the variants that count the same records in the same unit: the default's, or else the most there are."""
    alike: dict[tuple[str, str | None, Unit], list[str]] = {}
    for variant in definition.variants:
        if variant.id in answers and variant.unit is definition.unit:
            alike.setdefault((variant.table, variant.denominator_table, variant.unit), []).append(variant.id)
    families = sorted(alike.values(), key=lambda names: (definition.default.id not in names, -len(names)))
    several = [names for names in families if len(names) > 1]
    return several[0] if several else []


def _sentence(definition: Metric, low: Answer | None, high: Answer | None, unanswered: int) -> str:
    missing = f" {unanswered} of {len(definition.variants)} variants cannot be answered here." if unanswered else ""
    if low is None or high is None:
        return f"Fewer than two variants of {definition.title.lower()} have a value here.{missing}"
    where = ", ".join(f"{name} {value}" for name, value in low.by.items())
    group = f" for {where}" if where else ""
    if low.value == high.value:
        return f"Every variant of {definition.title.lower()} that has a value gives the same one{group}.{missing}"
    return (
        f"The same records{group} give {_said(low)} to {_said(high)}, {_apart(low, high)} apart, by definition alone. "
        f"The lowest is '{_title(definition, low)}': {_says(definition, low)} "
        f"The highest is '{_title(definition, high)}': {_says(definition, high)}{missing}"
    )


def _said(answer: Answer) -> str:
    return format_value(answer.value, answer.unit)


def _apart(low: Answer, high: Answer) -> str:
    gap = (high.value or 0.0) - (low.value or 0.0)
    return f"{gap * 100:.1f} points" if low.unit is Unit.SHARE else format_value(gap, low.unit)


def _title(definition: Metric, answer: Answer) -> str:
    return definition.variant(answer.variant).title


def _says(definition: Metric, answer: Answer) -> str:
    sentence = definition.variant(answer.variant).sentence
    return sentence[0].lower() + sentence[1:]
