"""`centreline compact`: few files for each month, sorted, and old ones removed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from centreline.cli.options import Form, FormOption, WorkspaceArgument

if TYPE_CHECKING:
    from centreline.evidence.compacting import UntidyMonth

__all__ = ["compact"]


def compact(
    workspace: WorkspaceArgument = Path(),
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say which months would be written anew, and write nothing.")
    ] = False,
    form: FormOption = Form.TEXT,
) -> None:
    """Tidy the evidence on disk: each month in one file, sorted by queue; rows and answers stay as they are.

    Imports do this by themselves where a month has come to lie in many files. Files that were left out stay for a week,
    for those who began to read before.

    Example: [bold]centreline compact my-centre --dry-run[/bold]
    """
    from centreline.actions.tidy import Tidied, tidy_evidence, what_is_untidy
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.terminal import console, print_json, print_table, working

    place = FolderWorkspace.at(workspace)
    with working("Looking" if dry_run else "Tidying"):
        done = Tidied(what_is_untidy(place), 0) if dry_run else tidy_evidence(place)
    if form is Form.JSON:
        months = [_document(month) for month in done.months]
        print_json({"ran": not dry_run, "months": months, "files_removed": done.files_removed})
        return
    if done.months:
        title = "Would be written anew" if dry_run else "Written anew"
        print_table([_shown(month) for month in done.months], title=title, right=("files", "rows", "MB"))
    else:
        console.print("Every month is tidy.")
    if done.files_removed:
        console.print(f"Removed {done.files_removed:,} files that nobody reads any more.")


def _document(month: "UntidyMonth") -> dict[str, Any]:
    return {
        "table": month.table,
        "month": month.month,
        "files": month.files,
        "rows": month.rows,
        "size_bytes": month.size_bytes,
    }


def _shown(month: "UntidyMonth") -> dict[str, str]:
    return {
        "table": month.table,
        "month": month.month or "unknown",
        "files": f"{month.files:,}",
        "rows": f"{month.rows:,}",
        "MB": f"{month.size_bytes / 1e6:,.1f}",
    }
