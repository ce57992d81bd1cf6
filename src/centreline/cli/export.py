"""`centreline export`: what happened, for other programs: redacted conversations and event logs."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from centreline.cli.options import Form, FormOption, PeriodOption, WorkspaceOption

if TYPE_CHECKING:
    from centreline.actions.write_log import WrittenLog

__all__ = ["app"]

app = typer.Typer(help="Hand on what happened: redacted conversations and event logs.", no_args_is_help=True)

LogFile = Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")]
Queue = Annotated[
    str | None, typer.Option("--queue", metavar="QUEUE", help="Only contacts that entered this queue first.")
]


@app.command("vcon")
def vcon(
    contacts: Annotated[
        list[str] | None, typer.Argument(metavar="[CONTACT]...", help="Ids of contacts.", show_default=False)
    ] = None,
    *,
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Folder for the files; it is made if need be.")],
    query: Annotated[
        str | None,
        typer.Option("--query", metavar="CONDITION", help="Choose contacts, such as \"queue == 'billing'\"."),
    ] = None,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Write conversations as redacted vCons (IETF, version 0.4.0), one file each; customers stay nameless.

    Example: [bold]centreline export vcon --query "queue == 'billing' and complaint" --to complaints[/bold]
    """
    from centreline.actions.workspace import FolderWorkspace
    from centreline.actions.write_conversations import write_conversations
    from centreline.cli.terminal import console, print_json, print_note, progress_of_rows

    place = FolderWorkspace.at(workspace)
    evidence, door = place.evidence_or_stop(), place.door
    with progress_of_rows("Writing conversations") as tell:
        written = write_conversations(
            evidence, to, contacts=contacts or (), query=query, door=door, now=datetime.now(UTC), tell=tell
        )
    if form is Form.JSON:
        silent = {"turns": written.turns, "without_turns": written.silent}
        print_json({"folder": str(written.folder), "files": list(written.files), **silent})
        return
    console.print(
        f"{len(written.files):,} conversations with {written.turns:,} turns are in {written.folder}.", markup=False
    )
    if written.silent:
        print_note(f"Of {written.silent:,} of them no words are kept: their files say when and who, and nothing more.")


@app.command("xes")
def xes(
    file: LogFile,
    *,
    period: PeriodOption = None,
    queue: Queue = None,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Write contacts, legs and events as an event log in XES (IEEE 1849), a trace for each case.

    Example: [bold]centreline export xes january.xes --period 2026-01 --queue billing[/bold]
    """
    _log(file, "xes", period=period, queue=queue, workspace=workspace, form=form)


@app.command("ocel")
def ocel(
    file: LogFile,
    *,
    period: PeriodOption = None,
    queue: Queue = None,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Write contacts, legs and events as an event log in OCEL 2.0, with customers, agents and queues as objects.

    The end of the file's name says in which form: .xml, .sqlite, and JSON for every other.

    Example: [bold]centreline export ocel january.json --period 2026-01[/bold]
    """
    from centreline.actions.write_log import LogForm

    _log(file, LogForm.of_ocel(file).value, period=period, queue=queue, workspace=workspace, form=form)


def _log(file: Path, kind: str, *, period: str | None, queue: str | None, workspace: Path, form: Form) -> None:
    from centreline.actions.workspace import FolderWorkspace
    from centreline.actions.write_log import LogForm, write_log
    from centreline.cli.terminal import print_json, progress_of_rows
    from centreline.kernel.period import Period

    place = FolderWorkspace.at(workspace)
    evidence, door = place.evidence_or_stop(), place.door
    days = Period.parse(period) if period else None
    with progress_of_rows("Writing cases") as tell:
        written = write_log(evidence, file, form=LogForm(kind), door=door, period=days, queue=queue, tell=tell)
    if form is Form.JSON:
        counts = {"cases": written.cases, "events": written.events}
        print_json({"file": str(written.file), "form": written.form.value, **counts})
    else:
        _print_log(written)


def _print_log(written: "WrittenLog") -> None:
    from centreline.cli.terminal import console

    console.print(f"{written.cases:,} cases with {written.events:,} events are in {written.file}.", markup=False)
