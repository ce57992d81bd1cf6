"""MEA, third part: do the measures of the blueprint speak the language of the metric dictionary?"""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.blueprint.measure import Measure
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.promises import has_target, promises
from centreline.findings.sources import DAMA, LEVERS
from centreline.findings.weight import weight_of_gap
from centreline.kernel.identity import nearest
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit
from centreline.metrics.book import metric_book
from centreline.metrics.definition import Variant

__all__ = ["measure_the_dictionary_does_not_know", "target_out_of_range"]

_LIMITS = {Unit.SHARE: (0.0, 1.0), Unit.POINTS: (-100.0, 100.0)}


@check(
    id="MEA005",
    family="MEA",
    question="Does the metric dictionary know every measure the blueprint names?",
    why="A measure nobody has defined is counted by whoever reports it.",
    fix="Write the id of a metric and variant as `centreline explain` lists them, or have the metric defined.",
    source=f"{LEVERS}: data definitions are agreed before measurement; {DAMA}: definitions",
)
def measure_the_dictionary_does_not_know(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find measures whose metric, or whose variant, is not in the dictionary.

    Weight: 0.35 for one among many, growing to 0.8 with the share of measures concerned.
    """
    named = list(promises(blueprint))
    yield look_at(
        named,
        what=said_of("measure", "measures"),
        because=said("the blueprint names no measure"),
        bring=said("list `measures` with the touchpoints"),
    )
    unknown = [(one, because) for one in named if (because := _what_is_unknown(one.measure))]
    for one, because in unknown:
        yield Finding(
            element=one.element,
            says=said("“{title}” names {because}.").filled(title=one.title, because=because),
            weight=weight_of_gap(len(unknown), of=len(named), at_least=0.35),
        )


@check(
    id="MEA011",
    family="MEA",
    question="Is every target within what its metric can reach?",
    why="A target of 80 for a share that ends at 1 is never met, and then no longer looked at.",
    fix="Write shares from 0 to 1 (0.8 for 80%), times in milliseconds, points from −100 to 100.",
    source=f"{LEVERS}: documented objectives",
)
def target_out_of_range(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find targets outside the range of their metric's unit; times, counts and money end at zero below.

    Weight: 0.45 for one among many, growing to 1 with the share of targets concerned.
    """
    targets = [(one, _variant(one.measure)) for one in promises(blueprint) if has_target(one.measure)]
    known = [(one, variant) for one, variant in targets if variant is not None]
    yield look_at(
        known,
        what=said_of("target of known metrics", "targets of known metrics"),
        because=said("no target belongs to a metric of the dictionary"),
        bring=said("write `at_least` or `at_most` with the measures"),
    )
    wild = [(one, variant) for one, variant in known if not _is_within(one.measure, variant.unit)]
    for one, variant in wild:
        targeted = one.measure.at_least if one.measure.at_least is not None else one.measure.at_most
        yield Finding(
            element=one.element,
            says=said("“{title}” aims at {targeted:g} for {metric}, which is counted as {unit}.").filled(
                title=one.title, targeted=targeted, metric=one.metric, unit=variant.unit
            ),
            weight=weight_of_gap(len(wild), of=len(known), at_least=0.45),
        )


def _variant(measure: Measure) -> Variant | None:
    metric = metric_book().get(measure.metric)
    if metric is None:
        return None
    return next((one for one in metric.variants if measure.variant in (None, one.id)), None)


def _what_is_unknown(measure: Measure) -> str | None:
    book = metric_book()
    if measure.metric not in book:
        meant = nearest(measure.metric, book)
        return said("{metric!r}, which the dictionary does not know").filled(metric=measure.metric) + (
            said(" (nearest: {meant})").filled(meant=meant) if meant else ""
        )
    if _variant(measure) is None:
        meant = nearest(measure.variant or "", [variant.id for variant in book[measure.metric].variants])
        hint = said(" (nearest: {meant})").filled(meant=meant) if meant else ""
        return said("the variant {variant!r} of {metric}, which is not published{hint}").filled(
            variant=measure.variant, metric=measure.metric, hint=hint
        )
    return None


def _is_within(measure: Measure, unit: Unit) -> bool:
    low, high = _LIMITS.get(unit, (0.0, float("inf")) if unit is not Unit.RATIO else (float("-inf"), float("inf")))
    return all(low <= target <= high for target in (measure.at_least, measure.at_most) if target is not None)
