"""Write in the trail that a file was brought, or an import taken back; the journal of the evidence holds the rest."""

from collections.abc import Mapping

from centreline.actions.act import act
from centreline.governance.step import Step

__all__ = ["record_import", "record_import_taken_back"]


@act(needs="import_evidence")
def record_import(step: Step, *, import_id: str, file: str, table: str, counts: Mapping[str, int]) -> None:
    """Note that a file was brought, and what became of its rows.

    Args:
        step: The step it is done in.
        import_id: Its name in the journal.
        file: Name of the file.
        table: What it filled.
        counts: What became of its rows.
    """
    step.note("import", import_id, says=f"brought {file} into {table}", after=dict(counts))


@act(needs="import_evidence")
def record_import_taken_back(step: Step, *, import_id: str, file: str, table: str, counts: Mapping[str, int]) -> None:
    """Note that an import was taken back.

    Args:
        step: The step it is done in.
        import_id: Its name in the journal.
        file: Name of the file that had been brought.
        table: What it had filled.
        counts: What had become of its rows.
    """
    step.note("import", import_id, says=f"took {file} back out of {table}", before=dict(counts))
