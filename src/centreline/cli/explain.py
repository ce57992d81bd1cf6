"""`centreline explain`: what a metric or a check means, where it comes from, and how it is counted."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from centreline.cli.options import Form, FormOption, WorkspaceOption

if TYPE_CHECKING:
    from centreline.metrics.explain import Explained

__all__ = ["explain"]


def explain(
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="A metric id, a check id, or: metrics, checks.")],
    *,
    variant: Annotated[str | None, typer.Option("--variant", "-v", help="Show how this definition is counted.")] = None,
    dialect: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Write the query for trino, snowflake, bigquery or databricks."),
    ] = None,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Explain a metric or a check: the question, the definition, the source, the traps, and the query it becomes.

    Example: [bold]centreline explain service_level[/bold] or [bold]centreline explain OWN001[/bold]
    """
    if subject == "metrics":
        _list_metrics(form)
    elif subject == "checks":
        _list_checks(form)
    elif _is_check(subject):
        _explain_check(subject.upper(), form)
    else:
        _explain_metric(subject, variant=variant, dialect=dialect, workspace=workspace, form=form)


def _is_check(subject: str) -> bool:
    return len(subject) == 6 and subject[:3].isalpha() and subject[3:].isdigit()


def _list_metrics(form: Form) -> None:
    from centreline.cli.terminal import print_json, print_table
    from centreline.metrics.book import metric_book

    rows = [
        {"metric": metric.id, "label": metric.label, "question": metric.question, "variants": len(metric.variants)}
        for metric in metric_book().values()
    ]
    print_json(rows) if form is Form.JSON else print_table(rows, right=("variants",))


def _list_checks(form: Form) -> None:
    from centreline.cli.terminal import print_json, print_table
    from centreline.findings.catalogue import check_book

    rows = [{"check": one.id, "question": one.question, "needs": ", ".join(one.needs)} for one in check_book().values()]
    print_json(rows) if form is Form.JSON else print_table(rows)


def _explain_check(name: str, form: Form) -> None:
    from centreline.cli.terminal import console, print_json
    from centreline.findings.catalogue import check_book
    from centreline.findings.settings import known_check

    check = known_check(name, check_book(), where="centreline explain")
    parameters = [{"name": one.name, "default": one.default, "meaning": one.meaning} for one in check.parameters]
    document = {
        "check": check.id, "family": check.family, "name": check.name, "question": check.question, "why": check.why,
        "fix": check.fix, "source": check.source, "since": check.since, "status": check.status,
        "reads": list(check.reads), "needs": list(check.needs), "how": check.explains, "parameters": parameters,
    }  # fmt: skip
    if form is Form.JSON:
        print_json(document)
        return
    console.print(f"[bold]{check.id} {check.question}[/bold]")
    for label, text in (("why", check.why), ("first step", check.fix), ("source", check.source)):
        console.print(f"[dim]{label:11}[/dim]{text}")
    console.print(f"[dim]{'needs':11}[/dim]{', '.join(check.needs) or 'the blueprint alone'}")
    console.print("\n" + check.explains.split("\n\nArgs:")[0], markup=False)
    for one in check.parameters:
        console.print(f"  {one.name} = {one.default}: {one.meaning}", markup=False)


def _explain_metric(name: str, *, variant: str | None, dialect: str | None, workspace: Path, form: Form) -> None:
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.terminal import console, print_json
    from centreline.evidence.elsewhere import written_for
    from centreline.kernel.errors import WorkspaceInvalid
    from centreline.metrics.explain import explain as ask

    try:
        evidence = FolderWorkspace.at(workspace).evidence
    except WorkspaceInvalid:
        evidence = None  # a definition can be read anywhere; only its query needs evidence
    explanation = ask(name, evidence=written_for(evidence, dialect) if evidence and dialect else evidence)
    if form is Form.JSON:
        from dataclasses import asdict

        print_json(asdict(explanation))
        return
    label = f" ({explanation.label})" if explanation.label else ""
    console.print(f"[bold]{explanation.title}{label}[/bold]\n{explanation.question}")
    facts = {
        "counted": explanation.population,
        "better": explanation.better,
        "owner": explanation.owner,
        "source": explanation.source,
    }
    for name_of, text in facts.items():
        console.print(f"{name_of:9}{text}", markup=False)
    for trap in explanation.traps:
        console.print(f"{'trap':9}{trap}", markup=False)
    for one in explanation.variants:
        if variant in {None, one.id}:
            _print_variant(one, with_query=variant is not None or dialect is not None)


def _print_variant(variant: "Explained", *, with_query: bool) -> None:
    from centreline.cli.terminal import console

    console.print(f"\n[bold]{variant.id}[/bold] {variant.definition}")
    console.print(f"  counted as {variant.counted}", markup=False)
    for part, expression in variant.expression.items():
        console.print(f"  {part}: {expression}", markup=False)
    for reason in variant.left_out:
        console.print(f"  left out: {reason}", markup=False)
    console.print(f"  interval: {variant.interval}", markup=False)
    if variant.ledger:
        console.print(f"  ledger: {variant.ledger}", markup=False)
    if variant.why_not:
        console.print(f"  not answerable here: {variant.why_not}", markup=False)
    for statement in variant.sql if with_query else ():
        console.print(f"\n{statement}", markup=False)
