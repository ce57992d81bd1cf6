"""PEO: do roles get what they need to do what is asked of them?"""

from collections.abc import Iterator, Sequence

from centreline.blueprint.document import Blueprint
from centreline.blueprint.organisation import Role
from centreline.blueprint.references import uses
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.promises import SPEED_METRICS
from centreline.findings.scope import look_at_elements, touchpoints_handled
from centreline.findings.sources import LEVERS, REBUILD
from centreline.findings.weight import weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = [
    "people_plan_with_gaps",
    "role_with_nothing_to_do",
    "role_without_skills",
    "scorecard_of_something_else",
    "scorecard_of_speed_alone",
]

_PLAN = f"{REBUILD}: Reimagining the People Plan"


@check(
    id="PEO001",
    family="PEO",
    question="Is there a people plan for every role that meets customers?",
    why="People who are hired, taught or coached by chance serve customers by chance.",
    fix="Write what is missing: environment, recruiting, training, support and the measures on the scorecard.",
    source=f"{_PLAN}, the five questions",
)
def people_plan_with_gaps(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find roles that handle touchpoints and lack a part of the people plan.

    Weight: 0.2, growing to 0.5 with the share of the plan's five parts that is missing.
    """
    for_customers = _roles_that_handle(blueprint)
    yield _look_at_roles(for_customers)
    for role in for_customers:
        parts = {
            "environment": role.environment,
            "recruiting": role.recruiting,
            "training": role.training,
            "support": role.support,
            "measurement": role.measurement,
        }
        blank = [name for name, text in parts.items() if not text]
        if blank:
            yield Finding(
                element=f"role:{role.id}",
                says=said("The people plan of “{title}” says nothing about {blank}.").filled(
                    title=role.title, blank=", ".join(blank)
                ),
                weight=weight_of_gap(len(blank), of=len(parts), at_least=0.2),
            )


@check(
    id="PEO002",
    family="PEO",
    question="Is every role measured by what customers get, not by speed alone?",
    why="People do what their scorecard counts: where it counts speed, contacts end instead of being settled.",
    fix="Put a measure of the outcome on the scorecard before the next round of rewards.",
    source=f"{LEVERS}: incentives that reward volume over resolution",
)
def scorecard_of_speed_alone(
    blueprint: Blueprint, speed_metrics: tuple[str, ...] = SPEED_METRICS
) -> Iterator[Finding | Looked]:
    """Find roles that handle touchpoints and whose scorecard holds speed, volume or presence only.

    Weight: 0.3, growing to 0.7 with the share of touchpoints the role handles.

    Args:
        speed_metrics: Metric ids that say how fast, how many or how present, and not how well.
    """
    scored = [role for role in _roles_that_handle(blueprint) if role.measurement]
    yield _look_at_roles(scored, what=said_of("role with a scorecard", "roles with a scorecard"))
    handled = touchpoints_handled(blueprint)
    for role in scored:
        if all(metric in speed_metrics for metric in role.measurement):
            yield Finding(
                element=f"role:{role.id}",
                says=said("The scorecard of “{title}” counts only {measurement}.").filled(
                    title=role.title, measurement=", ".join(role.measurement)
                ),
                weight=weight_of_gap(len(handled[role.id]), of=len(blueprint.touchpoints), at_least=0.3),
            )


@check(
    id="PEO003",
    family="PEO",
    question="Does every scorecard hold a measure of the touchpoints the role handles?",
    why="Where the touchpoint is judged by one number and the person by another, the person's number wins.",
    fix="Put one of the touchpoint's measures on the scorecard.",
    source=f"{_PLAN}, measurement",
)
def scorecard_of_something_else(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find roles whose scorecard shares no metric with any of the touchpoints they handle.

    Weight: 0.25, growing to 0.6 with the share of touchpoints the role handles.
    """
    handled = touchpoints_handled(blueprint)
    measured = {one.id: {measure.metric for measure in one.measures} for one in blueprint.touchpoints}
    scored = [
        role
        for role in _roles_that_handle(blueprint)
        if role.measurement and any(measured[key] for key in handled[role.id])
    ]
    yield _look_at_roles(
        scored,
        what=said_of(
            "role with a scorecard and measured touchpoints", "roles with a scorecard and measured touchpoints"
        ),
    )
    for role in scored:
        if not any(measured[key] & set(role.measurement) for key in handled[role.id]):
            yield Finding(
                element=f"role:{role.id}",
                says=said("The scorecard of “{title}” holds none of the measures of its touchpoints.").filled(
                    title=role.title
                ),
                weight=weight_of_gap(len(handled[role.id]), of=len(blueprint.touchpoints), at_least=0.25),
            )


@check(
    id="PEO004",
    family="PEO",
    question="Does every role have something to do in the model?",
    why="A role nothing refers to is a chart from an older model, or work the map has missed.",
    fix="Write what the role handles, owns or decides, or remove it.",
    source=f"{_PLAN}, confirm the roles and responsibilities required",
)
def role_with_nothing_to_do(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find roles that nothing in the blueprint refers to.

    Weight: 0.1 for one among many, growing to 0.3 with the share of roles concerned.
    """
    yield look_at_elements(blueprint.roles, what=said_of("role", "roles"))
    named = {use.key for use in uses(blueprint) if use.kind == "role"}
    idle = [role for role in blueprint.roles if role.id not in named]
    yield from one_each(
        "role",
        idle,
        of=len(blueprint.roles),
        at_least=0.1,
        says=lambda role: said("Nothing in the model refers to the role “{title}”.").filled(title=role.title),
    )


@check(
    id="PEO005",
    family="PEO",
    question="Is it written what every role has to be able to do, and what it is rewarded for?",
    why="Without skills and rewards a role is a name on a chart, and nobody can be hired or coached for it.",
    fix="Write `skills`, `incentives` and `ways_of_working` with three people who do the work well.",
    source=f"{LEVERS}: people as roles, skills, incentives and ways of working",
)
def role_without_skills(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find roles that handle touchpoints and lack skills, incentives or ways of working.

    Weight: 0.15, growing to 0.4 with the share of the three that is missing.
    """
    for_customers = _roles_that_handle(blueprint)
    yield _look_at_roles(for_customers)
    for role in for_customers:
        parts = {"skills": role.skills, "incentives": role.incentives, "ways of working": role.ways_of_working}
        blank = [name for name, text in parts.items() if not text]
        if blank:
            yield Finding(
                element=f"role:{role.id}",
                says=said("Nothing is written about the {blank} of “{title}”.").filled(
                    blank=", ".join(blank), title=role.title
                ),
                weight=weight_of_gap(len(blank), of=len(parts), at_least=0.15),
            )


def _roles_that_handle(blueprint: Blueprint) -> list[Role]:
    handled = touchpoints_handled(blueprint)
    return [role for role in blueprint.roles if role.id in handled]


_ROLES = said_of("role facing customers", "roles facing customers")


def _look_at_roles(roles: Sequence[Role], *, what: str = _ROLES) -> Looked:
    return look_at(
        roles,
        what=what,
        because=said("the blueprint has no {what}").filled(what=what),
        bring=said("describe the roles under `roles`, and list them as `handled_by` with the touchpoints"),
    )
