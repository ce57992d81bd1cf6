"""KNO, second part: is what is written current, and trusted enough for a machine?"""

from collections.abc import Iterator
from datetime import date

from centreline.blueprint.document import Blueprint
from centreline.blueprint.procedure import Procedure
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.scope import look_at_elements
from centreline.findings.sources import ISO_9001, REBUILD
from centreline.findings.weight import weight_of_days, weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = [
    "machine_on_unverified_procedures",
    "procedure_changed_since_verified",
    "procedure_never_verified",
    "procedure_overdue",
]


@check(
    id="KNO005",
    family="KNO",
    question="Was every procedure checked within its review interval?",
    why="Answers go out of date silently; customers notice before the owner does.",
    fix="Have the owner check it against today's work, and record the day as `last_verified_on`.",
    source=f"{REBUILD}: The CX Team Deep-Dive Review, 'Are those SOPs current and trusted?'",
)
def procedure_overdue(blueprint: Blueprint, as_of: date, grace_days: int = 0) -> Iterator[Finding | Looked]:
    """Find procedures whose last verification is older than their review interval.

    Weight: 0.3 on the day it is due, 0.7 when it is overdue by one whole interval.

    Args:
        grace_days: Days a procedure may be overdue before it is found.
    """
    dated = [one for one in blueprint.procedures if one.last_verified_on and one.review_interval_days]
    yield look_at(
        dated,
        what=said_of("procedure with a review interval", "procedures with a review interval"),
        because=said("no procedure says when it was last verified and how often it has to be"),
        bring=said("write `last_verified_on` and `review_interval_days` with the procedures"),
    )
    for procedure in dated:
        late_days = _overdue_days(procedure, as_of)
        if late_days > grace_days:
            yield Finding(
                element=f"procedure:{procedure.id}",
                says=said(
                    "“{title}” was last verified on {last_verified_on}, and is overdue by {late_days} days."
                ).filled(title=procedure.title, last_verified_on=procedure.last_verified_on, late_days=late_days),
                weight=weight_of_days(late_days, interval_days=procedure.review_interval_days or 1, at_least=0.3),
                against=said("every {review_interval_days} days").filled(
                    review_interval_days=procedure.review_interval_days
                ),
            )


@check(
    id="KNO006",
    family="KNO",
    question="Has every procedure been verified, and is it said how often it has to be?",
    why="A procedure without a date and an interval cannot become overdue, so nobody will ever ask.",
    fix="Check it once, then write `last_verified_on` and `review_interval_days`.",
    source=f"{ISO_9001}: control of documented information",
)
def procedure_never_verified(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find procedures without a day of verification or without an interval.

    Weight: 0.25 for one among many, growing to 0.6 with the share of procedures concerned.
    """
    yield look_at_elements(blueprint.procedures, what=said_of("procedure", "procedures"))
    undated = [one for one in blueprint.procedures if not (one.last_verified_on and one.review_interval_days)]
    yield from one_each(
        "procedure",
        undated,
        of=len(blueprint.procedures),
        at_least=0.25,
        says=lambda procedure: (
            said("“{title}” has no review interval.").filled(title=procedure.title)
            if procedure.last_verified_on
            else said("Nobody has recorded that “{title}” was ever verified.").filled(title=procedure.title)
        ),
    )


@check(
    id="KNO007",
    family="KNO",
    question="Was every procedure verified again after it changed?",
    why="The last check speaks for the version before.",
    fix="Verify the version that is in force, and record the day as `last_verified_on`.",
    source=f"{REBUILD}: AI Readiness Starts with Alignment, current procedures",
)
def procedure_changed_since_verified(
    blueprint: Blueprint, as_of: date, grace_days: int = 30
) -> Iterator[Finding | Looked]:
    """Find procedures whose current version came into force after the last verification.

    Weight: 0.3 on the day after the grace, 0.7 after half a year.

    Args:
        grace_days: Days after the change within which the verification may follow.
    """
    dated = [one for one in blueprint.procedures if one.last_verified_on and one.changed_on]
    yield look_at(
        dated,
        what=said_of("procedure with both dates", "procedures with both dates"),
        because=said("no procedure says both when it changed and when it was last verified"),
        bring=said("write `changed_on` and `last_verified_on` with the procedures"),
    )
    for procedure in dated:
        changed_on, verified_on = procedure.changed_on or as_of, procedure.last_verified_on or as_of
        open_days = (as_of - changed_on).days - grace_days
        if changed_on > verified_on and open_days > 0:
            yield Finding(
                element=f"procedure:{procedure.id}",
                says=said("“{title}” changed on {changed_on} and was last verified on {verified_on}.").filled(
                    title=procedure.title, changed_on=changed_on, verified_on=verified_on
                ),
                weight=weight_of_days(open_days, interval_days=182, at_least=0.3),
            )


@check(
    id="KNO008",
    family="KNO",
    question="Do machines serve customers only where the procedure is written and verified?",
    why="A machine repeats what is written, right or wrong, faster than anybody can correct it.",
    fix="Verify the procedure first; until then keep a person between the machine and the customer.",
    source=f"{REBUILD}: AI Readiness Starts with Alignment, trusted knowledge",
)
def machine_on_unverified_procedures(blueprint: Blueprint, as_of: date) -> Iterator[Finding | Looked]:
    """Find touchpoints a machine serves, assists or is planned for, without procedure or with one that is unverified.

    A procedure is unverified when no day is recorded, or when the day lies further back than the review interval.

    Weight: 0.35 planned (growing to 0.8), 0.4 assisted (to 0.9), 0.6 automated (to 1), with the share of touchpoints
    that have a machine and are concerned.
    """
    machines = [one for one in blueprint.touchpoints if one.automation != "none"]
    yield look_at(
        machines,
        what=said_of("touchpoint with a machine", "touchpoints with a machine"),
        because=said("no touchpoint is automated, assisted or planned to be"),
        bring=said("write `automation` with the touchpoints where a machine serves, assists or is planned to"),
    )
    procedures = {procedure.id: procedure for procedure in blueprint.procedures}
    shaky = []
    for touchpoint in machines:
        weak = [key for key in touchpoint.procedures if not _is_verified(procedures.get(key), as_of)]
        if weak or not touchpoint.procedures:
            shaky.append((touchpoint, weak))
    for touchpoint, weak in shaky:
        least = {"planned": 0.35, "assisted": 0.4}.get(touchpoint.automation, 0.6)
        rests = (
            said("rests on unverified procedures ({weak})").filled(weak=", ".join(weak))
            if weak
            else said("rests on no procedure")
        )
        yield Finding(
            element=f"touchpoint:{touchpoint.id}",
            says=said("“{title}” ({automation}) {rests}.").filled(
                title=touchpoint.title, automation=touchpoint.automation, rests=rests
            ),
            weight=weight_of_gap(len(shaky), of=len(machines), at_least=least),
        )


def _overdue_days(procedure: Procedure, as_of: date) -> int:
    if procedure.last_verified_on is None or procedure.review_interval_days is None:
        return 0
    return (as_of - procedure.last_verified_on).days - procedure.review_interval_days


def _is_verified(procedure: Procedure | None, as_of: date) -> bool:
    return procedure is not None and procedure.last_verified_on is not None and _overdue_days(procedure, as_of) <= 0
