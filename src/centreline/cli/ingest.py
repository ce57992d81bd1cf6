"""`centreline ingest`: bring a file of records."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from centreline.cli.exit_code import ExitCode
from centreline.cli.options import Form, FormOption, WorkspaceOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from centreline.evidence.ingest import IngestReport

__all__ = ["ingest", "print_report"]


def ingest(
    table: Annotated[str, typer.Argument(metavar="TABLE", help="Table to fill: contact, event, interval_stat, cost …")],
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV, TSV, XLSX, JSON or NDJSON, also packed with gzip.")
    ],
    *,
    mapping: Annotated[str, typer.Option("--mapping", "-m", metavar="NAME", help="A mapping in mappings/, or a path.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Bring a file of records through a mapping: all of it, or nothing. The same file twice changes nothing.

    Example: [bold]centreline ingest contact calls.csv.gz --mapping calls --dry-run[/bold]
    """
    from centreline.actions.ingest import bring, look_before_bringing, mapping_for
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.as_json import ingest_document
    from centreline.cli.terminal import print_json, progress_of_rows

    place = FolderWorkspace.at(workspace)
    chosen = mapping_for(place, mapping, table=table)
    with progress_of_rows(file.name) as tell:
        if dry_run:
            report = look_before_bringing(place, file, mapping=chosen, progress=tell)
        else:
            report = bring(place, file, mapping=chosen, now=datetime.now(UTC), progress=tell)
    if form is Form.JSON:
        print_json(ingest_document(report, dry_run=dry_run))
    else:
        print_report(report, done="would be read" if dry_run else "read")
    if report.counts.rejected and not report.counts.kept:
        raise typer.Exit(ExitCode.BAD_INPUT)


def print_report(report: "IngestReport", *, done: str) -> None:
    """Print what became of a file, or would."""
    from centreline.cli.terminal import console, print_table
    from centreline.reports.words import counted

    counts = {name: getattr(report.counts, name) for name in report.counts.__slots__}
    said = " · ".join(f"{rows:,} {fate}" for fate, rows in counts.items() if rows) or "no rows"
    console.print(f"[bold]{report.file}[/bold] → {report.table}: {counted(report.counts.read, 'row')} {done}: {said}")
    for because, rows in report.skipped_because.items():
        console.print(f"  {rows:,} skipped: {because}", markup=False)
    print_table(
        [
            {
                "rows": f"{group.rows:,}",
                "why": group.says,
                "repair": group.fix,
                "rows such as": _examples(group.examples),
            }
            for group in report.errors
        ],
        title="Rejected",
        right=("rows",),
    )
    print_table(
        [{"rows": f"{word.rows:,}", "column": word.column, "word": word.word} for word in report.strange],
        title="Words nobody foresaw, kept as “other”",
        right=("rows",),
    )
    for remark in report.remarks:
        console.print(remark, markup=False)
    if report.rejected_file is not None:
        console.print(f"Rejected rows, each with its reason: {report.rejected_file}", markup=False)
    if report.imported is not None:
        console.print(
            f"Import [bold]{report.imported.id}[/bold]; take it back with `centreline undo {report.imported.id}`."
        )


def _examples(examples: "Sequence[tuple[int, str | None]]") -> str:
    return ", ".join(f"{row}" if seen is None else f"{row} ({seen})" for row, seen in examples)
