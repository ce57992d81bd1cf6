"""What the register holds when it is taken out as a file: one line for each finding, shown on the page or not."""

from centreline.reports.table_out import Cell
from centreline.web.pages.findings.register import Row

__all__ = ["COLUMNS", "line_of"]

COLUMNS = (
    "check", "severity", "weight", "says", "element", "about", "records", "estimate", "low", "high", "n", "unit",
    "against", "owner", "decision", "contacts_a_month", "least_cost_a_month", "most_cost_a_month", "stage",
    "first_seen",
)  # fmt: skip
"""Headings; estimates and their intervals are in `unit`, shares from 0 to 1."""


def line_of(row: Row) -> tuple[Cell, ...]:
    """Return the cells of one finding, in the order of `COLUMNS`; empty ones where it rests on no estimate."""
    one, estimate = row.finding, row.finding.estimate
    number: tuple[Cell, ...] = (
        (None, None, None, None, "")
        if estimate is None
        else (estimate.value, estimate.low, estimate.high, estimate.n, str(one.unit))
    )
    named = (one.check, str(one.severity), one.weight, one.says, one.element, row.about, row.records)
    size: tuple[Cell, ...] = (None,) * 3
    if row.size is not None:
        size = (row.size.contacts, row.size.least_cost, row.size.most_cost)
    return (*named, *number, one.against or "", row.owner, row.lane, *size, row.stage_word, _moment(row))


def _moment(row: Row) -> str:
    return row.first_seen.isoformat() if row.first_seen else ""
