"""Tidying the evidence on disk; nothing anybody can ask changes."""

from dataclasses import dataclass

from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.compacting import KEPT_FOR_READERS_H, UntidyMonth, compact, sweep, untidy_months
from centreline.evidence.locking import only_writer

__all__ = ["Tidied", "tidy_evidence", "what_is_untidy"]


@dataclass(frozen=True, slots=True)
class Tidied:
    """What tidying did.

    Attributes:
        months: Months that were written anew, as they were before.
        files_removed: Files that went because no reader can need them any more.
    """

    months: tuple[UntidyMonth, ...]
    files_removed: int


def what_is_untidy(workspace: FolderWorkspace) -> tuple[UntidyMonth, ...]:
    """Say what tidying would write anew; nothing is written."""
    return untidy_months(workspace.lake.folder)


def tidy_evidence(workspace: FolderWorkspace, *, older_than_h: float = KEPT_FOR_READERS_H) -> Tidied:
    """Write untidy months anew, and remove files that were left out long ago.

    Args:
        workspace: The workspace.
        older_than_h: Hours for which files stay after a commit left them out, for those who still read them.

    Raises:
        EvidenceConflict: somebody else is writing.
    """
    if not workspace.lake.folder.is_dir():
        return Tidied((), 0)
    with only_writer(workspace.lake.folder):
        months = compact(workspace.lake.folder)
        return Tidied(months, sweep(workspace.lake.folder, older_than_h=older_than_h))
