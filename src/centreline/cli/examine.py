"""`centreline examine`: ask every question of the book."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from centreline.cli.app import ExitCode
from centreline.cli.options import AsOf, Form, FormOption, WorkspaceArgument

if TYPE_CHECKING:
    from centreline.actions.workspace import FolderWorkspace
    from centreline.findings.examine import Examination

__all__ = ["examine", "print_examination"]


class FailOn(StrEnum):
    """From which severity on the exit code is 1."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"
    NEVER = "never"


def examine(
    workspace: WorkspaceArgument = Path(),
    *,
    only: Annotated[list[str] | None, typer.Option("--only", metavar="CHECK", help="Ask this check; again for more.")] = None,
    as_of: AsOf = None,
    fail_on: Annotated[FailOn, typer.Option(help="Leave with exit code 1 from this severity on.")] = FailOn.NEVER,
    form: FormOption = Form.TEXT,
) -> None:
    """Ask every question of blueprint and evidence: found, clear, or not examined and why.

    Example: [bold]centreline examine my-centre --fail-on high[/bold]
    """
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.as_json import examination_document
    from centreline.cli.terminal import print_json

    place = FolderWorkspace.at(workspace)
    examination = examine_with_progress(place, only=tuple(only or ()), as_of=as_of)
    if form is Form.JSON:
        print_json(examination_document(examination))
    else:
        print_examination(examination, name=place.name)
    if _is_reached(examination, fail_on):
        raise typer.Exit(ExitCode.FINDINGS)


def examine_with_progress(place: "FolderWorkspace", *, as_of: str | None, only: tuple[str, ...] = ()) -> "Examination":
    """Examine a workspace while the terminal shows which question is asked."""
    from centreline.actions.examine import day_to_look_from, examine_workspace
    from centreline.cli.options import parse_day
    from centreline.cli.terminal import progress_of_questions

    today = datetime.now(UTC).date()
    day = parse_day(as_of, option="--as-of") if as_of else day_to_look_from(place, today=today)
    with progress_of_questions("Examining") as tell:
        return examine_workspace(place, as_of=day, only=only, progress=tell)


def print_examination(examination: "Examination", *, name: str) -> None:
    """Print the findings by weight, then what was not examined and why."""
    from centreline.cli.terminal import console, print_table
    from centreline.findings.finding import State

    found, clear, unseen = (examination.in_state(state) for state in State)
    findings = examination.findings
    print_table(
        [
            {"severity": _marked(finding.severity), "check": finding.check, "about": finding.element, "finding": finding.says}
            for finding in findings
        ],
        title=f"What is out of line at {name}",
    )
    print_table(
        [{"check": one.check, "not examined because": one.because, "bring": one.bring} for one in unseen],
        title="Not examined",
    )
    for note in examination.waiver_notes:
        console.print(f"[yellow]{note.says}[/yellow]")
    console.print(
        f"{len(findings)} findings from {len(found)} checks · {len(clear)} checks clear · {len(unseen)} not examined · "
        f"{len(examination.waived)} waived · looked at as of {examination.as_of}"
    )


def _marked(severity: str) -> str:
    colour = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "dim"}[severity]
    return f"[{colour}]{severity}[/{colour}]"


def _is_reached(examination: "Examination", fail_on: FailOn) -> bool:
    from centreline.findings.finding import Severity

    worst = examination.worst
    return fail_on is not FailOn.NEVER and worst is not None and worst.rank >= Severity(fail_on.value).rank
