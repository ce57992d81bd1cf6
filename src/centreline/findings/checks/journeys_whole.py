"""JOU, second part: does the map lead every customer to an end, and to the records?"""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.scope import look_at_elements, look_at_touchpoints
from centreline.findings.sources import LEVERS, REBUILD
from centreline.findings.weight import weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = [
    "customer_type_served_nowhere",
    "journey_without_outcome",
    "stage_without_touchpoint",
    "touchpoint_not_recognised",
]

_MAP = f"{REBUILD}: Mapping the Customer Journey"


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

    Weight: 0.3 for one among many, growing to 0.7 with the share of journeys concerned.
    """
    yield look_at_elements(blueprint.journeys, what=said_of("journey", "journeys"))
    bare = [journey for journey in blueprint.journeys if not journey.outcome]
    yield from one_each(
        "journey",
        bare,
        of=len(blueprint.journeys),
        at_least=0.3,
        says=lambda journey: said("Nobody has said what a customer has at the end of “{title}”.").filled(
            title=journey.title
        ),
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

    Weight: 0.2, growing to 0.5 with the share of the journey's stages that are empty, or where it has none.
    """
    yield look_at_elements(blueprint.journeys, what=said_of("journey", "journeys"))
    for journey in blueprint.journeys:
        empty = [stage.title for stage in journey.stages if not stage.touchpoints]
        if empty or not journey.stages:
            names = ", ".join(f"“{title}”" for title in empty)
            yield Finding(
                element=f"journey:{journey.id}",
                says=said("“{title}” has ").filled(title=journey.title)
                + (said("nothing mapped in {named}.").filled(named=names) if names else said("no stage at all.")),
                weight=weight_of_gap(len(empty) or 1, of=len(journey.stages) or 1, at_least=0.2),
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

    Weight: 0.3, growing to 0.7 with the share of the journey's customer types concerned.
    """
    typed = [journey for journey in blueprint.journeys if journey.customer_types]
    yield look_at(
        typed,
        what=said_of("journey with customer types", "journeys with customer types"),
        because=said("no journey says which customer types travel it"),
        bring=said("list `customer_types` with each journey"),
    )
    for journey in typed:
        served = {kind for stage in journey.stages for one in stage.touchpoints for kind in one.customer_types}
        forgotten = [kind for kind in journey.customer_types if kind not in served]
        if forgotten:
            yield Finding(
                element=f"journey:{journey.id}",
                says=said("No touchpoint of “{title}” serves {forgotten}.").filled(
                    title=journey.title, forgotten=", ".join(forgotten)
                ),
                weight=weight_of_gap(len(forgotten), of=len(journey.customer_types), at_least=0.3),
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

    Weight: 0.2 for one among many, growing to 0.5 with the share of touchpoints concerned.
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
        says=lambda touchpoint: said("The records of “{title}” cannot be told from others.").filled(
            title=touchpoint.title
        ),
    )
