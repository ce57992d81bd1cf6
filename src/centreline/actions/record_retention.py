"""Write in the trail that rows left because they were older than their class is kept."""

from collections.abc import Mapping
from datetime import date

from centreline.actions.act import act
from centreline.governance.step import Step

__all__ = ["record_retention"]


@act(needs="import_evidence")
def record_retention(step: Step, *, on: date, rows: Mapping[str, int]) -> None:
    """Note which rows left on a day.

    Args:
        step: The step it is done in.
        on: The day from which their age was counted.
        rows: How many left each table.
    """
    step.note("retention", on.isoformat(), says=f"{sum(rows.values()):,} rows left by their age", before=dict(rows))
