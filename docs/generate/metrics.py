"""The page of the metrics: every metric, every variant; and their entries in the glossary."""

from centreline.evidence.contracts import CONTRACTS
from centreline.metrics.book import metric_book, words_of
from centreline.metrics.definition import KINDS, Metric, Variant
from generate.confused import CONFUSED
from generate.markdown import sentence_case, table

__all__ = ["glossary", "page", "summary", "words"]

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


def words() -> str:
    """Return the words the expressions use, table by table, each with what it stands for."""
    sections = []
    for name in dict.fromkeys([*CONTRACTS, *_tables()]):
        rows = [(f"`{word}`", f"`{' '.join(text.split())}`") for word, text in words_of(name).items()]
        sections.append(f"### Words over {name}\n\n" + table(("word", "stands for"), rows) if rows else "")
    return "".join(sections)


def _tables() -> list[str]:
    return [variant.table for metric in metric_book().values() for variant in metric.variants]


def _section(metric: Metric) -> str:
    label = f" ({metric.label})" if metric.label else ""
    better = "neither higher nor lower is better" if metric.better == "neither" else f"{metric.better} is better"
    traps = "\n".join(f"* {trap}" for trap in metric.traps)
    groups = _groups(metric)
    return (
        f"## {metric.id}\n\n**{metric.title}{label}.** {metric.question}\n\n"
        f"Counted about: {metric.population} Read as: {better}. Owned by: {metric.owner}. Since {metric.since}.\n\n"
        + table(("variant", "definition", "unit", "parameters"), [_row(group) for group in groups])
        + f"How it misleads:\n\n{traps}\n\n"
        + "".join(_expression(group[0]) for group in groups)
        + f"Source: {metric.source.rstrip('.')}.\n\n"
    )


def _groups(metric: Metric) -> list[list[Variant]]:
    """Return the variants, those that differ in nothing but a parameter together."""
    groups: dict[str, list[Variant]] = {}
    for variant in metric.variants:
        groups.setdefault(variant.model_dump_json(exclude={"id", "title", "parameters"}), []).append(variant)
    return list(groups.values())


def _row(group: list[Variant]) -> tuple[str, str, str, str]:
    first, *others = group
    also = f" (also {', '.join(f'`{variant.id}`' for variant in others)})" if others else ""
    return f"`{first.id}`{also}", first.sentence, first.unit.value, _parameters(group)


def _parameters(group: list[Variant]) -> str:
    chosen = {name: [variant.parameters[name] for variant in group] for name in group[0].parameters}
    return ", ".join(
        f"`{name}` = {values[0]:g}"
        + (f" (or {', '.join(f'{value:g}' for value in values[1:])})" if len(set(values)) > 1 else "")
        for name, values in chosen.items()
    )


def _expression(variant: Variant) -> str:
    written = [(part, getattr(variant, part)) for part in PARTS if getattr(variant, part)]
    judged = [("left out unless", left.unless) for left in variant.left_out]
    lines = "\n".join(f"{name}: {' '.join(str(text).split())}" for name, text in [*written, *judged])
    return f"`{variant.id}`, over `{variant.table}`: {KINDS[variant.kind]}.\n\n```text\n{lines}\n```\n\n"
