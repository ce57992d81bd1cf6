"""The definitions used: every number and every question, in words, with who says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from centreline.findings.check import Check
from centreline.findings.examine import Examination
from centreline.metrics.definition import Metric
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
    """

    kind: str
    id: str
    title: str
    means: str
    source: str


def definitions_used(
    examination: Examination, *, checks: Mapping[str, Check], metrics: Iterable[Metric]
) -> tuple[Defined, ...]:
    """Return every definition the review rests on: each variant of each metric shown, and each question asked.

    Args:
        examination: What was asked.
        checks: The questions by their ids.
        metrics: The metrics shown.
    """
    variants = tuple(
        Defined("metric", f"{metric.id}/{variant.id}", f"{metric.title}: {variant.title}", sentence(variant.sentence),
                metric.source)
        for metric in metrics
        for variant in metric.variants
    )  # fmt: skip
    asked = (checks[outcome.check] for outcome in examination.outcomes)
    return (*variants, *(Defined("question", one.id, one.question, one.why, one.source) for one in asked))
