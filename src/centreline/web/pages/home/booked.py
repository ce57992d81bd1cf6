"""What was booked and planned for each line of cost, month by month."""

from dataclasses import dataclass

from centreline.blueprint.document import Blueprint
from centreline.evidence.engine import Evidence

__all__ = ["NOT_OPERATING", "Line", "Months", "booked"]

NOT_OPERATING = frozenset({"churn", "missed_revenue"})
"""Lines that are estimated and for which nobody sends a bill; operating cost is without them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of cost in one month, in the currency of the centre.

    Attributes:
        line: What the money is for, as the contract calls it.
        booked: What was booked; None where nothing was.
        planned: What was planned; None where nothing was.
    """

    line: str
    booked: float | None
    planned: float | None


@dataclass(frozen=True, slots=True)
class Months:
    """The newest month with bookings, and the one before it.

    Attributes:
        month: The newest, as 2026-03.
        lines: Its lines, the dearest first.
        before: The month with bookings before it; empty where there is none.
        total_before: Operating cost of that month.
    """

    month: str
    lines: tuple[Line, ...]
    before: str
    total_before: float

    @property
    def total(self) -> float:
        """Operating cost of the newest month."""
        return sum(one.booked or 0.0 for one in self.lines if one.line not in NOT_OPERATING)

    @property
    def planned(self) -> float | None:
        """What was planned for it of operating cost; None where it has no plan at all."""
        amounts = [one.planned for one in self.lines if one.line not in NOT_OPERATING and one.planned is not None]
        return sum(amounts) if amounts else None

    @property
    def covered(self) -> float | None:
        """Share, 0 to 1, of its operating cost that was booked on lines with a plan; None where nothing was booked."""
        booked = [one for one in self.lines if one.line not in NOT_OPERATING and (one.booked or 0.0) > 0]
        whole = sum(one.booked or 0.0 for one in booked)
        return sum(one.booked or 0.0 for one in booked if one.planned is not None) / whole if whole else None


def booked(evidence: Evidence, blueprint: Blueprint) -> Months | None:
    """Return the newest month with bookings beside its plan; None where nothing was booked.

    Args:
        evidence: Its table `cost`, as the reader may see it; to who sees a partner's rows no plan of others is told.
        blueprint: What is planned.
    """
    costs = evidence.table("cost")
    rows = evidence.rows(costs.aggregate(amount=costs.amount.sum(), by=["line", "month"]))
    months = sorted({str(row["month"]) for row in rows if row["month"]})
    if not months:
        return None
    month, before = months[-1], months[-2] if len(months) > 1 else ""
    partners = evidence.scope.partners if evidence.scope else None
    spent = {row["line"]: float(row["amount"] or 0) for row in rows if row["month"] == month}
    planned: dict[str, float] = {}
    for one in blueprint.planned_costs:
        if one.month == month and (partners is None or one.partner in partners):
            planned[one.line] = planned.get(one.line, 0.0) + one.amount
    lines = [Line(line, spent.get(line), planned.get(line)) for line in {*spent, *planned}]
    lines.sort(key=lambda one: (-(one.booked or 0.0), one.line))
    earlier = (row for row in rows if row["month"] == before and row["line"] not in NOT_OPERATING)
    return Months(month, tuple(lines), before, sum(float(row["amount"] or 0) for row in earlier))
