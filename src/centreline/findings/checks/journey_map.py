"""JOU, first part: are the facts of every touchpoint written down?"""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked
from centreline.findings.scope import look_at_touchpoints
from centreline.findings.sources import REBUILD
from centreline.kernel.said import said

__all__ = [
    "touchpoint_nobody_handles",
    "touchpoint_without_course",
    "touchpoint_without_duration",
    "touchpoint_without_outcome",
    "touchpoint_without_reason",
    "touchpoint_without_subject",
]

_MAP = f"{REBUILD}: Mapping the Customer Journey"


@check(
    id="JOU001",
    family="JOU",
    question="Is it written down what every touchpoint is, and whom it serves?",
    why="Where nobody has written what a touchpoint is, each department reviews a different one.",
    fix="Write `what` the touchpoint is in one sentence, and list the `customer_types` it serves.",
    source=f"{_MAP}, fact 1",
)
def touchpoint_without_subject(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints without a description or without a customer type.

    Weight: 0.2 for one among many, growing to 0.5 with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [touchpoint for touchpoint in blueprint.touchpoints if not (touchpoint.what and touchpoint.customer_types)]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.2,
        says=lambda touchpoint: said("“{title}” does not say {which}.").filled(
            title=touchpoint.title, which=said("whom it serves") if touchpoint.what else said("what it is")
        ),
    )


@check(
    id="JOU002",
    family="JOU",
    question="Is it written down why every touchpoint exists, and what triggers it?",
    why="A touchpoint without a reason cannot be removed or simplified, and one without a trigger cannot be forecast.",
    fix="Write `why` it exists and what `trigger` brings the customer; without a reason, ask whether it can go.",
    source=f"{_MAP}, fact 2",
)
def touchpoint_without_reason(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints without a reason or without a trigger.

    Weight: 0.25 for one among many, growing to 0.6 with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [touchpoint for touchpoint in blueprint.touchpoints if not (touchpoint.why and touchpoint.trigger)]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.25,
        says=lambda touchpoint: said("“{title}” does not say {which}.").filled(
            title=touchpoint.title, which=said("what triggers it") if touchpoint.why else said("why it exists")
        ),
    )


@check(
    id="JOU003",
    family="JOU",
    question="Is it written down what happens at every touchpoint, and through which channel?",
    why="What is not described is done in as many ways as there are people, and cannot be handed to a machine.",
    fix="Write what `happens`, and list the `channels`.",
    source=f"{_MAP}, fact 3",
)
def touchpoint_without_course(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints without a course of events or without a channel.

    Weight: 0.25 for one among many, growing to 0.6 with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [touchpoint for touchpoint in blueprint.touchpoints if not (touchpoint.happens and touchpoint.channels)]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.25,
        says=lambda touchpoint: said("“{title}” does not say {which}.").filled(
            title=touchpoint.title, which=said("through which channel") if touchpoint.happens else said("what happens")
        ),
    )


@check(
    id="JOU004",
    family="JOU",
    question="Does every touchpoint name the role that handles it?",
    why="Without a role there is nobody to recruit, train or coach for the work.",
    fix="List the roles in `handled_by`; where a machine serves it, name the role that watches over the machine.",
    source=f"{_MAP}, fact 5",
)
def touchpoint_nobody_handles(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints that no role handles.

    Weight: 0.35 for one among many, growing to 0.8 with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [touchpoint for touchpoint in blueprint.touchpoints if not touchpoint.handled_by]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.35,
        says=lambda touchpoint: said("No role handles “{title}”.").filled(title=touchpoint.title),
    )


@check(
    id="JOU005",
    family="JOU",
    question="Does every touchpoint say how long it should take?",
    why="Without an intended time nobody can plan people for the work, or tell slow from thorough.",
    fix="Write the intended seconds of handling as `takes_s`; measure ten contacts where nobody knows.",
    source=f"{_MAP}, fact 8",
)
def touchpoint_without_duration(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints without an intended time.

    Weight: 0.15 for one among many, growing to 0.4 with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [touchpoint for touchpoint in blueprint.touchpoints if touchpoint.takes_s is None]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.15,
        says=lambda touchpoint: said("Nobody has said how long “{title}” should take.").filled(title=touchpoint.title),
    )


@check(
    id="JOU006",
    family="JOU",
    question="Does every touchpoint say what the ideal outcome is?",
    why="Where the outcome is not agreed, each side measures its own: the shorter call, the closed case, the sale.",
    fix="Write the `ideal_outcome` from the customer's side, in one sentence.",
    source=f"{_MAP}, fact 9",
)
def touchpoint_without_outcome(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints without an ideal outcome.

    Weight: 0.25 for one among many, growing to 0.6 with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [touchpoint for touchpoint in blueprint.touchpoints if not touchpoint.ideal_outcome]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.25,
        says=lambda touchpoint: said("Nobody has said what “{title}” should leave the customer with.").filled(
            title=touchpoint.title
        ),
    )
