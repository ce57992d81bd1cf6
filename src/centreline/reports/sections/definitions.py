"""The definitions used: every number and every question, in words, with who says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from centreline.findings.check import Check
from centreline.findings.examine import Examination
from centreline.findings.finding import State
from centreline.kernel.kept_words import Sentence
from centreline.kernel.said import said
from centreline.metrics.book import metric_book
from centreline.reports.sections.numbers import Number
from centreline.reports.words import sentence

__all__ = ["Defined", "definitions_used"]


@dataclass(frozen=True, slots=True)
class Defined:
    """One metric variant or one question of the review.

    Attributes:
        kind: metric or question.
        id: Its id; a variant as metric/variant.
        title: Its name or question.
        means: What is counted, or why it is asked, in words.
        source: Who says so.
        used: Whether a number at a glance, or a finding, rests on it.
    """

    kind: str
    id: str
    title: Sentence
    means: Sentence
    source: Sentence
    used: bool


def definitions_used(
    examination: Examination, *, checks: Mapping[str, Check], numbers: Iterable[Number]
) -> tuple[Defined, ...]:
    """Return every definition the review rests on: each variant of each metric shown, and each question asked.

    Args:
        examination: What was asked.
        checks: The questions by their ids.
        numbers: The metrics shown.
    """
    metrics = tuple(defined for number in numbers for defined in _variants(number))
    questions = (
        Defined("question", one.id, one.question, one.why, one.source, outcome.state is State.FOUND)
        for outcome in examination.outcomes
        for one in (checks[outcome.check],)
    )
    return (*metrics, *questions)


def _variants(number: Number) -> Iterable[Defined]:
    metric = metric_book()[number.metric]
    for shown in number.variants:
        variant = metric.variant(shown.variant)
        title = said("{metric}: {way}").filled(metric=said(metric.title), way=said(variant.title))
        name = f"{metric.id}/{variant.id}"
        yield Defined("metric", name, title, said(sentence(variant.sentence)), said(metric.source), shown.main)
