"""MEA, first part: is success defined in a way that can be counted?"""

from collections.abc import Iterator, Sequence

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.promises import SPEED_METRICS, Promise, has_target, promises
from centreline.findings.scope import look_at_touchpoints
from centreline.findings.sources import LEVERS, REBUILD
from centreline.findings.weight import weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = [
    "measure_without_owner",
    "measure_without_target",
    "target_without_definition",
    "touchpoint_measured_by_speed_alone",
    "touchpoint_without_measure",
]


@check(
    id="MEA001",
    family="MEA",
    question="Is it written down how success is measured at every touchpoint?",
    why="What is not measured cannot be seen to get better, and is defended with anecdotes.",
    fix="Choose the metric that tells whether the ideal outcome was reached, and list it under `measures`.",
    source=f"{REBUILD}: Mapping the Customer Journey, fact 10",
)
def touchpoint_without_measure(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints without a measure.

    Weight: 0.35 for one among many, growing to 0.8 with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [touchpoint for touchpoint in blueprint.touchpoints if not touchpoint.measures]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.35,
        says=lambda touchpoint: said("Nobody has said how success is measured at “{title}”.").filled(
            title=touchpoint.title
        ),
    )


@check(
    id="MEA002",
    family="MEA",
    question="Does every measure of a touchpoint have a target?",
    why="A number without a target is watched and never acted on.",
    fix="Write what would be good as `at_least` or `at_most`, in the metric's unit.",
    source=f"{REBUILD}: Bringing It All Together, clear targets and useful scorecards",
)
def measure_without_target(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find measures of touchpoints without a target.

    Weight: 0.2 for one among many, growing to 0.5 with the share of touchpoint measures concerned.
    """
    watched = _of_touchpoints(blueprint)
    yield _look_at_promises(watched)
    aimless = [one for one in watched if not has_target(one.measure)]
    yield from _each_promise(aimless, of=watched, at_least=0.2, lacks="has no target")


@check(
    id="MEA003",
    family="MEA",
    question="Does every target say which definition it is counted by?",
    why="The same name is counted in several published ways, and a target can be met in one and missed in another.",
    fix="Compare the variants with `centreline compare METRIC`, choose one, and record it as `variant`.",
    source=f"{LEVERS}: data definitions are agreed before measurement",
)
def target_without_definition(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find targets whose measure names no variant, wherever they are written.

    Weight: 0.25 for one among many, growing to 0.6 with the share of targets concerned; in agreements 0.4, to 0.9.
    """
    targets = [one for one in promises(blueprint) if has_target(one.measure)]
    yield look_at(
        targets,
        what=said_of("target", "targets"),
        because=said("nothing has a target"),
        bring=said("write `at_least` or `at_most` with the measures"),
    )
    vague = [one for one in targets if one.measure.variant is None]
    for one in vague:
        at_least = 0.4 if one.role == "agreement" else 0.25
        yield Finding(
            element=one.element,
            says=said("“{title}” has a target for {metric} and does not say how that is counted.").filled(
                title=one.title, metric=one.metric
            ),
            weight=weight_of_gap(len(vague), of=len(targets), at_least=at_least),
        )


@check(
    id="MEA004",
    family="MEA",
    question="Does somebody answer for every measure of a touchpoint?",
    why="A number everybody looks at and nobody answers for does not change.",
    fix="Name the role that answers for the number as the measure's `owner`.",
    source=f"{LEVERS}: metrics with clear definitions and owners",
)
def measure_without_owner(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find measures of touchpoints for which nobody answers: neither the measure nor the touchpoint names an owner.

    Weight: 0.25 for one among many, growing to 0.6 with the share of touchpoint measures concerned.
    """
    owned = {f"touchpoint:{one.id}": one.owner for one in blueprint.touchpoints}
    watched = _of_touchpoints(blueprint)
    yield _look_at_promises(watched)
    orphans = [one for one in watched if one.measure.owner is None and owned[one.element] is None]
    yield from _each_promise(orphans, of=watched, at_least=0.25, lacks="has nobody who answers for it")


@check(
    id="MEA006",
    family="MEA",
    question="Is every touchpoint measured by what the customer gets, not by speed alone?",
    why="Where only speed and volume count, contacts are made short instead of settled.",
    fix="Add a measure of the outcome (resolution, repeat contacts, satisfaction, quality) beside the one of speed.",
    source=f"{REBUILD}: From Cost Centre to Value Centre; {LEVERS}: incentives that reward volume over resolution",
)
def touchpoint_measured_by_speed_alone(
    blueprint: Blueprint, speed_metrics: tuple[str, ...] = SPEED_METRICS
) -> Iterator[Finding | Looked]:
    """Find touchpoints all of whose measures are of speed, volume or cost.

    Weight: 0.3 for one among many, growing to 0.7 with the share of measured touchpoints concerned.

    Args:
        speed_metrics: Metric ids that say how fast, how many or how cheap, and not how well.
    """
    measured = [touchpoint for touchpoint in blueprint.touchpoints if touchpoint.measures]
    yield _look_at_promises(measured, what=said_of("touchpoint with measures", "touchpoints with measures"))
    hurried = [one for one in measured if all(measure.metric in speed_metrics for measure in one.measures)]
    yield from one_each(
        "touchpoint",
        hurried,
        of=len(measured),
        at_least=0.3,
        says=lambda touchpoint: said("“{title}” is measured by speed, volume or cost alone.").filled(
            title=touchpoint.title
        ),
    )


def _of_touchpoints(blueprint: Blueprint) -> list[Promise]:
    return [one for one in promises(blueprint) if one.role == "success"]


_MEASURES = said_of("measure of touchpoints", "measures of touchpoints")


def _look_at_promises(watched: Sequence[object], *, what: str = _MEASURES) -> Looked:
    return look_at(
        watched,
        what=what,
        because=said("no touchpoint says how success is measured"),
        bring=said("list `measures` with the touchpoints"),
    )


def _each_promise(
    concerned: Sequence[Promise], *, of: Sequence[Promise], at_least: float, lacks: str
) -> Iterator[Finding]:
    for one in concerned:
        yield Finding(
            element=one.element,
            says=said("The measure of {metric} at “{title}” {lacks}.").filled(
                metric=one.metric, title=one.title, lacks=lacks
            ),
            weight=weight_of_gap(len(concerned), of=len(of), at_least=at_least),
        )
