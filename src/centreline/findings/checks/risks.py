"""RIS: is it known what can go wrong, and what catches it?"""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.scope import look_at_touchpoints
from centreline.findings.sources import ISO_9001, REBUILD
from centreline.findings.weight import weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = ["machine_without_a_way_out", "risk_without_guard", "touchpoint_without_risk"]


@check(
    id="RIS001",
    family="RIS",
    question="Is it written down what can go wrong at every touchpoint?",
    why="What nobody has thought of is met first by a customer.",
    fix="Ask those who do the work what went wrong last month, and list it under `risks`.",
    source=f"{REBUILD}: Mapping the Customer Journey, fact 12",
)
def touchpoint_without_risk(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints without a risk.

    Weight: 0.2 for one among many, growing to 0.5 with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [touchpoint for touchpoint in blueprint.touchpoints if not touchpoint.risks]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.2,
        says=lambda touchpoint: said("Nobody has written what can go wrong at “{title}”.").filled(
            title=touchpoint.title
        ),
    )


@check(
    id="RIS002",
    family="RIS",
    question="Does something catch every known risk?",
    why="A risk that is known and not guarded against is a decision nobody has taken.",
    fix="Write what prevents or catches it as `guard`, or record a waiver with an owner.",
    source=f"{ISO_9001}: control points",
)
def risk_without_guard(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints with risks that nothing guards against.

    Weight: 0.3, growing to 0.7 with the share of all risks that are unguarded.
    """
    known = [(touchpoint, risk) for touchpoint in blueprint.touchpoints for risk in touchpoint.risks]
    yield look_at(
        known,
        what=said_of("risk", "risks"),
        because=said("no touchpoint says what can go wrong"),
        bring=said("list `risks` with the touchpoints"),
    )
    open_ones = [(touchpoint, risk) for touchpoint, risk in known if not risk.guard]
    for touchpoint, risk in open_ones:
        yield Finding(
            element=f"touchpoint:{touchpoint.id}",
            says=said("Nothing guards “{title}” against this: {what}.").filled(
                title=touchpoint.title, what=risk.what.rstrip(".")
            ),
            weight=weight_of_gap(len(open_ones), of=len(known), at_least=0.3),
        )


@check(
    id="RIS003",
    family="RIS",
    question="Can a customer get from every machine to a person?",
    why="A machine that is wrong and sure of it keeps a customer for ever where nobody else can be reached.",
    fix="Write a handoff to a touchpoint that people serve, with what the machine passes along.",
    source=f"{REBUILD}: AI Readiness Starts with Alignment, people who know when the answer is wrong",
)
def machine_without_a_way_out(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find automated touchpoints that hand on to no touchpoint which people serve.

    Weight: 0.5 for one among many, growing to 1 with the share of automated touchpoints concerned.
    """
    machines = [touchpoint for touchpoint in blueprint.touchpoints if touchpoint.automation == "automated"]
    yield look_at(
        machines,
        what=said_of("automated touchpoint", "automated touchpoints"),
        because=said("no touchpoint is automated"),
        bring=said("write `automation: automated` with the touchpoints that a machine serves alone"),
    )
    people = {touchpoint.id for touchpoint in blueprint.touchpoints if touchpoint.automation != "automated"}
    closed = [one for one in machines if not any(handoff.to in people for handoff in one.handoffs)]
    yield from one_each(
        "touchpoint",
        closed,
        of=len(machines),
        at_least=0.5,
        says=lambda touchpoint: said("From “{title}” no way leads to a person.").filled(title=touchpoint.title),
    )
