"""Write in the trail that a database which was copied before an erasure has forgotten those people, too."""

from collections.abc import Iterable

from centreline.actions.act import act
from centreline.governance.step import Step

__all__ = ["record_forgetting"]


@act(needs="import_evidence")
def record_forgetting(step: Step, *, runs: Iterable[str]) -> None:
    """Note for each run that took rows out that the database knows of it now; nobody is named.

    Args:
        step: The step it is done in.
        runs: The runs the database knew nothing of.
    """
    says = "the database knew nothing of these rows leaving, and forgot what was worked out"
    for run in runs:
        step.note("erasure", run, says=says)
