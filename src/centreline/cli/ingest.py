"""`centreline ingest`: bring a file of records, or a system's export."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from centreline.cli.exit_code import ExitCode
from centreline.cli.options import Form, FormOption, WorkspaceOption
from centreline.kernel.errors import ArgumentInvalid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from centreline.actions.workspace import FolderWorkspace
    from centreline.evidence.ingest import IngestReport
    from centreline.evidence.records import RecordsReport

__all__ = ["ingest", "print_report"]


def ingest(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="A table to fill through a mapping (contact, event, cost …), a source (zendesk, "
            "amazon_connect_contacts …), or auto, which recognises the source.",
        ),
    ],
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV, TSV, XLSX, JSON, NDJSON or an export, also packed with gzip.")
    ],
    *,
    mapping: Annotated[
        str | None,
        typer.Option("--mapping", "-m", metavar="NAME", help="For a table: a mapping in mappings/, or a path."),
    ] = None,
    named: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help="For a source: what its rows carry as `source`, if not its name."),
    ] = None,
    key: Annotated[
        list[Path] | None,
        typer.Option(
            "--key",
            metavar="FILE",
            help="For signed vCons: the signer's public key (PEM, certificate, JWK). Repeatable.",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Bring a file: a table through a mapping, or a system's export. All of it, or nothing; twice changes nothing.

    Of a ZIP archive of several files, `auto` brings them all, each recognised by its content: as a source's export, or
    through the one mapping of the workspace whose columns it has. ARCHIVE.zip/FILE names a single one.

    Example: [bold]centreline ingest contact calls.csv.gz --mapping calls --dry-run[/bold]

    Example: [bold]centreline ingest zendesk tickets.json[/bold]
    """
    from centreline.actions.export import AUTO, is_table
    from centreline.actions.workspace import FolderWorkspace
    from centreline.evidence.ingest.packed import holds_several

    place = FolderWorkspace.at(workspace)
    if kind == AUTO and holds_several(file):
        _refuse_mapping(mapping, kind=kind)
        reports = _archive(place, file, named=named, keys=key or (), dry_run=dry_run)
        _print_all(file, reports, dry_run=dry_run, form=form)
        return
    if is_table(kind):
        _refuse_name(named, kind=kind)
        _refuse_keys(key, kind=kind)
        report = _table(place, kind, file, mapping=mapping, dry_run=dry_run)
    else:
        _refuse_mapping(mapping, kind=kind)
        report = _export(place, kind, file, named=named, keys=key or (), dry_run=dry_run)
    _print_one(report, dry_run=dry_run, form=form)
    if report.counts.rejected and not report.counts.kept:
        raise typer.Exit(ExitCode.BAD_INPUT)


def _print_one(report: "IngestReport", *, dry_run: bool, form: Form) -> None:
    from centreline.cli.as_json import ingest_document
    from centreline.cli.terminal import print_json

    if form is Form.JSON:
        print_json(ingest_document(report, dry_run=dry_run))
    else:
        print_report(report, done="would be read" if dry_run else "read")


def _print_all(file: Path, reports: "Sequence[IngestReport]", *, dry_run: bool, form: Form) -> None:
    from centreline.cli.as_json import ingest_document
    from centreline.cli.terminal import print_json

    if form is Form.JSON:
        files = [ingest_document(report, dry_run=dry_run) for report in reports]
        print_json({"archive": file.name, "files": files})
        return
    for report in reports:
        print_report(report, done="would be read" if dry_run else "read")


def _archive(
    place: "FolderWorkspace", file: Path, *, named: str | None, keys: "Sequence[Path]", dry_run: bool
) -> "tuple[IngestReport, ...]":
    from centreline.actions.archive import bring_archive, look_before_bringing_archive
    from centreline.cli.terminal import progress_of_rows

    if named is not None or keys:
        raise ArgumentInvalid(
            f"{file.name!r} holds several files, and a name or a key is of one",
            where="the options --as and --key",
            fix=f"leave them out, or bring a file of it by itself: {file.name}/FILE",
        )
    with progress_of_rows(file.name) as tell:
        if dry_run:
            return look_before_bringing_archive(place, file, progress=tell)
        return bring_archive(place, file, now=datetime.now(UTC), progress=tell)


