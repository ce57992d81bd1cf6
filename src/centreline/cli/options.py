"""Options that several commands share, so that they read the same everywhere."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from centreline.kernel.errors import ArgumentInvalid

__all__ = [
    "AsOf",
    "By",
    "EngineOption",
    "Form",
    "FormOption",
    "MetricName",
    "PeriodOption",
    "VariantOption",
    "WorkspaceArgument",
    "WorkspaceOption",
    "parse_day",
]


class Form(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"


FormOption = Annotated[
    Form, typer.Option("--format", "-f", help="text for people, json (stable, documented keys) for scripts.")
]
WorkspaceArgument = Annotated[
    Path, typer.Argument(metavar="WORKSPACE", help="Folder of the workspace.", show_default="this folder")
]
WorkspaceOption = Annotated[
    Path,
    typer.Option("--workspace", "-w", metavar="FOLDER", help="Folder of the workspace.", show_default="this folder"),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        metavar="DAY",
        help="Day to look from, 2026-01-31. Ages such as overdue reviews are counted from it.",
        show_default="the last day of the evidence, or today where there is none",
    ),
]
By = Annotated[
    list[str] | None,
    typer.Option("--by", "-b", metavar="COLUMN", help="Split by queue, partner, day, hour … Give it again for more."),
]
PeriodOption = Annotated[
    str | None,
    typer.Option("--period", "-p", metavar="PERIOD", help="2026-01, 2026-Q1, 2026, a day, or 2026-01-01..2026-01-31."),
]
VariantOption = Annotated[
    str | None,
    typer.Option(
        "--variant", "-v", metavar="VARIANT", help="Which published definition.", show_default="the metric's first"
    ),
]
EngineOption = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="URL",
        help="Who answers: spark-local, spark://…, postgresql://…, clickhouse://…",
        show_default="`engine` in centreline.yaml, or DuckDB",
    ),
]
MetricName = Annotated[str, typer.Argument(metavar="METRIC", help="Id of a metric, such as first_contact_resolution.")]


def parse_day(text: str, *, option: str) -> date:
    """Read a day as `2026-01-31`.

    Raises:
        ArgumentInvalid: it is not one.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentInvalid(
            f"cannot read {text!r} as a day", where=f"the option {option}", fix="write it as 2026-01-31"
        ) from None
