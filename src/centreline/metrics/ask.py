"""Questions: one metric or many, at any grain, answered in one pass over each table."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from centreline.evidence.engine import Evidence
from centreline.kernel.errors import EvidenceMissing
from centreline.kernel.period import Period
from centreline.metrics.answer import Answer
from centreline.metrics.book import metric_named
from centreline.metrics.compile import Selection, distinct_atoms
from centreline.metrics.cube import counted
from centreline.metrics.few import shown
from centreline.metrics.gap import gap_of
from centreline.metrics.ledgers import ledger_used
from centreline.metrics.recipe import Question, recipe_of
from centreline.metrics.tally import Tally, answers_of, joined
from centreline.metrics.views import base_table

__all__ = ["measure", "measure_many", "why_not"]


def measure(  # noqa: PLR0913 (what, how, and of which rows: each is asked for alone)
    evidence: Evidence,
    metric: str,
    *,
    variant: str | None = None,
    by: Sequence[str] = (),
    period: Period | None = None,
    where: Selection | None = None,
    parameters: Mapping[str, float] | None = None,
) -> tuple[Answer, ...]:
    """Answer one metric.

    Args:
        evidence: What happened.
        metric: Id of the metric.
        variant: Id of the variant; the metric's default where None.
        by: Columns of the table, or day, week, month, hour, weekday.
        period: Local days to look at; everything where None. Windows still see what lies outside of it.
        where: Rows to look at: an expression, or a function from the table to an Ibis condition.
        parameters: Values that replace the variant's own, such as {"threshold_ms": 30_000}.

    Returns:
        One answer for each group that has rows, in the order of the groups; exactly one where `by` is empty.

    Raises:
        MetricUnknown: no such metric, variant, parameter or grain.
        EvidenceMissing: a table or column it needs was never brought.
    """
    question = _question(metric, variant, parameters=parameters)
    [answers] = _answered(evidence, [question], by=by, period=period, where=where)
    return answers


def measure_many(
    evidence: Evidence,
    asked: Sequence[tuple[str, str | None]],
    *,
    by: Sequence[str] = (),
    period: Period | None = None,
    where: Selection | None = None,
) -> dict[tuple[str, str], tuple[Answer, ...]]:
    """Answer many metrics in one pass over each table they need.

    Args:
        evidence: What happened.
        asked: Metric and variant, None for the default.
        by: As in `measure`; every table that is needed has to know these columns.
        period: As in `measure`.
        where: As in `measure`.

    Returns:
        Answers by metric and variant.

    Raises:
        MetricUnknown: no such metric, variant or grain.
        EvidenceMissing: a table or column that one of them needs was never brought; `why_not` tells beforehand.
    """
    questions = [_question(metric, variant) for metric, variant in asked]
    answered = _answered(evidence, questions, by=by, period=period, where=where)
    names = [(question.metric.id, question.variant.id) for question in questions]
    return dict(zip(names, answered, strict=True))


def why_not(evidence: Evidence, metric: str, variant: str | None = None) -> str | None:
    """Return in a sentence why a metric cannot be answered with this evidence; None when it can.

    Raises:
        MetricUnknown: no such metric or variant.
    """
    gap = gap_of(evidence, metric_named(metric).variant(variant))
    return str(gap) if gap else None


def _question(metric: str, variant: str | None, *, parameters: Mapping[str, float] | None = None) -> Question:
    definition = metric_named(metric)
    chosen = definition.variant(variant).with_parameters(dict(parameters or {}))
    return Question(definition, chosen, recipe_of(chosen))


def _answered(
    evidence: Evidence,
    questions: Sequence[Question],
    *,
    by: Sequence[str],
    period: Period | None,
    where: Selection | None,
) -> list[tuple[Answer, ...]]:
    by = tuple(dict.fromkeys(by))
    tallies: dict[str, Tally] = {}
    periods: dict[str, Period] = {}
    for table in dict.fromkeys(table for question in questions for table in question.tables):
        _stop_without_table(evidence, table, questions=questions)
        atoms = distinct_atoms(
            (question.recipe for question in questions),
            # Its type is the default it is bound to.
            lambda recipe, table=table: (atom for atom in recipe.atoms if atom.table == table),  # type: ignore[misc]
        )
        numbers = counted(evidence, atoms, by=by, period=period, where=where)
        tallies[table] = Tally.of(numbers, by=by, atoms=atoms)
        _stop_without_groups(evidence, tallies[table], table=table, by=by)
        periods[table] = period or _whole_span(evidence, table)
    answered = [_answers(evidence, question, tallies=tallies, periods=periods) for question in questions]
    return [
        shown(evidence, answers, tables=map(base_table, question.tables), by=by, period=period, where=where)
        for question, answers in zip(questions, answered, strict=True)
    ]


def _answers(
    evidence: Evidence, question: Question, *, tallies: Mapping[str, Tally], periods: Mapping[str, Period]
) -> tuple[Answer, ...]:
    tables = question.tables
    answers = answers_of(
        joined([tallies[table] for table in tables]),
        question,
        period=periods[tables[0]],
        provenance=evidence.provenance(*dict.fromkeys(base_table(table) for table in tables)),
        ledger=ledger_used(evidence, question.recipe.atoms),
    )
    # Looking for gaps costs a pass over every column, so it waits until an answer could hide one.
    suspicious = question.variant.needs or not any(answer.n and answer.numerator for answer in answers)
    if suspicious and (gap := gap_of(evidence, question.variant)):
        raise gap.stop(question.metric)
    return answers


def _stop_without_table(evidence: Evidence, table: str, *, questions: Sequence[Question]) -> None:
    if evidence.has(base_table(table)):
        return
    question = next(question for question in questions if table in question.tables)
    gap = gap_of(evidence, question.variant)
    raise gap.stop(question.metric) if gap else ValueError(table)


def _stop_without_groups(evidence: Evidence, tally: Tally, *, table: str, by: Sequence[str]) -> None:
    """Stop where nobody filled a column the answers are grouped by; no partner at all means the centre itself."""
    base = base_table(table)
    for grain in by:
        empty = all(group[grain] is None for group in tally.groups)
        if tally.groups and empty and grain != "partner" and not evidence.has(base, grain):
            raise EvidenceMissing(
                f"cannot group {base} by {grain!r}: no row has a value there",
                where="the evidence of this workspace (`centreline evidence`)",
                fix=f"map a column of the source to {grain} in the mapping for {base}",
            )


def _whole_span(evidence: Evidence, table: str) -> Period:
    span = evidence.span(base_table(table))
    if span is None:
        raise ValueError(f"{table} has no rows")
    return Period(span[0], span[1] + timedelta(days=1))
