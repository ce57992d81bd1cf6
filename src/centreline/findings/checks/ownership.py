"""OWN: does somebody answer for it?"""

from collections import Counter
from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.scope import look_at_elements, look_at_touchpoints
from centreline.findings.sources import LEVERS, REBUILD
from centreline.findings.weight import weight_of_gap, weight_of_times
from centreline.kernel.said import said, said_of

__all__ = [
    "journey_without_owner",
    "owner_of_too_much",
    "owner_without_team",
    "team_without_lead",
    "touchpoint_without_owner",
]


@check(
    id="OWN001",
    family="OWN",
    question="Does every touchpoint have one accountable owner?",
    why="Work that nobody owns is improved by nobody, and its customers are passed around.",
    fix="Name the role that answers for the outcome, then record it in the blueprint as `owner`.",
    source=f"{REBUILD}: Mapping the Customer Journey, 'Who owns it'",
)
def touchpoint_without_owner(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints whose owner is blank.

    Weight: 0.4 for one among many, growing to 0.9 with the share of touchpoints that have no owner.
    """
    yield look_at_touchpoints(blueprint)
    orphans = [touchpoint for touchpoint in blueprint.touchpoints if touchpoint.owner is None]
    yield from one_each(
        "touchpoint",
        orphans,
        of=len(blueprint.touchpoints),
        at_least=0.4,
        says=lambda touchpoint: said("Nobody answers for “{title}”.").filled(title=touchpoint.title),
    )


@check(
    id="OWN002",
    family="OWN",
    question="Does every journey have one accountable owner?",
    why="Each touchpoint can be in order while the journey as a whole fails, and then nobody is asked.",
    fix="Name one role that answers for the whole journey, and record it as the journey's `owner`.",
    source=f"{LEVERS}: one accountable owner for each journey",
)
def journey_without_owner(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find journeys whose owner is blank.

    Weight: 0.4 for one among many, growing to 0.9 with the share of journeys that have no owner.
    """
    yield look_at_elements(blueprint.journeys, what=said_of("journey", "journeys"))
    orphans = [journey for journey in blueprint.journeys if journey.owner is None]
    yield from one_each(
        "journey",
        orphans,
        of=len(blueprint.journeys),
        at_least=0.4,
        says=lambda journey: said("Nobody answers for the journey “{title}” from beginning to end.").filled(
            title=journey.title
        ),
    )


@check(
    id="OWN003",
    family="OWN",
    question="Does every role that owns a touchpoint or a journey sit in a team?",
    why="A role without a team is a title: no one holds it, has time for it or is asked about it.",
    fix="Place the role in a team, or give what it owns to a role that is in one.",
    source=f"{REBUILD}: clearer where ownership belongs across the functions",
)
def owner_without_team(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find roles that own touchpoints or journeys and belong to no team.

    Weight: 0.3, growing to 0.7 with the share of touchpoints that such a role owns.
    """
    owned = _owned(blueprint)
    yield look_at(
        tuple(owned),
        what=said_of("role owning something", "roles owning something"),
        because=said("no touchpoint and no journey names an owner"),
        bring=said("record owners in the blueprint as `owner`"),
    )
    for role in blueprint.roles:
        if role.id in owned and role.team is None:
            count = owned[role.id]
            yield Finding(
                element=f"role:{role.id}",
                says=said("“{title}” owns {count} of the map's elements and belongs to no team.").filled(
                    title=role.title, count=count
                ),
                weight=weight_of_gap(count, of=sum(owned.values()), at_least=0.3),
            )


@check(
    id="OWN004",
    family="OWN",
    question="Can every owner look after what is theirs?",
    why="A name against everything is ownership on paper: nobody can improve that many touchpoints at once.",
    fix="Share the touchpoints among the people who can change them; keep the journey with one owner.",
    source=f"{REBUILD}: leaders take ownership of their respective touchpoints",
)
def owner_of_too_much(blueprint: Blueprint, maximum_touchpoints: int = 25) -> Iterator[Finding | Looked]:
    """Find roles that own more touchpoints than one person can look after.

    Weight: 0.25 at the limit, 0.6 from twice the limit.

    Args:
        maximum_touchpoints: Touchpoints one role may own before the question is asked.
    """
    yield look_at_touchpoints(blueprint)
    owned = Counter(touchpoint.owner for touchpoint in blueprint.touchpoints if touchpoint.owner)
    for role, count in owned.items():
        if count > maximum_touchpoints:
            yield Finding(
                element=f"role:{role}",
                says=said("The role {role} owns {count} touchpoints, more than {maximum_touchpoints}.").filled(
                    role=role, count=count, maximum_touchpoints=maximum_touchpoints
                ),
                weight=weight_of_times(count, limit=max(1, maximum_touchpoints), at_least=0.25),
            )


@check(
    id="OWN005",
    family="OWN",
    question="Does every team have somebody who leads it?",
    why="Without a lead there is nobody to coach the team, and nobody to call when its work stalls.",
    fix="Name the role that leads the team, and record it as the team's `lead`.",
    source=f"{REBUILD}: Reimagining the People Plan, support",
)
def team_without_lead(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find teams whose lead is blank.

    Weight: 0.25 for one among many, growing to 0.6 with the share of teams that have no lead.
    """
    yield look_at_elements(blueprint.teams, what=said_of("team", "teams"))
    leaderless = [team for team in blueprint.teams if team.lead is None]
    yield from one_each(
        "team",
        leaderless,
        of=len(blueprint.teams),
        at_least=0.25,
        says=lambda team: said("Nobody leads the team “{title}”.").filled(title=team.title),
    )


def _owned(blueprint: Blueprint) -> Counter[str]:
    owners = [touchpoint.owner for touchpoint in blueprint.touchpoints]
    owners += [journey.owner for journey in blueprint.journeys]
    return Counter(owner for owner in owners if owner)