def _table(place: "FolderWorkspace", table: str, file: Path, *, mapping: str | None, dry_run: bool) -> "IngestReport":
    from centreline.actions.ingest import bring, look_before_bringing, mapping_for
    from centreline.cli.terminal import progress_of_rows

    if mapping is None:
        raise ArgumentInvalid(
            f"the table {table} is filled through a mapping, and none is named",
            where=f"`centreline ingest {table} …`",
            fix="add --mapping NAME",
        )
    chosen = mapping_for(place, mapping, table=table)
    with progress_of_rows(file.name) as tell:
        if dry_run:
            return look_before_bringing(place, file, mapping=chosen, progress=tell)
        return bring(place, file, mapping=chosen, now=datetime.now(UTC), progress=tell)


def _export(
    place: "FolderWorkspace", kind: str, file: Path, *, named: str | None, keys: "Sequence[Path]", dry_run: bool
) -> "IngestReport":
    from centreline.actions.export import bring_export, look_before_bringing_export
    from centreline.cli.terminal import progress_of_rows

    with progress_of_rows(file.name) as tell:
        if dry_run:
            return look_before_bringing_export(place, file, kind=kind, named=named, keys=keys, progress=tell)
        return bring_export(place, file, kind=kind, named=named, keys=keys, now=datetime.now(UTC), progress=tell)


def _refuse_name(named: str | None, *, kind: str) -> None:
    if named is not None:
        raise ArgumentInvalid(
            f"the mapping of the table {kind} says itself what its source is called",
            where="the option --as",
            fix="leave it out, and write `constants: {source: NAME}` in the mapping",
        )


def _refuse_keys(keys: "Sequence[Path] | None", *, kind: str) -> None:
    if keys:
        raise ArgumentInvalid(
            f"rows of the table {kind} are not signed, so there is nothing to verify with a key",
            where="the option --key",
            fix="leave it out",
        )


def _refuse_mapping(mapping: str | None, *, kind: str) -> None:
    if mapping is not None:
        raise ArgumentInvalid(
            f"the source {kind} needs no mapping",
            where="the option --mapping",
            fix="leave it out, or name the table that the mapping fills",
        )


def print_report(report: "IngestReport", *, done: str) -> None:
    """Print what became of a file, or would."""
    from rich.markup import escape

    from centreline.cli.terminal import console, print_table
    from centreline.evidence.records import RecordsReport
    from centreline.reports.words import counted

    counts = {name: getattr(report.counts, name) for name in report.counts.__slots__}
    thing = "record" if isinstance(report, RecordsReport) else "row"
    said = " · ".join(f"{rows:,} {fate}" for fate, rows in counts.items() if rows) or f"no {thing}s"
    what = f"{report.table}: {counted(report.counts.read, thing)} {done}: {said}"
    console.print(f"[bold]{escape(report.file)}[/bold] → {what}")
    if isinstance(report, RecordsReport):
        _print_reading(report)
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


def _print_reading(report: "RecordsReport") -> None:
    from centreline.cli.terminal import console, print_table
    from centreline.reports.words import counted

    print_table(
        [
            {"table": table, "new": f"{rows.created:,}", "changed": f"{rows.changed:,}", "gone": f"{rows.vanished:,}"}
            for table, rows in report.rows.items()
            if rows
        ],
        title="Rows read from the records",
        right=("new", "changed", "gone"),
    )
    for says, subjects in report.incomplete.items():
        console.print(f"{counted(subjects, 'time')}: {says}", markup=False)


def _examples(examples: "Sequence[tuple[int, str | None]]") -> str:
    return ", ".join(f"{row}" if seen is None else f"{row} ({seen})" for row, seen in examples)
