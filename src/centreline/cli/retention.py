"""`centreline retention`: what is older than it may be, and taking it out."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from centreline.cli.options import Form, FormOption, WorkspaceOption, parse_day
from centreline.cli.served import note_in_trail

__all__ = ["retention"]


def retention(
    *,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="Day to count from, 2026-01-31.", show_default="today")
    ] = None,
    run: Annotated[bool, typer.Option("--run", help="Take the rows out; without it they are only counted.")] = False,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Say which rows are older than their class is kept, and with --run take them out for good.

    Times stand in centreline.yaml under `retention`; rows under a legal hold stay.

    Example: [bold]centreline retention --on 2026-06-01[/bold]
    """
    from centreline.actions.erase import rows_due, take_due_out
    from centreline.actions.record_retention import record_retention
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.terminal import console, print_json, print_table, working

    day = parse_day(on, option="--on") if on else datetime.now(UTC).date()
    place = FolderWorkspace.at(workspace)
    with working("Taking out what is due" if run else "Counting what is due"):
        rows = take_due_out(place, on=day) if run else rows_due(place, on=day)
    if run and rows:
        left = {name: counted.leave for name, counted in rows.items()}
        note_in_trail(place.folder, record_retention, now=datetime.now(UTC), on=day, rows=left)
    times = {kind.value: str(kept) if kept else "for ever" for kind, kept in place.retention.items()}
    if form is Form.JSON:
        print_json(
            {"on": day.isoformat(), "ran": run, "kept_for": times, "rows": {n: c.leave for n, c in rows.items()}}
        )
        return
    console.print(" · ".join(f"{name} {kept}" for name, kept in times.items()), markup=False)
    if not rows:
        console.print(f"Nothing is due on {day}.")
        return
    print_table(
        [{"table": name, "rows": f"{counted.leave:,}"} for name, counted in rows.items()],
        title="Taken out" if run else f"Due on {day}",
        right=("rows",),
    )
    if not run:
        console.print("Nothing has left; `centreline retention --run` takes them out for good.")
