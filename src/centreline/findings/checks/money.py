"""MON: does the operation cost what was planned?"""

from collections.abc import Iterator
from dataclasses import dataclass

from centreline.blueprint.document import Blueprint
from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, NotExamined, Records
from centreline.findings.records import records_behind
from centreline.findings.sources import REBUILD
from centreline.findings.weight import weight_of_share
from centreline.kernel.said import said, said_of

__all__ = ["cost_above_plan", "cost_nobody_planned", "planned_cost_never_booked"]


@dataclass(frozen=True, slots=True)
class _Books:
    """Amounts by line, over the months that have both a plan and bookings."""

    months: tuple[str, ...]
    planned: dict[str, float]
    booked: dict[str, float]


@check(
    id="MON001",
    family="MON",
    question="Does every cost line stay within its plan?",
    why="A line that runs over month after month was planned for another operation than the one that is run.",
    fix="Ask the owner of the line what the money bought that the plan did not know of.",
    source=f"{REBUILD}: Cost Planning: Making the Business Case",
    needs=("cost",),
)
def cost_above_plan(
    blueprint: Blueprint, evidence: Evidence, tolerated_share: float = 0.1
) -> Iterator[Finding | Looked]:
    """Find cost lines whose bookings lie above the plan, over the months that have both.

    Weight: 0.3 at the tolerance, growing to 1 where twice the plan was spent.

    Args:
        tolerated_share: Amount above the plan that is tolerated, as a share of the plan.
    """
    books = _books(blueprint, evidence)
    both = sorted(books.planned.keys() & books.booked.keys())
    yield Looked(len(both), said_of("cost line planned and booked", "cost lines planned and booked"))
    for line in both:
        plan, spent = books.planned[line], books.booked[line]
        if plan <= 0 or spent <= (1 + tolerated_share) * plan:
            continue
        currency = blueprint.organisation.currency
        yield Finding(
            element=f"cost:{line}",
            says=said(
                "{words} cost {spent:,.0f} {currency} in {span}, {over:.0%} more than the {plan:,.0f} "
                "{currency} planned."
            ).filled(
                words=_words(line),
                spent=spent,
                currency=currency,
                span=_span(books),
                over=spent / plan - 1,
                plan=plan,
            ),
            weight=weight_of_share(spent - plan, of=plan, at_least=0.3),
            records=_records(evidence, line, books),
            against=said("The plan of the blueprint for {n} months.").filled(n=len(books.months)),
        )


@check(
    id="MON002",
    family="MON",
    question="Was every cost that is booked planned?",
    why="Money that nobody planned is missing from every comparison of insourcing, outsourcing and automation.",
    fix="Add the line to `planned_costs`, with the owner's best number; every dollar has to be named.",
    source=f"{REBUILD}: Cost Planning: Making the Business Case",
    needs=("cost",),
)
def cost_nobody_planned(
    blueprint: Blueprint, evidence: Evidence, least_share: float = 0.01
) -> Iterator[Finding | Looked]:
    """Find cost lines with bookings and no plan in the months that have a plan.

    Weight: 0.3, growing to 1 with the line's share of all that was booked.

    Args:
        least_share: Share of all bookings from which a line is named.
    """
    books = _books(blueprint, evidence)
    total = sum(books.booked.values())
    yield Looked(len(books.booked), said_of("cost line booked", "cost lines booked"))
    for line, spent in sorted(books.booked.items()):
        if line in books.planned or spent < least_share * total or total <= 0:
            continue
        yield Finding(
            element=f"cost:{line}",
            says=said("{words} cost {spent:,.0f} {currency} in {span}, and the plan has no such line.").filled(
                words=_words(line), spent=spent, currency=blueprint.organisation.currency, span=_span(books)
            ),
            weight=weight_of_share(spent, of=total, at_least=0.3),
            records=_records(evidence, line, books),
        )


@check(
    id="MON003",
    family="MON",
    question="Is every cost that was planned also booked?",
    why="A planned line without a booking is a bill that has not come, or a cost that hides in another line.",
    fix="Ask finance where the line is booked, and book it by its name.",
    source=f"{REBUILD}: Cost Planning: Making the Business Case",
    needs=("cost",),
)
def planned_cost_never_booked(
    blueprint: Blueprint, evidence: Evidence, least_share: float = 0.01
) -> Iterator[Finding | Looked]:
    """Find cost lines with a plan and not a single booking in the months that have bookings.

    Churn and missed revenue are left out: they are estimated, and nobody sends a bill for them.

    Weight: 0.2, growing to 1 with the line's share of the plan.

    Args:
        least_share: Share of the plan from which a line is named.
    """
    books = _books(blueprint, evidence)
    planned = {line: amount for line, amount in books.planned.items() if line not in {"churn", "missed_revenue"}}
    total = sum(planned.values())
    yield Looked(len(planned), said_of("cost line planned", "cost lines planned"))
    for line, amount in sorted(planned.items()):
        if line in books.booked or amount < least_share * total or total <= 0:
            continue
        yield Finding(
            element=f"cost:{line}",
            says=said("{amount:,.0f} {currency} were planned for {words} in {span}, and nothing was booked.").filled(
                amount=amount, currency=blueprint.organisation.currency, words=_words(line).lower(), span=_span(books)
            ),
            weight=weight_of_share(amount, of=total, at_least=0.2),
        )


def _books(blueprint: Blueprint, evidence: Evidence) -> _Books:
    costs = evidence.table("cost")
    rows = evidence.rows(costs.aggregate(amount=costs.amount.sum(), by=["line", "month"]))
    months = sorted({cost.month for cost in blueprint.planned_costs} & {row["month"] for row in rows})
    if not months:
        raise NotExamined(
            said("no month has both a plan in the blueprint and bookings in the records"),
            bring=said(
                "write `planned_costs` for the months of the bookings, or bring the bookings of the months planned"
            ),
        )
    planned: dict[str, float] = {}
    for cost in blueprint.planned_costs:
        if cost.month in months:
            planned[cost.line] = planned.get(cost.line, 0.0) + cost.amount
    booked: dict[str, float] = {}
    for row in rows:
        if row["month"] in months:
            booked[row["line"]] = booked.get(row["line"], 0.0) + row["amount"]
    return _Books(tuple(months), planned, dict(sorted(booked.items())))


def _records(evidence: Evidence, line: str, books: _Books) -> Records:
    costs = evidence.table("cost")
    behind = costs.filter(costs.line == line, costs.month.isin(books.months))
    return records_behind(
        evidence, behind, table="cost", where=said("line is {line}, in {span}").filled(line=line, span=_span(books))
    )


def _span(books: _Books) -> str:
    return (
        books.months[0]
        if len(books.months) == 1
        else said("{months} to {last_month}").filled(months=books.months[0], last_month=books.months[-1])
    )


def _words(line: str) -> str:
    return line.replace("_", " ").capitalize()
