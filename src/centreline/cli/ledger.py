"""`centreline ledger`: how far the issue ledger reaches, and decisions about customers."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from centreline.cli.options import Form, FormOption, WorkspaceOption

if TYPE_CHECKING:
    from centreline.actions.ledger import Report
    from centreline.evidence.ledger.decisions import Decision
    from centreline.metrics.answer import Answer

__all__ = ["app"]

app = typer.Typer(help="The issue ledger: which contacts are one issue, and which customers one person.")

Customer = Annotated[str, typer.Argument(help="A customer as the evidence names them: p_…")]
Because = Annotated[str, typer.Option(help="Why; it is kept with the decision.")]
By = Annotated[str, typer.Option("--by", help="Who you are; it is kept with the decision.")]


@app.callback(invoke_without_command=True)
def ledger(context: typer.Context, *, workspace: WorkspaceOption = Path(), form: FormOption = Form.TEXT) -> None:
    """Say how far the ledger reaches: persons, links by method and confidence, issues, and what difference it makes.

    Example: [bold]centreline ledger -w my-centre[/bold]
    """
    if context.invoked_subcommand is not None:
        return
    from centreline.actions.ledger import ledger_report
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.made_up import say_if_made_up
    from centreline.cli.terminal import print_json, working

    place = FolderWorkspace.at(workspace)
    with working("Reading the ledger"):
        report = ledger_report(place)
    if form is Form.JSON:
        print_json({"made_up": place.is_made_up, **_document(report)})
        return
    say_if_made_up(place)
    _print(report)


@app.command("merges")
def merges(
    *,
    most: Annotated[int, typer.Option(min=1, help="How many to print; all of them in JSON.")] = 50,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """List every merge of two customers that stands: why they are one person, and how to undo it.

    Example: [bold]centreline ledger merges -w my-centre[/bold]
    """
    from centreline.actions.ledger import merges_in
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.terminal import console, print_json

    found = merges_in(FolderWorkspace.at(workspace))
    if form is Form.JSON:
        names = ("person", "one", "other", "confidence", "because")
        print_json({"merges": [{name: getattr(one, name) for name in names} for one in found]})
        return
    for one in found[:most]:
        console.print(one.because, markup=False, soft_wrap=True)
        console.print(f"  undo it: centreline ledger part {one.one} {one.other}", markup=False, soft_wrap=True)
    left = f", {most:,} of them above" if len(found) > most else ""
    console.print(f"{len(found):,} merges stand{left}." if found else "Nobody was merged with anybody.", markup=False)


@app.command("join")
def join(
    one: Customer,
    other: Customer,
    *,
    because: Because = "",
    by: By = "",
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Decide that two customers are one person, whatever their keys say.

    Example: [bold]centreline ledger join p_1f3a… p_77b0… --because "she said so"[/bold]
    """
    from centreline.actions.ledger import join_customers
    from centreline.actions.workspace import FolderWorkspace

    decision = join_customers(FolderWorkspace.at(workspace), one, other, now=datetime.now(UTC), because=because, by=by)
    _tell(decision, f"{decision.one} and {decision.other} are one person from now on.", form)


@app.command("part")
def part(
    one: Customer,
    other: Customer,
    *,
    because: Because = "",
    by: By = "",
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Decide that two customers are not one person: a merge is undone, and does not come back.

    Example: [bold]centreline ledger part p_1f3a… p_77b0… --because "father and son"[/bold]
    """
    from centreline.actions.ledger import part_customers
    from centreline.actions.workspace import FolderWorkspace

    decision = part_customers(FolderWorkspace.at(workspace), one, other, now=datetime.now(UTC), because=because, by=by)
    _tell(decision, f"{decision.one} and {decision.other} stay two people, whatever their keys say.", form)


def _tell(decision: "Decision", sentence: str, form: Form) -> None:
    from centreline.cli.terminal import console, print_json

    if form is Form.TEXT:
        console.print(sentence, markup=False)
        return
    print_json(
        {
            "one": decision.one,
            "other": decision.other,
            "verdict": decision.verdict.value,
            "at": decision.at.isoformat(),
            "because": decision.because or None,
            "by": decision.by or None,
        }
    )


def _print(report: "Report") -> None:
    from centreline.cli.terminal import console, print_table

    held = report.coverage
    console.print(f"[bold]{held.name}[/bold]{', kept on disk' if held.is_kept else ', worked out just now'}")
    console.print(
        f"{held.contacts:,} contacts, {held.known:,} of a known customer: {held.customers:,} customers, "
        f"{held.persons:,} persons."
    )
    console.print(f"{held.issues:,} issues, {held.issues_of_several:,} of them of several contacts.")
    rows = [
        {"links of": one.of, "method": one.method, "confidence": one.confidence, "links": f"{one.links:,}"}
        for one in held.links
    ]
    print_table(rows, title="What is tied to what", right=("links",))
    _print_doubts(report)
    print_table(
        [
            {"metric": metric, "as the sources name them": _said(without), "by the ledger": _said(by)}
            for metric, (without, by) in report.answers.items()
        ],
        title="What difference it makes",
        right=("as the sources name them", "by the ledger"),
    )


def _print_doubts(report: "Report") -> None:
    from centreline.cli.terminal import console

    held = report.coverage
    for shared in held.shared:
        console.print(
            f"{shared.keys:,} values of {shared.column} are shared by too many to link anybody: "
            f"{shared.customers:,} customers, {shared.most:,} of them by one.",
            markup=False,
        )
    if held.refused:
        console.print(f"{held.refused:,} merges were refused: they would have joined two who must stay apart.")
    if held.why_no_likeness:
        console.print(f"Likely pairs were not looked for: {held.why_no_likeness}.", markup=False)
    agreement = held.agreement
    if agreement.pairs:
        console.print(
            f"Of {agreement.pairs:,} pairs the window would tie and whose issues the sources name, "
            f"{agreement.agreed:,} are one issue to the source too."
        )
    else:
        console.print("No source names issues for both sides of a pair, so nothing says how often the window is right.")


def _said(answer: "Answer | None") -> str:
    from centreline.kernel.units import format_value

    return "no answer" if answer is None else f"{format_value(answer.value, answer.unit)} (n {answer.n:,})"


def _document(report: "Report") -> dict[str, object]:
    from centreline.cli.as_json import answer_document

    held = report.coverage
    return {
        "ledger": held.name,
        "kept": held.is_kept,
        "contacts": held.contacts,
        "known": held.known,
        "customers": held.customers,
        "persons": held.persons,
        "issues": held.issues,
        "issues_of_several": held.issues_of_several,
        "links": [
            {"of": one.of, "method": one.method, "confidence": one.confidence, "links": one.links} for one in held.links
        ],
        "refused": held.refused,
        "shared_keys": [
            {"column": one.column, "keys": one.keys, "customers": one.customers, "most": one.most}
            for one in held.shared
        ],
        "why_no_likeness": held.why_no_likeness,
        "agreement": {"pairs": held.agreement.pairs, "agreed": held.agreement.agreed},
        "answers": {
            metric: [None if answer is None else answer_document(answer) for answer in pair]
            for metric, pair in report.answers.items()
        },
    }
