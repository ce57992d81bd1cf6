"""KNO, first part: is the way the work is done written, owned and used?"""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked
from centreline.findings.scope import look_at_elements, look_at_touchpoints
from centreline.findings.sources import ISO_9001, LEVERS, REBUILD
from centreline.kernel.said import said, said_of

__all__ = [
    "procedure_nobody_uses",
    "procedure_without_owner",
    "procedure_without_steps",
    "touchpoint_without_knowledge",
]


@check(
    id="KNO001",
    family="KNO",
    question="Is there a written procedure or an article for every touchpoint?",
    why="Without one, the answer depends on who picks up, and there is nothing a new colleague or a machine can learn.",
    fix="Write the procedure with those who do the work best, and list it under `procedures` or `knowledge`.",
    source=f"{REBUILD}: Mapping the Customer Journey, fact 7",
)
def touchpoint_without_knowledge(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints that name neither a procedure nor an article.

    Weight: 0.35 for one among many, growing to 0.8 with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [one for one in blueprint.touchpoints if not (one.procedures or one.knowledge)]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.35,
        says=lambda touchpoint: said("There is no procedure and no article for “{title}”.").filled(
            title=touchpoint.title
        ),
    )


@check(
    id="KNO002",
    family="KNO",
    question="Does somebody answer for every procedure?",
    why="A procedure without an owner is right only on the day it was written.",
    fix="Name the role that answers for the procedure as its `owner`.",
    source=f"{ISO_9001}: control of documented information; {LEVERS}: owners and documented procedures",
)
def procedure_without_owner(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find procedures whose owner is blank.

    Weight: 0.3 for one among many, growing to 0.7 with the share of procedures concerned.
    """
    yield look_at_elements(blueprint.procedures, what=said_of("procedure", "procedures"))
    orphans = [procedure for procedure in blueprint.procedures if procedure.owner is None]
    yield from one_each(
        "procedure",
        orphans,
        of=len(blueprint.procedures),
        at_least=0.3,
        says=lambda procedure: said("Nobody answers for the procedure “{title}”.").filled(title=procedure.title),
    )


@check(
    id="KNO003",
    family="KNO",
    question="Are the steps of every procedure written down?",
    why="A procedure that is only a title cannot be followed, trained or automated.",
    fix="Write the steps as they are done today, each with the system it is done in.",
    source=f"{REBUILD}: The CX Team Deep-Dive Review, documented procedures",
)
def procedure_without_steps(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find procedures without steps that are not an article of the knowledge base either.

    Weight: 0.3 for one among many, growing to 0.7 with the share of procedures concerned.
    """
    yield look_at_elements(blueprint.procedures, what=said_of("procedure", "procedures"))
    empty = [procedure for procedure in blueprint.procedures if not procedure.steps and procedure.article is None]
    yield from one_each(
        "procedure",
        empty,
        of=len(blueprint.procedures),
        at_least=0.3,
        says=lambda procedure: said("The procedure “{title}” has no steps.").filled(title=procedure.title),
    )


@check(
    id="KNO004",
    family="KNO",
    question="Is every procedure required somewhere?",
    why="A procedure nobody requires is kept up in vain, or belongs to a touchpoint that forgot to say so.",
    fix="List it with the touchpoint that needs it, or retire it.",
    source=f"{REBUILD}: The CX Team Deep-Dive Review, 'What can be removed?'",
)
def procedure_nobody_uses(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find procedures that no touchpoint requires.

    Weight: 0.1 for one among many, growing to 0.3 with the share of procedures concerned.
    """
    yield look_at_elements(blueprint.procedures, what=said_of("procedure", "procedures"))
    required = {key for touchpoint in blueprint.touchpoints for key in touchpoint.procedures}
    idle = [procedure for procedure in blueprint.procedures if procedure.id not in required]
    yield from one_each(
        "procedure",
        idle,
        of=len(blueprint.procedures),
        at_least=0.1,
        says=lambda procedure: said("No touchpoint requires the procedure “{title}”.").filled(title=procedure.title),
    )
