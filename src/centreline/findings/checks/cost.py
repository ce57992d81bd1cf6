"""COS: is every amount the operation costs named and planned?"""

from collections import defaultdict
from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.scope import look_at_elements
from centreline.findings.sources import REBUILD
from centreline.findings.weight import weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = [
    "cost_of_failure_not_planned",
    "line_not_planned",
    "months_not_planned",
    "partner_not_in_the_plan",
    "system_without_cost",
    "technology_plan_and_systems_differ",
]

_NAMED = f"{REBUILD}: Cost Planning, every current dollar"

_LINES_OF_FUNCTIONS = {
    "human_resources": "recruiting",
    "training": "training",
    "workforce": "workforce_planning",
    "quality": "quality",
    "analytics": "reporting",
}


@check(
    id="COS001",
    family="COS",
    question="Does the plan name the cost of everything the model names?",
    why="A cost per contact that leaves out planners, coaches and systems makes every other model look expensive.",
    fix="Ask finance for the amount, and write it under `planned_costs`; an estimate with a name is better than a gap.",
    source=_NAMED,
)
def line_not_planned(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find cost lines that the model's own teams, partners and systems call for, and that are not planned.

    Weight: 0.25 for one among many, growing to 0.6 with the share of the lines called for that is missing.
    """
    yield look_at_elements(blueprint.planned_costs, what=said_of("planned cost", "planned costs"))
    planned = {cost.line for cost in blueprint.planned_costs}
    wanted = _lines_called_for(blueprint)
    missing = {line: because for line, because in wanted.items() if line not in planned}
    for line, because in missing.items():
        yield Finding(
            element=f"cost:{line}",
            says=said("The model names {because}, and no cost is planned for {line}.").filled(
                because=because, line=line.replace("_", " ")
            ),
            weight=weight_of_gap(len(missing), of=len(wanted), at_least=0.25),
        )


@check(
    id="COS002",
    family="COS",
    question="Is the yearly cost of every system known?",
    why="A system whose cost nobody knows cannot be compared with the one that would replace it.",
    fix="Write `yearly_cost`: licences, hosting, support and the people who run it.",
    source=_NAMED,
)
def system_without_cost(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find systems without a yearly cost.

    Weight: 0.15 for one among many, growing to 0.4 with the share of systems concerned.
    """
    yield look_at_elements(blueprint.systems, what=said_of("system", "systems"))
    unpriced = [system for system in blueprint.systems if system.yearly_cost is None]
    yield from one_each(
        "system",
        unpriced,
        of=len(blueprint.systems),
        at_least=0.15,
        says=lambda system: said("Nobody has written what “{title}” costs in a year.").filled(title=system.title),
    )


@check(
    id="COS003",
    family="COS",
    question="Is every cost planned for every month?",
    why="A month without its share makes the next one look like overspending.",
    fix="Write the amount for the months that are missing, zero included.",
    source=_NAMED,
)
def months_not_planned(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find cost lines that are planned in some months between the plan's first and last, and not in others.

    Weight: 0.15, growing to 0.4 with the share of months that are missing.
    """
    yield look_at_elements(blueprint.planned_costs, what=said_of("planned cost", "planned costs"))
    months: dict[str, set[str]] = defaultdict(set)
    for cost in blueprint.planned_costs:
        months[cost.line].add(cost.month)
    whole = _months_between(min(map(min, months.values())), max(map(max, months.values())))
    for line, planned in months.items():
        missing = [month for month in whole if month not in planned]
        if missing:
            named = ", ".join(missing[:3]) + (
                said(" and {n} more").filled(n=len(missing) - 3) if len(missing) > 3 else ""
            )
            yield Finding(
                element=f"cost:{line}",
                says=said("No cost of {line} is planned for {named}.").filled(line=line.replace("_", " "), named=named),
                weight=weight_of_gap(len(missing), of=len(whole), at_least=0.15),
            )


@check(
    id="COS004",
    family="COS",
    question="Is what every partner costs in the plan?",
    why="A partner outside the plan is paid from somebody else's line, and looks free.",
    fix="Write the partner's amounts under `planned_costs`, with `line: partner` and its key.",
    source=_NAMED,
)
def partner_not_in_the_plan(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find partners for which no cost is planned.

    Weight: 0.3 for one among many, growing to 0.7 with the share of partners concerned.
    """
    yield look_at_elements(blueprint.partners, what=said_of("partner", "partners"))
    planned = {cost.partner for cost in blueprint.planned_costs}
    unpaid = [partner for partner in blueprint.partners if partner.id not in planned]
    yield from one_each(
        "partner",
        unpaid,
        of=len(blueprint.partners),
        at_least=0.3,
        says=lambda partner: said("No cost is planned for “{title}”.").filled(title=partner.title),
    )


@check(
    id="COS005",
    family="COS",
    question="Does the plan name what failure costs?",
    why="Escalations, rework, lost customers and missed revenue are paid whether or not anybody writes them down.",
    fix="Estimate each with finance from last year's records, and plan it, so that an improvement can be seen.",
    source=_NAMED,
)
def cost_of_failure_not_planned(
    blueprint: Blueprint, failure_lines: tuple[str, ...] = ("escalations", "rework", "churn", "missed_revenue")
) -> Iterator[Finding | Looked]:
    """Find which of the costs of failure the plan leaves out.

    Weight: 0.2, growing to 0.5 with the share of these lines that is missing.

    Args:
        failure_lines: Cost lines that are the price of work going wrong.
    """
    yield look_at_elements(blueprint.planned_costs, what=said_of("planned cost", "planned costs"))
    planned = {cost.line for cost in blueprint.planned_costs}
    missing = [line for line in failure_lines if line not in planned]
    for line in missing:
        yield Finding(
            element=f"cost:{line}",
            says=said("The plan does not name what {line} costs.").filled(line=line.replace("_", " ")),
            weight=weight_of_gap(len(missing), of=len(failure_lines), at_least=0.2),
        )


@check(
    id="COS006",
    family="COS",
    question="Do the planned cost of technology and the cost of the systems agree?",
    why="Where they differ, either a system is missing from the map or money is planned for one that is gone.",
    fix="Go through the invoices with IT and finance, system by system.",
    source=_NAMED,
)
def technology_plan_and_systems_differ(
    blueprint: Blueprint, tolerated_share: float = 0.1
) -> Iterator[Finding | Looked]:
    """Find a difference between a year of planned technology and the sum of the systems' yearly cost.

    Months that are not planned are made up for: the mean planned month × 12.

    Weight: 0.2 at what is tolerated, growing to 0.5 with the difference as a share of the larger amount.

    Args:
        tolerated_share: Difference, as a share of the larger amount, up to which the two agree.
    """
    planned = [cost for cost in blueprint.planned_costs if cost.line == "technology"]
    priced = [system.yearly_cost for system in blueprint.systems if system.yearly_cost is not None]
    yield look_at(
        priced if planned else (),
        what=said_of("system with a cost", "systems with a cost"),
        because=said("technology is not planned, or no system has a yearly cost"),
        bring=said("plan `technology` under `planned_costs`, and write `yearly_cost` with the systems"),
    )
    a_year = 12 * sum(cost.amount for cost in planned) / len({cost.month for cost in planned})
    systems = sum(priced)
    larger = max(a_year, systems)
    if larger > 0 and abs(a_year - systems) / larger > tolerated_share:
        currency = blueprint.organisation.currency
        yield Finding(
            element="cost:technology",
            says=said(
                "A year of technology is planned at {a_year:,.0f} {currency}; the systems cost {systems:,.0f} "
                "{currency}."
            ).filled(a_year=a_year, currency=currency, systems=systems),
            weight=weight_of_gap(abs(a_year - systems), of=larger, at_least=0.2),
        )


def _lines_called_for(blueprint: Blueprint) -> dict[str, str]:
    """Return the cost lines the model calls for, each with what in the model does."""
    internal = [team for team in blueprint.teams if team.partner is None]
    wanted: dict[str, str] = {}
    if internal:
        wanted |= {"internal_teams": "teams of its own", "leadership": "teams of its own"}
    if blueprint.partners:
        wanted |= {"partner": "a partner", "vendor_management": "a partner"}
    if blueprint.systems:
        wanted["technology"] = "systems"
    if any(site.partner is None for site in blueprint.sites):
        wanted["facilities"] = "sites of its own"
    for team in internal:
        if team.function in _LINES_OF_FUNCTIONS:
            wanted[_LINES_OF_FUNCTIONS[team.function]] = said("the team “{title}”").filled(title=team.title)
    return wanted


def _months_between(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{count // 12}-{count % 12 + 1:02d}" for count in range(start, end + 1)]
