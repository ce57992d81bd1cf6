"""`centreline undo`: take an import back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from centreline.cli.options import Form, FormOption, WorkspaceOption

__all__ = ["undo"]


def undo(
    import_id: Annotated[
        str, typer.Argument(metavar="IMPORT", help="Id of an import; `centreline evidence` lists them.")
    ],
    *,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Take an import back: afterwards the evidence is as if the file had never been brought.

    Example: [bold]centreline undo 000003-1f3a9c2b[/bold]
    """
    from centreline.actions.ingest import take_back
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.as_json import import_document
    from centreline.cli.terminal import console, print_json

    taken = take_back(FolderWorkspace.at(workspace), import_id, now=datetime.now(UTC))
    if form is Form.JSON:
        print_json(import_document(taken))
        return
    rows = taken.counts.created + taken.counts.changed
    console.print(
        f"Took back {taken.origin.file} ({taken.table}): {rows:,} rows it had created or changed.", markup=False
    )
