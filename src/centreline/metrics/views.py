"""Tables as the definitions see them: a contract's columns, and those that are worked out from several rows."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, time, timedelta
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.metrics.ledgers import LEDGER_COLUMNS, with_ledger
from centreline.metrics.tenure import TENURE_COLUMNS, with_tenure
from centreline.metrics.window import WINDOW_COLUMNS, with_windows

__all__ = ["DERIVED", "VIEWS", "base_table", "view"]

DERIVED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "contact": {**WINDOW_COLUMNS, **LEDGER_COLUMNS, **TENURE_COLUMNS, "evidence_ends_at": ()},
    "article": {"evidence_ends_at": ()},
    "interval_stat": {"staff_row": ()},
    "evaluation_pair": {
        "other_score": ("score", "calibration_id", "evaluator"),
        "other_critical": ("calibration_id", "evaluator"),
        "critical": (),
    },
}
"""Worked-out columns by table, each with the columns of the contract it cannot do without."""

VIEWS: Mapping[str, str] = {
    "forecast_day": "interval_stat",
    "forecast_week": "interval_stat",
    "evaluation_pair": "evaluation",
}
"""Tables made from others, each with the contract it is made from."""


def base_table(name: str) -> str:
    """Return the contract a view is made from; a contract is its own."""
    return VIEWS.get(name, name)


def view(evidence: Evidence, name: str, *, wanted: Collection[str] = (), within_ms: float | None = None) -> Table:
    """Return a table or view, with the worked-out columns that are wanted.

    Args:
        evidence: What happened.
        name: Of a contract or a view.
        wanted: Columns of `DERIVED`.
        within_ms: The longest gap between contacts that is asked about; None where that is not known.

    Raises:
        EvidenceMissing: nobody has brought the table it is made from.
    """
    makers: Mapping[str, Callable[[], Table]] = {
        "forecast_day": lambda: _forecast(evidence, grain="D"),
        "forecast_week": lambda: _forecast(evidence, grain="W"),
        "evaluation_pair": lambda: _evaluation_pairs(evidence),
    }
    if name in makers:
        return makers[name]()
    table = evidence.table(name)
    if set(wanted) & set(WINDOW_COLUMNS):
        table = with_windows(evidence, wanted, within_ms=within_ms)
    if name == "contact" and set(wanted) & set(LEDGER_COLUMNS):
        table = with_ledger(evidence, table, wanted)
    if name == "contact" and set(wanted) & set(TENURE_COLUMNS):
        table = with_tenure(table)
    constants: Mapping[str, Callable[[], Any]] = {
        "evidence_ends_at": lambda: _ends_at(evidence),
        "staff_row": lambda: _staff_row(evidence, table),
    }
    added = {column: make() for column, make in constants.items() if column in wanted}
    return table.mutate(**added) if added else table


def _ends_at(evidence: Evidence) -> Any:
    """Return the midnight that ends the last day of the evidence."""
    if evidence.last_day is None:
        raise ValueError("evidence without a table has no last day")
    return ibis.timestamp(datetime.combine(evidence.last_day + timedelta(days=1), time()))


def _staff_row(evidence: Evidence, table: Table) -> Any:
    """Return which rows tell how staff spent their time: those of agents where there are any, else those of queues."""
    of_agent = ibis.coalesce(table.agent, "") != ""
    filled = table.scheduled_ms.notnull() | table.available_ms.notnull() | table.paid_ms.notnull()
    [row] = evidence.remembered(table.aggregate(rows=table.count(where=of_agent & filled)), "rows of agents")
    return of_agent if row["rows"] else ~of_agent


def _forecast(evidence: Evidence, *, grain: str) -> Table:
    """Return what was forecast and what came, summed by queue and day or week: intervals with both, none of agents."""
    table = evidence.table("interval_stat")
    both = table.offered.notnull() & table.forecast_offered.notnull() & (ibis.coalesce(table.agent, "") == "")
    keys = [table.source, table.queue, table.partner, table.team]
    return table.filter(both).aggregate(
        offered=table.offered.sum(),
        forecast_offered=table.forecast_offered.sum(),
        by=[*keys, table.local_at.truncate(grain).name("local_at")],
    )


def _evaluation_pairs(evidence: Evidence) -> Table:
    """Return every two judgements of one contact in one calibration, each pair once."""
    table = evidence.table("evaluation").filter(lambda row: row.calibration_id.notnull() & row.evaluator.notnull())
    one = table.mutate(critical=_any_critical(table))
    other = one.select(
        "source",
        "calibration_id",
        "contact_id",
        other_evaluator=one.evaluator,
        other_score=one.score,
        other_critical=one.critical,
    )
    pairs = one.join(other, ["source", "calibration_id", "contact_id"])
    return pairs.filter(pairs.evaluator < pairs.other_evaluator)


def _any_critical(table: Table) -> Any:
    """Return whether any critical error was found; unknown where nobody looked for one."""
    flags = (table.critical_customer, table.critical_business, table.critical_compliance)
    found = [ibis.coalesce(flag, False) for flag in flags]
    looked = ibis.coalesce(*flags).notnull()
    return ibis.ifelse(looked, found[0] | found[1] | found[2], None)
