"""Take a table out of the browser: who took what stands in the trail."""

from centreline.actions.act import act
from centreline.governance.step import Step

__all__ = ["export"]


@act(needs="export")
def export(step: Step, *, name: str, form: str, rows: int) -> None:
    """Note that somebody takes a table out.

    Args:
        name: What it is called.
        form: In which form.
        rows: How many rows it has.
    """
    step.note("export", name, says=f"took {rows:,} rows out as {form.upper()}")
