"""What the made-up centre costs, as planned and as booked, and how many people it has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from centreline.blueprint.cost import CostLine, PlannedCost
from centreline.blueprint.document import Blueprint
from centreline.samples.cast import DESKS, SECOND_TEAM, ZONE, Desk
from centreline.samples.happened import Happened

__all__ = ["cost_table", "headcount_table", "planned_costs"]

MONTHS = (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
_MONTHLY_PAY = 3_400.0
_OF_PAY: tuple[tuple[CostLine, float], ...] = (
    ("leadership", 0.09), ("vendor_management", 0.02), ("workforce_planning", 0.03), ("quality", 0.03),
    ("training", 0.04), ("reporting", 0.02), ("escalations", 0.02), ("rework", 0.03), ("churn", 0.05),
    ("missed_revenue", 0.03), ("facilities", 0.07), ("recruiting", 0.02), ("other", 0.01),
)  # fmt: skip
"""What else is spent for each euro paid to the internal teams."""


@dataclass(frozen=True, slots=True)
class _Amount:
    line: CostLine
    month: date
    amount: float
    partner: str | None = None
    team: str | None = None


def cost_table(blueprint: Blueprint, contacts: pa.Table, happened: Happened) -> pa.Table:
    """Return what was booked: partners by contact, teams by head, systems by the month, the rest by share."""
    amounts = list(_amounts(blueprint, contacts, happened))
    return pa.table(
        {
            "source": ["ledger"] * len(amounts),
            "cost_id": [f"L-{number:05d}" for number in range(1, len(amounts) + 1)],
            "on": pa.array([amount.month for amount in amounts], pa.date32()),
            "line": [amount.line for amount in amounts],
            "amount": [round(amount.amount, 2) for amount in amounts],
            "partner": pa.array([amount.partner for amount in amounts], pa.string()),
            "team": pa.array([amount.team for amount in amounts], pa.string()),
            "zone": [ZONE] * len(amounts),
        }
    )


def planned_costs(booked: pa.Table, *, rng: np.random.Generator) -> tuple[PlannedCost, ...]:
    """Return a plan that was kept: every booked amount, at most two in a hundred off, in whole tens."""
    return tuple(
        PlannedCost(
            line=row["line"],
            month=f"{row['on']:%Y-%m}",
            amount=float(round(row["amount"] * rng.uniform(0.985, 1.015), -1)),
            partner=row["partner"],
            team=row["team"],
        )
        for row in booked.to_pylist()
    )


def headcount_table(happened: Happened, *, rng: np.random.Generator) -> pa.Table:
    """Return the people of each team on the first of each month: as many as asked for, few coming, few going."""
    rows = []
    for month in MONTHS:
        for desk, team, people in _teams(happened):
            moves = rng.binomial(people, 0.02, 2)
            rows.append(
                {
                    "source": "people-office",
                    "team": team,
                    "role": "adviser",
                    "partner": desk.partner,
                    "on": month,
                    "people": float(people),
                    "required": round(people * 0.98, 1),
                    "joined": int(moves[0]),
                    "left": int(moves[1]),
                    "in_training": float(moves[0]),
                    "absent_share": round(float(rng.normal(0.035, 0.003)), 4),
                    "zone": desk.zone,
                }
            )
    return pa.Table.from_pylist(rows)


def _teams(happened: Happened) -> Iterator[tuple[Desk, str, int]]:
    """Yield each team with its desk and how many people it has."""
    for number, desk in enumerate(DESKS):
        agents = np.flatnonzero(happened.roster.desk == number)
        if desk.team is None:
            continue
        second = int((agents % 2).sum()) if desk.queue == "billing" else 0
        yield desk, desk.team, len(agents) - second
        if second:
            yield desk, SECOND_TEAM, second


def _amounts(blueprint: Blueprint, contacts: pa.Table, happened: Happened) -> Iterator[_Amount]:
    technology = sum(system.yearly_cost or 0 for system in blueprint.systems) / 12
    rate = {partner.id: partner.rates[0].amount for partner in blueprint.partners}
    handled = _handled_by_partner(contacts)
    for month in MONTHS:
        pay = 0.0
        for desk, team, heads in _teams(happened):
            if desk.partner is None:
                pay += heads * _MONTHLY_PAY
                yield _Amount("internal_teams", month, heads * _MONTHLY_PAY, team=team)
        for partner in sorted(rate):
            yield _Amount("partner", month, rate[partner] * handled.get((partner, month.month), 0), partner=partner)
        yield _Amount("technology", month, technology)
        for line, share in _OF_PAY:
            yield _Amount(line, month, pay * share)


def _handled_by_partner(contacts: pa.Table) -> dict[tuple[str, int], int]:
    taken = contacts.filter(pc.equal(contacts["outcome"], "handled"))
    local = pc.local_timestamp(taken["offered_at"].cast(pa.timestamp("us", tz=ZONE)))
    months = pa.table({"partner": taken["partner"], "month": pc.month(local)})
    counted = months.group_by(["partner", "month"]).aggregate([([], "count_all")]).to_pylist()
    return {(row["partner"], row["month"]): row["count_all"] for row in counted if row["partner"]}
