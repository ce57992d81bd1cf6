"""Targets held against what was measured: whether one is missed, by how much, and how that is said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ibis.expr.types import Table

from centreline.blueprint.measure import Measure
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.findings.finding import Finding, Records
from centreline.findings.weight import weight_of_share
from centreline.kernel.errors import EvidenceMissing, MetricUnknown
from centreline.kernel.said import said
from centreline.kernel.units import format_value
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure
from centreline.metrics.book import metric_book
from centreline.metrics.recipe import recipe_of
from centreline.metrics.views import base_table

__all__ = ["Target", "answers_to", "missed_target", "reads_only"]


@dataclass(frozen=True, slots=True)
class Target:
    """A measure with a target, and what the records say.

    Attributes:
        measure: The measure.
        answer: What the records say.
    """

    measure: Measure
    answer: Answer

    @property
    def missed_by(self) -> float:
        """How far the value lies on the wrong side, in the metric's unit; 0 when reached, or not surely missed.

        Where the value has an interval, all of it has to lie on the wrong side.
        """
        value, estimate = self.answer.value, self.answer.estimate
        if value is None:
            return 0.0
        best = value if estimate.high is None else estimate.high
        if self.measure.at_least is not None and best < self.measure.at_least:
            return self.measure.at_least - value
        worst = value if estimate.low is None else estimate.low
        if self.measure.at_most is not None and worst > self.measure.at_most:
            return value - self.measure.at_most
        return 0.0

    @property
    def limit(self) -> float:
        """The target that is missed, or the one there is."""
        at_least, at_most = self.measure.at_least, self.measure.at_most
        if at_most is None or (at_least is not None and self.answer.value is not None and self.answer.value < at_least):
            return at_least or 0.0
        return at_most

    def __str__(self) -> str:
        """Return value, target and variant as a person reads them."""
        answer = self.answer
        side = said("at least") if self.limit == self.measure.at_least else said("at most")
        metric = metric_book()[answer.metric]
        return said("{title} ({variant}) is {value}, not {side} {limit}; n {n:,}").filled(
            title=said(metric.title),
            variant=said(metric.variant(answer.variant).title),
            value=format_value(answer.value, answer.unit),
            side=side,
            limit=format_value(self.limit, answer.unit),
            n=answer.n,
        )


def answers_to(
    evidence: Evidence, measures: Sequence[Measure], *, where: Callable[[Table], Any] | None, columns: frozenset[str]
) -> list[Target]:
    """Return those of the measures that have a target and can be answered, each with its answer.

    Args:
        evidence: What happened.
        measures: Measures, with or without targets.
        where: Which rows they are about; every row when None.
        columns: Columns that `where` reads: measures of tables without them cannot be answered for these rows.
    """
    found = []
    for promised in measures:
        if promised.at_least is None and promised.at_most is None:
            continue
        if where is not None and not reads_only(promised, columns):
            continue
        try:
            [answer] = measure(evidence, promised.metric, variant=promised.variant, where=where)
        except (EvidenceMissing, MetricUnknown):
            continue
        if answer.value is not None:
            found.append(Target(promised, answer))
    return found


def reads_only(promised: Measure, columns: frozenset[str]) -> bool:
    """Say whether every table the measure is counted in has all of these columns."""
    metric = metric_book().get(promised.metric)
    if metric is None or promised.variant not in {None, *(variant.id for variant in metric.variants)}:
        return False
    tables = {base_table(atom.table) for atom in recipe_of(metric.variant(promised.variant)).atoms}
    return all(columns <= {column.name for column in CONTRACTS[table].all_columns} for table in tables)


def missed_target(target: Target, *, element: str, about: str, records: Records | None) -> Finding:
    """Return the finding that a target is missed.

    Args:
        target: The target; it has to be missed.
        element: What promised it, as `kind:id`.
        about: What the sentence begins with: "In “Call about a bill”".
        records: The rows the answer is about.
    """
    limit = abs(target.limit) or 1.0
    return Finding(
        element=element,
        says=said("{about}, {target:small}.").filled(about=about, target=str(target)),
        weight=weight_of_share(target.missed_by, of=limit, at_least=0.35),
        records=records,
        estimate=target.answer.estimate,
        unit=target.answer.unit,
        against=_against(target),
    )


def _against(target: Target) -> str:
    answer = target.answer
    sentence = metric_book()[answer.metric].variant(answer.variant).sentence
    left_out = (
        said(" Left out: {left_out_because}.").filled(left_out_because=answer.left_out_because)
        if answer.left_out
        else ""
    )
    interval = said(" The whole interval misses it.") if answer.estimate.low is not None else ""
    return said("Target of the blueprint. {sentence}{left_out}{interval}").filled(
        sentence=sentence, left_out=left_out, interval=interval
    )
