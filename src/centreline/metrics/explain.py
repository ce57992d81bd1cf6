"""What a metric means: its definition in words, in expressions and in the SQL an engine runs."""

from collections.abc import Mapping
from dataclasses import dataclass

from centreline.evidence.engine import Evidence
from centreline.metrics.book import metric_named
from centreline.metrics.compile import compile_atoms
from centreline.metrics.definition import KINDS, Variant
from centreline.metrics.gap import gap_of
from centreline.metrics.interval import METHODS
from centreline.metrics.ledgers import ledger_used
from centreline.metrics.recipe import recipe_of
from centreline.metrics.wording import written_out

__all__ = ["Explained", "Explanation", "explain", "expressions"]


@dataclass(frozen=True, slots=True)
class Explained:
    """One variant, explained.

    Attributes:
        id: Id of the variant.
        title: A few words that tell it from its siblings.
        definition: The definition in one sentence.
        counted: How it is counted, in words.
        expression: Each part of the definition, with words and parameters replaced by columns and constants.
        left_out: Which rows are left out and why, in words.
        interval: How the interval is found.
        ledger: By which ledger customers and needs are followed; None where neither is.
        sql: What the engine runs, one statement for each table; empty without evidence, or where it cannot be asked.
        why_not: Why the evidence cannot answer it; None when it can, or when no evidence was given.
    """

    id: str
    title: str
    definition: str
    counted: str
    expression: Mapping[str, str]
    left_out: tuple[str, ...]
    interval: str
    ledger: str | None
    sql: tuple[str, ...]
    why_not: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One metric, explained: what is asked, of whom, how it misleads, and every way of counting it."""

    metric: str
    title: str
    label: str | None
    question: str
    population: str
    unit: str
    better: str
    owner: str
    source: str
    traps: tuple[str, ...]
    variants: tuple[Explained, ...]


def explain(metric: str, *, evidence: Evidence | None = None) -> Explanation:
    """Explain a metric and each of its variants.

    Args:
        metric: Id of the metric.
        evidence: Where given, the compiled SQL and what is missing are explained too.

    Raises:
        MetricUnknown: no such metric.
    """
    found = metric_named(metric)
    return Explanation(
        metric=found.id,
        title=found.title,
        label=found.label,
        question=found.question,
        population=found.population,
        unit=found.unit.value,
        better=found.better,
        owner=found.owner,
        source=found.source,
        traps=found.traps,
        variants=tuple(_explained(variant, evidence) for variant in found.variants),
    )


def _explained(variant: Variant, evidence: Evidence | None) -> Explained:
    gap = gap_of(evidence, variant) if evidence else None
    return Explained(
        id=variant.id,
        title=variant.title,
        definition=variant.sentence,
        counted=KINDS[variant.kind],
        expression=expressions(variant),
        left_out=variant.reasons,
        interval=METHODS[variant.kind],
        ledger=ledger_used(evidence if gap is None else None, recipe_of(variant).atoms),
        sql=_statements(variant, evidence) if evidence and gap is None else (),
        why_not=str(gap) if gap else None,
    )


def expressions(variant: Variant) -> dict[str, str]:
    """Return each part of a definition by its name, written out until only columns remain."""
    lower = variant.denominator_table or variant.table
    parts = {
        "population": (variant.table, variant.where),
        "among": (variant.table, variant.among),
        "numerator": (variant.table, variant.numerator),
        "different": (lower, variant.of),
        "denominator population": (lower, variant.denominator_where),
        "denominator": (lower, variant.denominator),
    }
    return {
        name: written_out(text, table=table, parameters=variant.parameters)
        for name, (table, text) in parts.items()
        if text
    }


def _statements(variant: Variant, evidence: Evidence) -> tuple[str, ...]:
    atoms = recipe_of(variant).atoms
    tables = dict.fromkeys(atom.table for atom in atoms)
    of_table = (list(dict.fromkeys(atom for atom in atoms if atom.table == table)) for table in tables)
    aggregates = (compile_atoms(evidence, together, spelled_out=True) for together in of_table)
    return tuple(evidence.sql(aggregate) for aggregate in aggregates)
