"""`centreline trail`: what was done in a served workspace, and whether all of it is as it was written."""

from pathlib import Path

import typer

from centreline.cli.exit_code import ExitCode
from centreline.cli.options import Form, FormOption, WorkspaceOption
from centreline.cli.served import check_was_served, open_site

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="Look after the trail of a served workspace.")


@app.callback()
def trail() -> None:
    """Look after the trail of a served workspace."""


@app.command("verify")
def verify(*, workspace: WorkspaceOption = Path(), form: FormOption = Form.TEXT) -> None:
    """Say whether every line of the trail is as it was written. Exits with 1 where one is not.

    Example: [bold]centreline trail verify[/bold]
    """
    from centreline.cli.terminal import console, print_json

    check_was_served(workspace)
    open_site(workspace)
    from centreline.web.records.store import DjangoState
    from centreline.web.records.whole import broken_line

    broken = broken_line()
    lines = None if broken else DjangoState().end_of_trail()[0]
    if form is Form.JSON:
        print_json(
            {
                "whole": broken is None,
                "lines": lines,
                "broken_line": broken and broken.number,
                "because": broken and broken.because,
            }
        )
    elif broken is None:
        console.print(
            f"The trail is whole: {lines:,} {'line' if lines == 1 else 'lines'}, each as it was written.", markup=False
        )
    else:
        console.print(f"The trail is broken at line {broken.number:,}: {broken.because}.", markup=False)
    if broken is not None:
        raise typer.Exit(ExitCode.FINDINGS)
