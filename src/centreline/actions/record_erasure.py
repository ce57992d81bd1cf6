"""Write in the trail that a person was erased: which erasure, by whom, and how many rows; never who."""

from collections.abc import Mapping

from centreline.actions.act import act
from centreline.governance.step import Step

__all__ = ["record_erasure"]


@act(needs="import_evidence")
def record_erasure(  # noqa: PLR0913 - which erasure, by whom, and what left
    step: Step, *, erasure: str, asked_by: str, approved_by: str, rows: Mapping[str, int], still_named: int
) -> None:
    """Note that an erasure was run. Neither the person nor the reason is written down: a line of the trail stays.

    Args:
        step: The step it is done in.
        erasure: Its id.
        asked_by: Who asked.
        approved_by: Who approved.
        rows: How many rows left each table.
        still_named: In how many places the person is still named.
    """
    says = f"{sum(rows.values()):,} rows of one person left, asked for by {asked_by}, approved by {approved_by}"
    named = f"; still named in {still_named:,} places" if still_named else ""
    step.note("erasure", erasure, says=says + named, before=dict(rows))
