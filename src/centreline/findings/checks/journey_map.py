"""JOU: are the facts of every touchpoint written down?"""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.scope import look_at_elements, look_at_touchpoints
from centreline.findings.sources import LEVERS, REBUILD
from centreline.findings.weight import weight_of_share

__all__ = [
    "customer_type_served_nowhere",
    "journey_without_outcome",
    "stage_without_touchpoint",
    "touchpoint_nobody_handles",
    "touchpoint_not_recognised",
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

    Weight: 0.2 for one among many, growing with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [touchpoint for touchpoint in blueprint.touchpoints if not (touchpoint.what and touchpoint.customer_types)]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.2,
        says=lambda touchpoint: (
            f"“{touchpoint.title}” does not say {'whom it serves' if touchpoint.what else 'what it is'}."
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

    Weight: 0.25 for one among many, growing with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [touchpoint for touchpoint in blueprint.touchpoints if not (touchpoint.why and touchpoint.trigger)]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.25,
        says=lambda touchpoint: (
            f"“{touchpoint.title}” does not say {'what triggers it' if touchpoint.why else 'why it exists'}."
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

    Weight: 0.25 for one among many, growing with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [touchpoint for touchpoint in blueprint.touchpoints if not (touchpoint.happens and touchpoint.channels)]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.25,
        says=lambda touchpoint: (
            f"“{touchpoint.title}” does not say {'through which channel' if touchpoint.happens else 'what happens'}."
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

    Weight: 0.35 for one among many, growing with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [touchpoint for touchpoint in blueprint.touchpoints if not touchpoint.handled_by]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.35,
        says=lambda touchpoint: f"No role handles “{touchpoint.title}”.",
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

    Weight: 0.15 for one among many, growing with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [touchpoint for touchpoint in blueprint.touchpoints if touchpoint.takes_s is None]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.15,
        says=lambda touchpoint: f"Nobody has said how long “{touchpoint.title}” should take.",
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

    Weight: 0.25 for one among many, growing with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [touchpoint for touchpoint in blueprint.touchpoints if not touchpoint.ideal_outcome]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.25,
        says=lambda touchpoint: f"Nobody has said what “{touchpoint.title}” should leave the customer with.",
    )


@check(
    id="JOU007",
    family="JOU",
    question="Does every journey say what the customer has at its end?",
    why="A journey without an end is a list of departments, and nobody can say whether it worked.",
    fix="Write the journey's `outcome` as the customer would say it.",
    source=f"{LEVERS}: levers bound to measurable outcomes",
)
def journey_without_outcome(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find journeys without an outcome.

    Weight: 0.3 for one among many, growing with the share of journeys concerned.
    """
    yield look_at_elements(blueprint.journeys, what="journeys")
    bare = [journey for journey in blueprint.journeys if not journey.outcome]
    yield from one_each(
        "journey",
        bare,
        of=len(blueprint.journeys),
        at_least=0.3,
        says=lambda journey: f"Nobody has said what a customer has at the end of “{journey.title}”.",
    )


@check(
    id="JOU008",
    family="JOU",
    question="Does every stage of a journey hold a touchpoint?",
    why="An empty stage is a part of the journey nobody has looked at, and often the part nobody owns.",
    fix="Map the touchpoints of the stage with those who work there, or remove the stage.",
    source=f"{_MAP}, from awareness to winning the customer back",
)
def stage_without_touchpoint(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find journeys with empty stages, or with no stage at all.

    Weight: 0.2, growing with the share of the journey's stages that are empty; 1 for a journey without any stage.
    """
    yield look_at_elements(blueprint.journeys, what="journeys")
    for journey in blueprint.journeys:
        empty = [stage.title for stage in journey.stages if not stage.touchpoints]
        if empty or not journey.stages:
            names = ", ".join(f"“{title}”" for title in empty)
            yield Finding(
                element=f"journey:{journey.id}",
                says=f"“{journey.title}” has " + (f"nothing mapped in {names}." if names else "no stage at all."),
                weight=weight_of_share(len(empty) or 1, of=len(journey.stages) or 1, at_least=0.2),
            )


@check(
    id="JOU009",
    family="JOU",
    question="Is every type of customer who travels a journey met somewhere on it?",
    why="A customer type the map forgets falls to whoever picks up.",
    fix="Add the type to the `customer_types` of the touchpoints that serve it, or map the one that is missing.",
    source=f"{_MAP}, fact 1",
)
def customer_type_served_nowhere(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find customer types of a journey that none of its touchpoints serves.

    Weight: 0.3, growing with the share of the journey's customer types concerned.
    """
    typed = [journey for journey in blueprint.journeys if journey.customer_types]
    yield look_at(
        typed,
        what="journeys with customer types",
        because="no journey says which customer types travel it",
        bring="list `customer_types` with each journey",
    )
    for journey in typed:
        served = {kind for stage in journey.stages for one in stage.touchpoints for kind in one.customer_types}
        forgotten = [kind for kind in journey.customer_types if kind not in served]
        if forgotten:
            yield Finding(
                element=f"journey:{journey.id}",
                says=f"No touchpoint of “{journey.title}” serves {', '.join(forgotten)}.",
                weight=weight_of_share(len(forgotten), of=len(journey.customer_types), at_least=0.3),
            )


@check(
    id="JOU010",
    family="JOU",
    question="Can the contacts of every touchpoint be recognised in the records?",
    why="What cannot be recognised cannot be held against what happened: it stays hearsay.",
    fix="Write under `recognised_by` the queues, reasons, channels or activities that the records use for it.",
    source=f"{REBUILD}: The CX Team Deep-Dive Review, validate",
)
def touchpoint_not_recognised(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints that say nothing about how their contacts look in the records.

    Weight: 0.2 for one among many, growing with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    unknown = [
        touchpoint
        for touchpoint in blueprint.touchpoints
        if touchpoint.recognised_by is None or not any(touchpoint.recognised_by.model_dump().values())
    ]
    yield from one_each(
        "touchpoint",
        unknown,
        of=len(blueprint.touchpoints),
        at_least=0.2,
        says=lambda touchpoint: f"The records of “{touchpoint.title}” cannot be told from others.",
    )
