"""`centreline compare`: one metric in every published definition, and why they differ."""

from pathlib import Path

from centreline.cli.options import EngineOption, Form, FormOption, MetricName, PeriodOption, WorkspaceOption

__all__ = ["compare"]


def compare(
    metric: MetricName,
    *,
    period: PeriodOption = None,
    engine: EngineOption = None,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Show every definition of a metric side by side, and say in a sentence why they differ.

    Example: [bold]centreline compare service_level[/bold]
    """
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.as_json import comparison_document
    from centreline.cli.asked import say_who_was_asked
    from centreline.cli.made_up import say_if_made_up
    from centreline.cli.terminal import console, print_json, print_table, working
    from centreline.kernel.period import Period
    from centreline.metrics.book import metric_named
    from centreline.metrics.compare import compare as ask

    place = FolderWorkspace.at(workspace, engine=engine)
    with working("Counting in every definition"):
        comparison = ask(place.evidence_or_stop(), metric, period=Period.parse(period) if period else None)
    say_who_was_asked(place)
    if form is Form.JSON:
        print_json({"made_up": place.is_made_up, **comparison_document(comparison)})
        return
    from centreline.cli.measure import answer_row

    say_if_made_up(place)
    asked = metric_named(metric)
    currency = place.blueprint.organisation.currency
    console.print(f"[bold]{asked.question}[/bold]")
    rows = []
    for variant in asked.variants:
        for answer in comparison.answers.get(variant.id, ()):
            counted_by = f" ({answer.ledger})" if answer.ledger else ""
            named = _named(variant.id, variant.sentence + counted_by)
            rows.append({"definition": named, **answer_row(answer, currency=currency)})
        if variant.id in comparison.why_not:
            unanswered = {"value": "no answer", "interval": "", "n": ""}
            rows.append({"definition": _named(variant.id, comparison.why_not[variant.id]), **unanswered})
    print_table(rows, right=("value", "interval", "n"), marked=("definition",))
    console.print(comparison.sentence, markup=False)


def _named(variant: str, says: str) -> str:
    says = says.replace("[", "\\[")
    return f"[bold]{variant}[/bold]\n{says}"
