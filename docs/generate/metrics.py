"""The page of the metrics: every metric, every variant; and their entries in the glossary."""

from centreline.metrics.book import metric_book
from centreline.metrics.definition import KINDS, Metric, Variant
from generate.confused import CONFUSED
from generate.markdown import sentence_case, table

__all__ = ["glossary", "page", "summary"]

PARTS = ("where", "numerator", "denominator", "among", "of", "denominator_table", "denominator_where", "seen")


def summary() -> str:
    """Return one line for each metric, with links."""
    rows = [
        (f"[{metric.id}](#{metric.id})", metric.label, metric.question, len(metric.variants))
        for metric in metric_book().values()
    ]
    return table(("metric", "known as", "question", "variants"), [[cell or "" for cell in row] for row in rows])


def page() -> str:
    """Return the reference of every metric."""
    return "".join(_section(metric) for metric in metric_book().values())


def glossary() -> str:
    """Return one entry for each metric."""
    return "\n".join(_entry(metric) for metric in metric_book().values())


def _entry(metric: Metric) -> str:
    heading = sentence_case(metric.id)
    names = [name for name in (metric.title, metric.label) if name and name.lower() != heading.lower()]
    called = ", ".join(names) or "the same"
    return (
        f"### {heading}\n\n{metric.question} *Also called*: {called}. *Do not confuse with*: {CONFUSED[metric.id]}. "
        f"[More](reference/metrics.md#{metric.id}).\n"
    )


def _section(metric: Metric) -> str:
    label = f" ({metric.label})" if metric.label else ""
    better = "neither higher nor lower is better" if metric.better == "neither" else f"{metric.better} is better"
    traps = "\n".join(f"* {trap}" for trap in metric.traps)
    rows = [
        (f"`{variant.id}`", variant.sentence, KINDS[variant.kind], variant.unit.value, _parameters(variant))
        for variant in metric.variants
    ]
    return (
        f"## {metric.id}\n\n**{metric.title}{label}.** {metric.question}\n\n"
        f"Counted about: {metric.population} Read as: {better}. Owned by: {metric.owner}. Since {metric.since}.\n\n"
        + table(("variant", "definition", "counted as", "unit", "parameters"), rows)
        + f"How it misleads:\n\n{traps}\n\n"
        + "".join(_expression(variant) for variant in metric.variants)
        + f"Source: {metric.source.rstrip('.')}.\n\n"
    )


def _expression(variant: Variant) -> str:
    written = [(part, getattr(variant, part)) for part in PARTS if getattr(variant, part)]
    judged = [("left out unless", left.unless) for left in variant.left_out]
    lines = "\n".join(f"{name}: {' '.join(str(text).split())}" for name, text in [*written, *judged])
    return f"`{variant.id}` over `{variant.table}`:\n\n```text\n{lines}\n```\n\n"


def _parameters(variant: Variant) -> str:
    return ", ".join(f"`{name}` = {value:g}" for name, value in variant.parameters.items())
