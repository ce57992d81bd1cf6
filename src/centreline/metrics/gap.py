"""Why a question cannot be answered with the evidence at hand, and what to bring."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.evidence.expression import compile_expression
from centreline.evidence.grammar import columns_needed
from centreline.kernel.errors import EvidenceMissing
from centreline.metrics.definition import Metric, Variant
from centreline.metrics.recipe import Atom, recipe_of
from centreline.metrics.views import DERIVED, base_table
from centreline.metrics.wording import written_out

__all__ = ["Gap", "columns_used", "gap_of"]


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing, and what to bring."""

    missing: str
    bring: str

    def __str__(self) -> str:
        """Return both as one sentence."""
        return f"{self.missing[0].upper()}{self.missing[1:]}; {self.bring}."

    def stop(self, metric: Metric) -> EvidenceMissing:
        """Return the error that stops a question this gap keeps from being answered."""
        return EvidenceMissing(
            f"cannot answer {metric.question!r}: {self.missing}",
            where="the evidence of this workspace (`centreline evidence`)",
            fix=self.bring,
        )


def gap_of(evidence: Evidence, variant: Variant) -> Gap | None:
    """Return what keeps a variant from being answered; None when nothing does."""
    recipe = recipe_of(variant)
    for table in dict.fromkeys(base_table(atom.table) for atom in recipe.atoms):
        if not evidence.has(table):
            return Gap(f"there is no evidence in the table {table}", f"bring it with `centreline ingest {table} FILE`")
    for table, column in sorted(columns_used(variant)):
        if not evidence.has(table, column):
            meaning = CONTRACTS[table].column(column).meaning.split(".")[0]
            return Gap(
                f"no row of {table} has a value in {column} ({meaning[0].lower()}{meaning[1:]})",
                f"map a column of the source to {column} in the mapping for {table}",
            )
    if variant.seen and not _is_seen(evidence, variant, variant.seen):
        return Gap(
            variant.unseen or f"no row of {variant.table} meets {variant.seen}", "bring a source that records it"
        )
    return None


def columns_used(variant: Variant) -> set[tuple[str, str]]:
    """Return the tables and columns of the contracts without which a variant cannot be counted."""
    named = {(table, column) for table, _, column in (need.partition(".") for need in variant.needs)}
    return named | _needed(recipe_of(variant).atoms)


def _needed(atoms: Iterable[Atom]) -> set[tuple[str, str]]:
    return {need for atom in atoms for need in _needed_by(atom)}


def _needed_by(atom: Atom) -> Iterator[tuple[str, str]]:
    derived = DERIVED.get(atom.table, {})
    for text in filter(None, (atom.what, atom.other, atom.when, atom.where)):
        for column in columns_needed(text, where="the catalogue of metrics"):
            for source in derived.get(column, (column,)):
                yield base_table(atom.table), source


def _is_seen(evidence: Evidence, variant: Variant, condition: str) -> bool:
    table = evidence.table(variant.table)
    text = written_out(condition, table=variant.table, parameters=variant.parameters)
    columns = {column: table[column] for column in table.columns}
    seen = compile_expression(text, columns=columns, where="the catalogue of metrics")
    [row] = evidence.remembered(table.aggregate(rows=table.count(where=seen)), "seen", variant.table, text)
    return bool(row["rows"])
