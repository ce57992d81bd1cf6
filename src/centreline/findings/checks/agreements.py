"""PAR, second part: what was agreed with partners, and what is paid for."""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.promises import OUTCOME_METRICS, has_target, promises
from centreline.findings.scope import look_at_elements
from centreline.findings.sources import LEVERS, REBUILD
from centreline.findings.weight import weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = [
    "agreement_and_touchpoint_aim_differently",
    "agreement_without_target",
    "partner_paid_by_volume_alone",
    "partner_without_agreement",
    "partner_without_rate",
]

_EXPECTATIONS = f"{REBUILD}: Why CX Is Still Hard in 2026, clear expectations and proper measurement"


@check(
    id="PAR006",
    family="PAR",
    question="Is it agreed with every partner how its work is measured?",
    why="Without an agreed measure each side brings its own, and the review is an argument about numbers.",
    fix="Agree on two or three measures with their variant and target, and list them under `service_levels`.",
    source=_EXPECTATIONS,
)
def partner_without_agreement(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find partners without an agreed measure.

    Weight: 0.4 for one among many, growing to 0.9 with the share of partners concerned.
    """
    yield look_at_elements(blueprint.partners, what=said_of("partner", "partners"))
    loose = [partner for partner in blueprint.partners if not partner.service_levels]
    yield from one_each(
        "partner",
        loose,
        of=len(blueprint.partners),
        at_least=0.4,
        says=lambda partner: said("Nothing is agreed with “{title}” on how its work is measured.").filled(
            title=partner.title
        ),
    )


@check(
    id="PAR007",
    family="PAR",
    question="Does every agreed measure have a target?",
    why="An agreement without a target cannot be broken, or kept.",
    fix="Write `at_least` or `at_most` with the measures under `service_levels`.",
    source=_EXPECTATIONS,
)
def agreement_without_target(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find agreed measures without a target.

    Weight: 0.35 for one among many, growing to 0.8 with the share of agreed measures concerned.
    """
    agreed = [one for one in promises(blueprint) if one.role == "agreement"]
    yield look_at(
        agreed,
        what=said_of("agreed measure", "agreed measures"),
        because=said("nothing is agreed with any partner")
        if blueprint.partners
        else said("the blueprint names no partners"),
        bring=said("list `service_levels` with the partners"),
    )
    open_ones = [one for one in agreed if not has_target(one.measure)]
    for one in open_ones:
        yield Finding(
            element=one.element,
            says=said("With “{title}”, {metric} is agreed without a target.").filled(
                title=one.title, metric=one.metric
            ),
            weight=weight_of_gap(len(open_ones), of=len(agreed), at_least=0.35),
        )


@check(
    id="PAR008",
    family="PAR",
    question="Is it written down what every partner is paid?",
    why="A cost per contact that leaves out a partner's rate compares nothing.",
    fix="Write the `rates`: amount, and what one unit is.",
    source=f"{REBUILD}: Cost Planning, every current dollar",
)
def partner_without_rate(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find partners without a rate.

    Weight: 0.25 for one among many, growing to 0.6 with the share of partners concerned.
    """
    yield look_at_elements(blueprint.partners, what=said_of("partner", "partners"))
    unpriced = [partner for partner in blueprint.partners if not partner.rates]
    yield from one_each(
        "partner",
        unpriced,
        of=len(blueprint.partners),
        at_least=0.25,
        says=lambda partner: said("Nobody has written what “{title}” is paid.").filled(title=partner.title),
    )


@check(
    id="PAR009",
    family="PAR",
    question="Is every partner that is paid by volume also held to the outcome?",
    why="Pay by the contact, the minute or the hour, and unsettled contacts that come back earn twice.",
    fix="Agree on a measure of the outcome (resolution, repeat contacts, quality), or pay for resolved issues.",
    source=f"{LEVERS}: incentives that reward volume over resolution; {REBUILD}: optimised incentives",
)
def partner_paid_by_volume_alone(
    blueprint: Blueprint, outcome_metrics: tuple[str, ...] = OUTCOME_METRICS
) -> Iterator[Finding | Looked]:
    """Find partners paid by the contact, the minute or the hour whose agreement holds no measure of the outcome.

    Weight: 0.4 for one among many, growing to 0.9 with the share of partners with a rate concerned.

    Args:
        outcome_metrics: Metric ids that say what the customer got.
    """
    priced = [partner for partner in blueprint.partners if partner.rates]
    yield look_at(
        priced,
        what=said_of("partner with a rate", "partners with a rate"),
        because=said("no partner says what it is paid")
        if blueprint.partners
        else said("the blueprint names no partners"),
        bring=said("write `rates` with the partners"),
    )
    by_volume = [
        partner
        for partner in priced
        if any(rate.per in ("contact", "minute", "hour") for rate in partner.rates)
        and not any(measure.metric in outcome_metrics for measure in partner.service_levels)
    ]
    yield from one_each(
        "partner",
        by_volume,
        of=len(priced),
        at_least=0.4,
        says=lambda partner: said(
            "“{title}” is paid by the {paid_per}, and no measure of the outcome is agreed."
        ).filled(title=partner.title, paid_per="/".join(dict.fromkeys(rate.per for rate in partner.rates))),
    )


@check(
    id="PAR010",
    family="PAR",
    question="Is a partner held to the same target as the touchpoints it serves?",
    why="A partner can keep its agreement and miss the target, and both sides are right.",
    fix="Agree on one target and one variant for the metric, and write it in both places.",
    source=f"{REBUILD}: The Real Question Is Not Insourcing vs. Outsourcing, whether the work is aligned",
)
def agreement_and_touchpoint_aim_differently(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find metrics for which a partner's agreement and a touchpoint it serves differ in variant or target.

    Weight: 0.3 for one among many, growing to 0.7 with the share of metrics written in both places that differ.
    """
    agreed = {(one.id, measure.metric): measure for one in blueprint.partners for measure in one.service_levels}
    both = [
        (touchpoint, measure, agreed[touchpoint.partner, measure.metric])
        for touchpoint in blueprint.touchpoints
        for measure in touchpoint.measures
        if touchpoint.partner and (touchpoint.partner, measure.metric) in agreed
    ]
    yield look_at(
        both,
        what=said_of("metric written in both places", "metrics written in both places"),
        because=said("no metric is both agreed with a partner and watched at a touchpoint it serves"),
        bring=said("write the same metrics under the partner's `service_levels` and the touchpoints' `measures`"),
    )
    torn = [
        (touchpoint, mine, theirs)
        for touchpoint, mine, theirs in both
        if (mine.variant, mine.at_least, mine.at_most) != (theirs.variant, theirs.at_least, theirs.at_most)
    ]
    for touchpoint, mine, _ in torn:
        yield Finding(
            element=f"touchpoint:{touchpoint.id}",
            says=said("“{title}” and the agreement with {partner} aim differently at {metric}.").filled(
                title=touchpoint.title, partner=touchpoint.partner, metric=mine.metric.replace("_", " ")
            ),
            weight=weight_of_gap(len(torn), of=len(both), at_least=0.3),
            against=f"partner:{touchpoint.partner}",
        )
