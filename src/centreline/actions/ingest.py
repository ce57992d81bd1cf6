"""Bring records into a workspace, see first what that would do, and take them back."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from centreline.actions.ledger import keep_ledger
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.filling import Mapping
from centreline.evidence.ingest import IngestReport, ingest_file, preview_file
from centreline.evidence.ingest.staging import Progress
from centreline.evidence.journal import Import
from centreline.evidence.undo import undo_import
from centreline.kernel.errors import MappingInvalid

__all__ = ["bring", "bring_all", "look_before_bringing", "mapping_for", "take_back"]


def bring(
    workspace: FolderWorkspace, path: Path, *, mapping: Mapping, now: datetime, progress: Progress | None = None
) -> IngestReport:
    """Bring a file into the evidence of a workspace: all of it in one commit, or nothing.

    Args:
        workspace: Where to.
        path: The file.
        mapping: How it fills its table; `mapping_for` finds it by name.
        now: When this happens.
        progress: Told how far it is.
    """
    report = _brought(workspace, path, mapping=mapping, now=now, progress=progress)
    keep_ledger(workspace, tables=[mapping.table])
    workspace.forget_evidence()
    return report


def bring_all(
    workspace: FolderWorkspace, files: dict[Path, Mapping], *, now: datetime, tell: Callable[[str], None]
) -> None:
    """Bring files one after the other, each in a commit of its own; the ledger is brought up to date once, at the end.

    Args:
        workspace: Where to.
        files: By file, the mapping that reads it, in the order in which they are brought.
        now: When this happens.
        tell: Told in a line what is being done.
    """
    for path, mapping in files.items():
        tell(f"Bringing {path.name}")
        _brought(workspace, path, mapping=mapping, now=now)
    keep_ledger(workspace, tables=[mapping.table for mapping in files.values()])
    workspace.forget_evidence()


def _brought(
    workspace: FolderWorkspace, path: Path, *, mapping: Mapping, now: datetime, progress: Progress | None = None
) -> IngestReport:
    return ingest_file(
        workspace.lake,
        path,
        mapping=mapping,
        door=workspace.door,
        zone=workspace.zone,
        now=now,
        rejected_folder=workspace.folder / "rejected",
        progress=progress,
    )


def look_before_bringing(
    workspace: FolderWorkspace,
    path: Path,
    *,
    mapping: Mapping,
    rejected_to: Path | None = None,
    progress: Progress | None = None,
) -> IngestReport:
    """Say what bringing a file would do; nothing is written into the evidence.

    Args:
        workspace: Where it would be brought.
        path: The file.
        mapping: How it would fill its table.
        rejected_to: Where the rows that would be rejected are written; nowhere where None.
        progress: Told how far it is.
    """
    return preview_file(
        workspace.lake,
        path,
        mapping=mapping,
        door=workspace.door,
        zone=workspace.zone,
        rejected_to=rejected_to,
        progress=progress,
    )


def take_back(workspace: FolderWorkspace, import_id: str, *, now: datetime) -> Import:
    """Take an import back: afterwards the table is as if the file had never been brought."""
    taken = undo_import(workspace.lake, import_id, now=now)
    keep_ledger(workspace, tables=[taken.table, *taken.fills])
    workspace.forget_evidence()
    return taken


def mapping_for(workspace: FolderWorkspace, named: str, *, table: str) -> Mapping:
    """Return the mapping of that name, which has to fill that table.

    Raises:
        MappingInvalid: there is none, or it fills another table.
    """
    mapping = workspace.mapping(named)
    if mapping.table == table:
        return mapping
    raise MappingInvalid(
        f"the mapping {named!r} fills the table {mapping.table}, not {table}",
        where=f"`centreline ingest {table} … --mapping {named}`",
        fix=f"write `centreline ingest {mapping.table} …`, or name another mapping",
    )
