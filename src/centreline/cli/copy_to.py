"""`centreline copy-to`: the evidence in a warehouse, made once and refreshed where it changed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from centreline.cli.options import Form, FormOption, WorkspaceOption

__all__ = ["copy_to"]


def copy_to(
    address: Annotated[
        str | None,
        typer.Argument(
            metavar="URL",
            help="postgresql://user:secret@host/database or clickhouse://user:secret@host:8123/database.",
            show_default="`engine` in centreline.yaml",
        ),
    ] = None,
    *,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Copy the evidence into a warehouse, or refresh the copy that is there: only months that changed are copied.

    Example: [bold]centreline copy-to postgresql://warehouse/centre[/bold]
    """
    from centreline.actions.copying import copy_evidence
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.terminal import console, print_json, progress_of_questions

    place = FolderWorkspace.at(workspace, engine=address)
    with progress_of_questions("Copying") as progress:
        where, copied = copy_evidence(place, now=datetime.now(UTC), progress=progress)
    months = sum(len(months) for months in copied.months.values())
    if form is Form.JSON:
        tables = {
            name: {"months": list(months), "rows": copied.rows.get(name, 0)} for name, months in copied.months.items()
        }
        print_json({"warehouse": where, "evidence_version": copied.version, "tables": tables})
    elif not months:
        console.print(f"{where} holds evidence {copied.version} already; nothing was copied.", markup=False)
    else:
        console.print(
            f"Copied {sum(copied.rows.values()):,} rows of {months} months in {len(copied.months)} tables to {where}; "
            f"it holds evidence {copied.version} now.",
            markup=False,
        )
