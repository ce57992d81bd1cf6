"""Shares of many touchpoints from one pass over the contacts, instead of one pass for each."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from centreline.blueprint.journey import Recognition, Touchpoint
from centreline.blueprint.measure import Measure
from centreline.evidence.engine import Evidence
from centreline.findings.records import share_estimate
from centreline.journeys.recognise import KIND, ContactKind, fits
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure_many, why_not
from centreline.metrics.book import metric_book
from centreline.metrics.definition import Variant
from centreline.metrics.recipe import recipe_of

__all__ = ["shares_of_touchpoints"]


def shares_of_touchpoints(
    evidence: Evidence, asked: Iterable[tuple[Touchpoint, Measure]]
) -> dict[tuple[str, Measure], Answer]:
    """Return the answers to those of the measures that are shares of contacts and can be summed over kinds of contacts.

    Numerators and denominators are counted once by queue, reason and channel, and added up for each touchpoint.

    Args:
        evidence: What happened.
        asked: Touchpoints, each with one of its measures.

    Returns:
        By key of the touchpoint and measure; without those that are no shares of contacts, that need activities, or
        that cannot be answered.
    """
    able = [(touchpoint, promised) for touchpoint, promised in asked if _is_share(touchpoint, promised)]
    pairs = list(dict.fromkeys((promised.metric, promised.variant) for _, promised in able))
    pairs = [(metric, variant) for metric, variant in pairs if why_not(evidence, metric, variant) is None]
    if not pairs:
        return {}
    by = [name for name in KIND if evidence.has("contact", name)]
    answered = measure_many(evidence, pairs, by=by)
    found = {}
    for touchpoint, promised in able:
        if (promised.metric, promised.variant) in pairs and touchpoint.recognised_by is not None:
            variant = metric_book()[promised.metric].variant(promised.variant)
            parts = _fitting(answered[promised.metric, variant.id], touchpoint.recognised_by)
            if parts:
                found[touchpoint.id, promised] = _sum_of(parts, variant=variant)
    return found


def _is_share(touchpoint: Touchpoint, promised: Measure) -> bool:
    told, metric = touchpoint.recognised_by, metric_book().get(promised.metric)
    if told is None or told.activities or metric is None:
        return False
    if promised.variant not in {None, *(variant.id for variant in metric.variants)}:
        return False
    variant = metric.variant(promised.variant)
    return variant.kind == "share" and {atom.table for atom in recipe_of(variant).atoms} == {"contact"}


def _fitting(answers: Sequence[Answer], told: Recognition) -> list[Answer]:
    return [
        answer
        for answer in answers
        if fits(ContactKind(**{name: answer.by.get(name) for name in KIND}, contacts=0), told)
    ]


def _sum_of(answers: Sequence[Answer], *, variant: Variant) -> Answer:
    hits, n = sum(answer.numerator or 0 for answer in answers), sum(answer.denominator or 0 for answer in answers)
    left_out = sum(answer.left_out for answer in answers)
    because = " or ".join(reason.because for reason in variant.left_out)
    return replace(
        answers[0],
        by={},
        numerator=hits,
        denominator=n,
        estimate=share_estimate(round(hits), round(n)),
        left_out=left_out,
        left_out_because=f"{left_out:,} {because}" if left_out else "",
    )
