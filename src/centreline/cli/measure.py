"""`centreline measure`: one metric, in one definition, for whom you like."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from centreline.cli.options import (
    By,
    EngineOption,
    Form,
    FormOption,
    MetricName,
    PeriodOption,
    VariantOption,
    WorkspaceOption,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from centreline.evidence.engine import Evidence
    from centreline.metrics.answer import Answer
    from centreline.metrics.definition import Variant

__all__ = ["answer_row", "measure"]


def measure(
    metric: MetricName,
    *,
    by: By = None,
    variant: VariantOption = None,
    period: PeriodOption = None,
    where: Annotated[
        str | None, typer.Option(metavar="CONDITION", help="Only these rows, such as \"queue == 'billing'\".")
    ] = None,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", metavar="NAME=NUMBER", help="Such as threshold_ms=30000.")
    ] = None,
    engine: EngineOption = None,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Answer one metric, with how many rows stand behind it and how sure it is.

    Example: [bold]centreline measure first_contact_resolution --by queue --variant no_return_7d[/bold]
    """
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.as_json import answer_document
    from centreline.cli.asked import say_who_was_asked
    from centreline.cli.made_up import say_if_made_up
    from centreline.cli.terminal import print_json, working
    from centreline.kernel.period import Period
    from centreline.metrics.ask import measure as ask
    from centreline.metrics.book import metric_named

    place = FolderWorkspace.at(workspace, engine=engine)
    parameters = _parameters(parameter or ())
    with working("Counting"):
        answers = ask(
            place.evidence_or_stop(),
            metric,
            variant=variant,
            by=tuple(by or ()),
            period=Period.parse(period) if period else None,
            where=where,
            parameters=parameters,
        )
    say_who_was_asked(place)
    chosen = metric_named(metric).variant(variant).with_parameters(parameters)
    if form is Form.JSON:
        document = {"made_up": place.is_made_up, "definition": chosen.sentence, "parameters": chosen.parameters}
        print_json({**document, "answers": [answer_document(answer) for answer in answers]})
    else:
        say_if_made_up(place)
        _print_answers(answers, chosen, currency=place.blueprint.organisation.currency)
        if not any(answer.n for answer in answers):
            _say_where_rows_are(place.evidence_or_stop(), chosen.table)


def _say_where_rows_are(evidence: "Evidence", table: str) -> None:
    from centreline.cli.terminal import console
    from centreline.metrics.views import base_table

    name = base_table(table)
    if span := evidence.span(name):
        console.print(f"Nothing was there to count. The rows of {name} are of {span[0]} to {span[1]}.", markup=False)


def _print_answers(answers: "Sequence[Answer]", chosen: "Variant", *, currency: str) -> None:
    from centreline.cli.terminal import console, print_table
    from centreline.metrics.book import metric_named

    if not answers:
        return
    first = answers[0]
    console.print(f"[bold]{metric_named(first.metric).question}[/bold]")
    console.print(f"{chosen.sentence} [dim]({first.variant})[/dim]")
    print_table([answer_row(answer, currency=currency) for answer in answers], right=("value", "interval", "n"))
    left_out = sum(answer.left_out for answer in answers)
    if left_out:
        reasons = first.left_out_because if len(answers) == 1 else "see each group with --format json"
        console.print(f"Left out: {left_out:,} rows ({reasons}).")
    ledger = f" · {first.ledger}" if first.ledger else ""
    console.print(f"[dim]{first.period} · evidence {first.provenance.evidence_version}{ledger}[/dim]")


def answer_row(answer: "Answer", *, currency: str) -> dict[str, str]:
    """Return an answer as a row of a table for people."""
    from centreline.kernel.units import format_value

    estimate = answer.estimate
    interval = (
        ""
        if estimate.low is None or estimate.high is None
        else f"{format_value(estimate.low, answer.unit)} to {format_value(estimate.high, answer.unit)}"
    )
    group = {name: "(none)" if value is None else str(value) for name, value in answer.by.items()}
    small = " small sample" if estimate.is_small else ""
    return {
        **group,
        "value": format_value(answer.value, answer.unit, currency=currency),
        "interval": interval,
        "n": f"{answer.n:,}{small}",
    }


def _parameters(pairs: "Sequence[str]") -> dict[str, float]:
    from centreline.kernel.errors import ArgumentInvalid

    parameters = {}
    for pair in pairs:
        name, _, number = pair.partition("=")
        try:
            parameters[name] = float(number)
        except ValueError:
            raise ArgumentInvalid(
                f"cannot read {pair!r}", where="the option --parameter", fix="write it as threshold_ms=30000"
            ) from None
    return parameters
