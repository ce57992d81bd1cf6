"""What an engine counted, group by group, and the answers that follow from it."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from centreline.kernel.estimate import Estimate
from centreline.kernel.period import Period
from centreline.kernel.provenance import Provenance
from centreline.kernel.said import in_a_row, said
from centreline.kernel.units import Unit
from centreline.metrics.answer import Answer
from centreline.metrics.definition import Variant
from centreline.metrics.interval import CONFIDENCE, METHODS, Numbers, normal_mean, ratio_of_sums, wilson
from centreline.metrics.recipe import Atom, Question, Recipe

__all__ = ["Tally", "answers_of", "joined"]

NEVER_NEGATIVE = (Unit.SHARE, Unit.MILLISECONDS, Unit.COUNT)


@dataclass(frozen=True, slots=True)
class Tally:
    """Atoms by group: `groups[i]` is the group whose numbers stand at place i of every array."""

    groups: tuple[Mapping[str, Any], ...]
    numbers: Mapping[Atom, Numbers]

    @classmethod
    def of(cls, table: pa.Table, *, by: Sequence[str], atoms: Sequence[Atom]) -> "Tally":
        """Read an aggregate made by `compile_atoms`, its groups put in order."""
        if by:
            table = table.sort_by([(name, "ascending") for name in by])
        keys = zip(*(table[name].to_pylist() for name in by), strict=True) if by else [()]
        groups = tuple(dict(zip(by, key, strict=True)) for key in keys)
        numbers = {atom: _numbers(table[f"a{place}"]) for place, atom in enumerate(atoms)}
        return cls(groups, numbers)


def _numbers(column: pa.ChunkedArray) -> Numbers:
    numbers: Numbers = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
    return numbers


def joined(tallies: Sequence[Tally]) -> Tally:
    """Return tallies of several tables as one; a group that one of them lacks has nothing there."""
    if len(tallies) == 1:
        return tallies[0]
    places: dict[tuple[Any, ...], int] = {}
    for tally in tallies:
        for group in tally.groups:
            places.setdefault(tuple(group.values()), len(places))
    groups = {tuple(group.values()): group for tally in tallies for group in tally.groups}
    ordered = sorted(places, key=lambda key: [(part is None, part) for part in key])
    rank = {key: place for place, key in enumerate(ordered)}
    numbers = {}
    for tally in tallies:
        at = [rank[tuple(group.values())] for group in tally.groups]
        for atom, values in tally.numbers.items():
            numbers[atom] = np.full(len(ordered), 0.0 if atom.how in ("rows", "distinct") else np.nan)
            numbers[atom][at] = values
    return Tally(tuple(groups[key] for key in ordered), numbers)


def answers_of(
    tally: Tally, question: Question, *, period: Period, provenance: Provenance, ledger: str | None = None
) -> tuple[Answer, ...]:
    """Return one answer for each group in which the population has a row or a sum, or for everything together."""
    recipe, variant = question.recipe, question.variant
    upper = tally.numbers[recipe.numerator]
    lower = tally.numbers[recipe.denominator] if recipe.denominator else None
    value = upper if lower is None else upper / np.where(lower != 0, lower, np.nan)
    low, high = _interval(tally, recipe, variant=variant, value=value)
    rows, because = tally.numbers[recipe.rows], _left_out(tally, recipe, variant=variant)
    counted = tally.numbers[recipe.steps[0]]
    columns = (upper, lower if lower is not None else np.full_like(upper, np.nan), value, low, high)
    numbers = zip(*(_or_none(column) for column in columns), strict=True)
    method = METHODS[variant.kind]
    return tuple(
        Answer(
            question.metric.id,
            variant.id,
            variant.unit,
            group,
            above,
            below,
            Estimate(share, int(n), least, most, method, CONFIDENCE),
            int(population - judged),
            reasons,
            period,
            provenance,
            ledger,
        )
        for group, (above, below, share, least, most), n, population, judged, reasons in zip(
            tally.groups,
            numbers,
            rows.tolist(),
            counted.tolist(),
            tally.numbers[recipe.steps[-1]].tolist(),
            because,
            strict=True,
        )
        if population or above or not group  # A cost without a contact is still a cost.
    )


def _or_none(column: Numbers) -> list[float | None]:
    # Only NaN differs from itself.
    return [None if number != number else number for number in column.tolist()]  # noqa: PLR0124


def _interval(tally: Tally, recipe: Recipe, *, variant: Variant, value: Numbers) -> tuple[Numbers, Numbers]:
    upper, rows = tally.numbers[recipe.numerator], tally.numbers[recipe.rows]
    if variant.kind in ("share", "distinct_share"):
        return wilson(upper, rows)
    if variant.kind == "mean":
        low, high = normal_mean(upper, tally.numbers[recipe.spread[0]], rows)
    elif variant.kind == "ratio" and recipe.denominator:
        xx, xy, yy = (tally.numbers[atom] for atom in recipe.spread)
        low, high = ratio_of_sums(upper, tally.numbers[recipe.denominator], products=(xx, xy, yy), rows=rows)
    else:
        return np.full_like(upper, np.nan), np.full_like(upper, np.nan)
    if variant.unit in NEVER_NEGATIVE:
        low = np.minimum(np.maximum(low, 0), value)
    if variant.unit is Unit.SHARE:
        high = np.maximum(np.minimum(high, 1), value)
    return low, high


def _left_out(tally: Tally, recipe: Recipe, *, variant: Variant) -> list[str]:
    """Return for each group why rows were left out, each reason with its count."""
    steps = [tally.numbers[step] for step in recipe.steps]
    sentences: list[str] = [""] * len(tally.groups)
    for place in np.flatnonzero(steps[0] > steps[-1]).tolist():
        lost = [int(before[place] - after[place]) for before, after in itertools.pairwise(steps)]
        reasons = zip(lost, variant.reasons, strict=True)
        told = (said("{n:,} {why}").filled(n=count, why=said(why)) for count, why in reasons if count)
        sentences[place] = in_a_row(told)
    return sentences
