"""Answers for many groups of contacts from one pass over them, instead of one pass for each group."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from centreline.blueprint.journey import Touchpoint
from centreline.blueprint.measure import Measure
from centreline.evidence.engine import Evidence
from centreline.findings.records import share_estimate
from centreline.journeys.recognise import KIND, ContactKind, fits
from centreline.kernel.estimate import Estimate
from centreline.kernel.said import said
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure_many, why_not
from centreline.metrics.book import metric_book
from centreline.metrics.definition import Variant
from centreline.metrics.interval import METHODS, Z, normal_mean
from centreline.metrics.recipe import recipe_of

__all__ = ["Parts", "answers_by_touchpoint", "parts_of"]


@dataclass(frozen=True, slots=True)
class Parts:
    """Answers to one measure for parts of the contacts that do not overlap, to be added up in any way.

    Attributes:
        variant: The variant that was counted: a share or a mean of contacts.
        answers: One for each part.
    """

    variant: Variant
    answers: tuple[Answer, ...]

    def together(self, belongs: Callable[[Answer], bool]) -> Answer | None:
        """Return the answer for the parts that belong together; None when no part does."""
        parts = [answer for answer in self.answers if belongs(answer)]
        if not parts:
            return None
        left_out = sum(answer.left_out for answer in parts)
        because = " or ".join(self.variant.reasons)
        return replace(
            parts[0],
            by={},
            numerator=sum(answer.numerator or 0 for answer in parts),
            denominator=sum(answer.denominator or 0 for answer in parts),
            estimate=_share(parts) if self.variant.kind == "share" else _mean(parts),
            left_out=left_out,
            left_out_because=said("{n:,} {why}").filled(n=left_out, why=because) if left_out else "",
        )


def parts_of(evidence: Evidence, promised: Iterable[Measure], *, by: Sequence[str]) -> dict[Measure, Parts]:
    """Return the parts of those of the measures that are shares or means of contacts and can be answered.

    Args:
        evidence: What happened.
        promised: Measures of the blueprint.
        by: Columns of the contacts that tell the parts apart.
    """
    able = [
        one
        for one in dict.fromkeys(promised)
        if _can_be_added(one) and why_not(evidence, one.metric, one.variant) is None
    ]
    if not able:
        return {}
    answered = measure_many(evidence, list(dict.fromkeys((one.metric, one.variant) for one in able)), by=by)
    variants = {one: metric_book()[one.metric].variant(one.variant) for one in able}
    return {one: Parts(variants[one], answered[one.metric, variants[one].id]) for one in able}


def answers_by_touchpoint(
    evidence: Evidence, asked: Sequence[tuple[Touchpoint, Measure]]
) -> dict[tuple[str, Measure], Answer]:
    """Return the answers that can be added up from parts by queue, reason and channel, by touchpoint and measure.

    Left out are measures that are neither shares nor means of contacts, those of touchpoints recognised by
    activities, and those that cannot be answered: they have to be asked alone.
    """
    plain = [(one, promised) for one, promised in asked if one.recognised_by and not one.recognised_by.activities]
    by = [name for name in KIND if evidence.has("contact", name)]
    parts = parts_of(evidence, (promised for _, promised in plain), by=by)
    found = {}
    for touchpoint, promised in plain:
        if promised in parts and (answer := parts[promised].together(_fitting(touchpoint))) is not None:
            found[touchpoint.id, promised] = answer
    return found


def _fitting(touchpoint: Touchpoint) -> Callable[[Answer], bool]:
    told = touchpoint.recognised_by

    def belongs(answer: Answer) -> bool:
        names: dict[str, Any] = {name: answer.by.get(name) for name in KIND}
        return told is not None and fits(ContactKind(**names, contacts=answer.n), told)

    return belongs


def _can_be_added(promised: Measure) -> bool:
    metric = metric_book().get(promised.metric)
    if metric is None or promised.variant not in {None, *(variant.id for variant in metric.variants)}:
        return False
    variant = metric.variant(promised.variant)
    return variant.kind in {"share", "mean"} and {atom.table for atom in recipe_of(variant).atoms} == {"contact"}


def _share(parts: Sequence[Answer]) -> Estimate:
    hits, n = sum(answer.numerator or 0 for answer in parts), sum(answer.denominator or 0 for answer in parts)
    return share_estimate(round(hits), round(n))


def _mean(parts: Sequence[Answer]) -> Estimate:
    """Add up means: each part's interval tells the spread of its rows, and with it the sum of their squares."""
    n = sum(answer.n for answer in parts)
    if n == 0:
        return Estimate(None, 0)
    total = sum((answer.value or 0.0) * answer.n for answer in parts)
    squares = sum(_squares(answer.estimate) for answer in parts)
    low, high = normal_mean(np.array([total]), np.array([squares]), np.array([float(n)]))
    if n < 2:
        return Estimate(total / n, n, method=METHODS["mean"])
    return Estimate(total / n, n, max(0.0, float(low[0])), float(high[0]), METHODS["mean"])


def _squares(estimate: Estimate) -> float:
    mean, n = estimate.value or 0.0, estimate.n
    if estimate.high is None:
        return n * mean**2
    variance = ((estimate.high - mean) / Z) ** 2 * n
    return (n - 1) * variance + n * mean**2
