"""`centreline examine`: ask every question of the book."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from centreline.cli.exit_code import ExitCode
from centreline.cli.options import AsOf, EngineOption, Form, FormOption, WorkspaceArgument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from centreline.actions.workspace import FolderWorkspace
    from centreline.findings.examine import Examination
    from centreline.findings.finding import Finding, Outcome

__all__ = ["FailOn", "examine", "examine_with_progress", "print_examination"]


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
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="CHECK", help="Ask this check; again for more.")
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help="Print every finding, not one line for each question.")] = False,
    as_of: AsOf = None,
    engine: EngineOption = None,
    fail_on: Annotated[FailOn, typer.Option(help="Leave with exit code 1 from this severity on.")] = FailOn.NEVER,
    form: FormOption = Form.TEXT,
) -> None:
    """Ask every question of blueprint and evidence: found, clear, or not examined and why.

    Example: [bold]centreline examine my-centre --fail-on high[/bold]
    """
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.as_json import examination_document
    from centreline.cli.made_up import say_if_made_up
    from centreline.cli.terminal import print_json

    place = FolderWorkspace.at(workspace, engine=engine)
    examination = examine_with_progress(place, only=tuple(only or ()), as_of=as_of)
    if form is Form.JSON:
        print_json({"made_up": place.is_made_up, **examination_document(examination)})
    else:
        say_if_made_up(place)
        print_examination(examination, name=place.name, whole=whole)
    if _is_reached(examination, fail_on):
        raise typer.Exit(ExitCode.FINDINGS)


def examine_with_progress(place: "FolderWorkspace", *, as_of: str | None, only: tuple[str, ...] = ()) -> "Examination":
    """Examine a workspace while the terminal shows which question is asked."""
    from centreline.actions.examine import day_to_look_from, examine_workspace
    from centreline.cli.asked import say_who_was_asked
    from centreline.cli.options import parse_day
    from centreline.cli.terminal import progress_of_questions

    today = datetime.now(UTC).date()
    day = parse_day(as_of, option="--as-of") if as_of else day_to_look_from(place, today=today)
    say_who_was_asked(place)
    with progress_of_questions("Examining") as tell:
        return examine_workspace(place, as_of=day, only=only, progress=tell)


def print_examination(examination: "Examination", *, name: str, whole: bool = False) -> None:
    """Print what was found, the heaviest first, then what was not examined and why.

    Args:
        examination: What came of asking.
        name: What people call the centre.
        whole: Every finding on a line of its own, instead of a line for each question.
    """
    from centreline.cli.terminal import console, print_table
    from centreline.findings.finding import State
    from centreline.reports.words import counted

    clear, unseen = (examination.in_state(state) for state in (State.CLEAR, State.NOT_EXAMINED))
    finding_checks = {finding.check for finding in examination.findings}
    print_table(_found_rows(examination, whole=whole), title=f"What is out of line at {name}", marked=("severity",))
    print_table(_unseen_rows(unseen), title="Not examined")
    for note in examination.waiver_notes:
        console.print(note.says, style="yellow", markup=False)
    console.print(
        f"{counted(len(examination.findings), 'finding')} from {counted(len(finding_checks), 'check')} · "
        f"{counted(len(clear), 'check')} clear · "
        f"{len(unseen)} not examined · {len(examination.waived)} waived · looked at as of {examination.as_of}"
    )


def _found_rows(examination: "Examination", *, whole: bool) -> list[dict[str, str]]:
    """Return a row for each question that found something, heaviest first; or for each finding."""
    if whole:
        return [_row(finding.severity, finding.check, finding.says) for finding in examination.findings]
    by_check: dict[str, list[Finding]] = {}
    for finding in examination.findings:
        by_check.setdefault(finding.check, []).append(finding)
    return [_row(group[0].severity, check, _in_brief(group)) for check, group in by_check.items()]


def _row(severity: str, check: str, says: str) -> dict[str, str]:
    return {"severity": _marked(severity), "check": check, "finding": says}


def _in_brief(group: "Sequence[Finding]") -> str:
    first, *others = group
    if not others:
        return first.says
    about = ", ".join(one.element.partition(":")[2] for one in others[:3])
    more = f", and {len(others) - 3} more" if len(others) > 3 else ""
    return f"{first.says} Also: {about}{more}."


def _unseen_rows(unseen: "Sequence[Outcome]") -> list[dict[str, str]]:
    """Return a row for each reason why something was not examined, with all the questions it kept from being asked."""
    by_reason: dict[tuple[str, str], list[str]] = {}
    for one in unseen:
        by_reason.setdefault((one.because or "", one.bring or ""), []).append(one.check)
    return [
        {"checks": ", ".join(checks), "not examined because": because, "bring": bring}
        for (because, bring), checks in by_reason.items()
    ]


def _marked(severity: str) -> str:
    colour = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "dim"}[severity]
    return f"[{colour}]{severity}[/{colour}]"


def _is_reached(examination: "Examination", fail_on: FailOn) -> bool:
    from centreline.findings.finding import Severity

    worst = examination.worst
    return fail_on is not FailOn.NEVER and worst is not None and worst.rank >= Severity(fail_on.value).rank
