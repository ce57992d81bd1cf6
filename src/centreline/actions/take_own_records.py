"""Take out what is held on oneself."""

from centreline.actions.act import act
from centreline.governance.step import Step

__all__ = ["take_own_records"]


@act(needs="see_my_day")
def take_own_records(step: Step, *, table: str, rows: int) -> None:
    """Note that somebody takes out the rows that are held on them.

    Args:
        table: Of which table.
        rows: How many.
    """
    step.note("export", table, says=f"took {rows:,} rows about themselves out")
