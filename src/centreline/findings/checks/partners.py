"""PAR, first part: is it clear what partners serve, and who on our side answers?"""

from collections.abc import Iterator
from datetime import date

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.scope import look_at_elements
from centreline.findings.sources import LEVERS, REBUILD
from centreline.findings.weight import weight_of_days, weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = [
    "contract_that_ends_soon",
    "partner_answers_for_itself",
    "partner_not_visited",
    "partner_without_owner",
    "scope_and_map_disagree",
]

_OUTSOURCING = f"{REBUILD}: Why CX Is Still Hard in 2026, outsourcing needs more clarity"


@check(
    id="PAR001",
    family="PAR",
    question="Does a role on our side answer for every partner?",
    why="A partnership that purchasing signed and nobody leads drifts to what the invoice counts.",
    fix="Name our role that answers for the partnership as the partner's `owner`.",
    source=_OUTSOURCING,
)
def partner_without_owner(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find partners whose owner is blank.

    Weight: 0.4 for one among many, growing to 0.9 with the share of partners concerned.
    """
    yield look_at_elements(blueprint.partners, what=said_of("partner", "partners"))
    orphans = [partner for partner in blueprint.partners if partner.owner is None]
    yield from one_each(
        "partner",
        orphans,
        of=len(blueprint.partners),
        at_least=0.4,
        says=lambda partner: said("Nobody on our side answers for “{title}”.").filled(title=partner.title),
    )


@check(
    id="PAR002",
    family="PAR",
    question="Do the partner's scope and the journey map say the same?",
    why="A touchpoint that only one of the two papers gives to the partner is served by accident.",
    fix="Walk the scope with the partner, and correct the touchpoint's `partner` or the partner's `scope`.",
    source=f"{REBUILD}: Mapping the Customer Journey, partners included",
)
def scope_and_map_disagree(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints that name a partner which does not have them in scope, or that are in scope elsewhere.

    Weight: 0.35 for one among many, growing to 0.8 with the share of outsourced touchpoints concerned.
    """
    yield look_at_elements(blueprint.partners, what=said_of("partner", "partners"))
    scope = {(partner.id, key) for partner in blueprint.partners for key in partner.scope}
    served = {(one.partner, one.id) for one in blueprint.touchpoints if one.partner}
    torn = sorted(scope ^ served)
    for partner, key in torn:
        outside = (partner, key) in served
        yield Finding(
            element=f"touchpoint:{key}",
            says=said("The map gives {key} to {partner}, whose scope does not hold it.").filled(
                key=key, partner=partner
            )
            if outside
            else said("{partner} has {key} in its scope, and the map does not give it to {partner}.").filled(
                partner=partner, key=key
            ),
            weight=weight_of_gap(len(torn), of=len(scope | served), at_least=0.35),
            against=f"partner:{partner}",
        )


@check(
    id="PAR003",
    family="PAR",
    question="Does every partner's contract run long enough to plan with?",
    why="A contract that ends within the planning horizon decides the operating model by date, not by thought.",
    fix="Decide now whether to renew, move or take the work back, with the definitions both sides use.",
    source=f"{REBUILD}: The Real Question Is Not Insourcing vs. Outsourcing",
)
def contract_that_ends_soon(blueprint: Blueprint, as_of: date, notice_days: int = 180) -> Iterator[Finding | Looked]:
    """Find partners whose contract has ended or ends within the days of notice.

    Weight: 0.45 on the first day of notice, 1 on the last day of the contract and after it.

    Args:
        notice_days: Days before the end from which the question is asked.
    """
    dated = [(partner, partner.contract_ends_on) for partner in blueprint.partners if partner.contract_ends_on]
    yield look_at(
        dated,
        what=said_of("partner with a contract date", "partners with a contract date"),
        because=said("no partner says when its contract ends")
        if blueprint.partners
        else said("the blueprint names no partners"),
        bring=said("write `contract_ends_on` with the partners"),
    )
    for partner, ends_on in dated:
        left_days = (ends_on - as_of).days
        if left_days <= notice_days:
            yield Finding(
                element=f"partner:{partner.id}",
                says=said("The contract with “{title}” ").filled(title=partner.title)
                + (
                    said("ends on {ends_on}, in {left_days} days.").filled(ends_on=ends_on, left_days=left_days)
                    if left_days >= 0
                    else said("ended on {ends_on}.").filled(ends_on=ends_on)
                ),
                weight=weight_of_days(notice_days - left_days, interval_days=max(1, notice_days), at_least=0.45),
            )


@check(
    id="PAR004",
    family="PAR",
    question="Was every partner visited within the year?",
    why="What the front line knows does not reach a report; it is heard on the floor.",
    fix="Visit: meet supervisors without their managers, hear agents alone, and record what they say as claims.",
    source=f"{REBUILD}: The CX Team Deep-Dive Review, visit your partners' centres",
)
def partner_not_visited(
    blueprint: Blueprint, as_of: date, visit_interval_days: int = 365
) -> Iterator[Finding | Looked]:
    """Find partners that were never visited, or not within the interval.

    Weight: 0.3 on the first day overdue, 0.7 when it is overdue by one whole interval; 0.5 where no visit is recorded.

    Args:
        visit_interval_days: Days within which every partner is to be visited.
    """
    yield look_at_elements(blueprint.partners, what=said_of("partner", "partners"))
    for partner in blueprint.partners:
        if partner.last_visited_on is None:
            says, weight = said("No visit to “{title}” is recorded.").filled(title=partner.title), 0.5
        else:
            late_days = (as_of - partner.last_visited_on).days - visit_interval_days
            if late_days <= 0:
                continue
            says = said("“{title}” was last visited on {last_visited_on}.").filled(
                title=partner.title, last_visited_on=partner.last_visited_on
            )
            weight = weight_of_days(late_days, interval_days=max(1, visit_interval_days), at_least=0.3)
        yield Finding(element=f"partner:{partner.id}", says=says, weight=weight)


@check(
    id="PAR005",
    family="PAR",
    question="Does our own side answer for what partners serve?",
    why="A partner that owns the touchpoint and reports on it marks its own work.",
    fix="Give the touchpoint, and the partnership, an owner in one of our own teams.",
    source=f"{_OUTSOURCING}; {LEVERS}: one accountable owner",
)
def partner_answers_for_itself(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find partners, and touchpoints they serve, whose owner is a role in a team of that partner.

    Weight: 0.4 for one among many, growing to 0.9 with the share of partners and outsourced touchpoints concerned.
    """
    yield look_at_elements(blueprint.partners, what=said_of("partner", "partners"))
    employer = {team.id: team.partner for team in blueprint.teams}
    employed_by = {role.id: employer.get(role.team or "") for role in blueprint.roles}
    held = [(f"partner:{one.id}", one.title, one.id, one.owner) for one in blueprint.partners]
    held += [
        (f"touchpoint:{one.id}", one.title, one.partner, one.owner) for one in blueprint.touchpoints if one.partner
    ]
    own_judge = [one for one in held if one[3] is not None and employed_by.get(one[3]) == one[2]]
    for element, title, partner, owner in own_judge:
        yield Finding(
            element=element,
            says=said("“{title}” is owned by {owner}, who works for {partner}.").filled(
                title=title, owner=owner, partner=partner
            ),
            weight=weight_of_gap(len(own_judge), of=len(held), at_least=0.4),
        )
