"""What has to be counted to answer a variant: a handful of sums and counts, each over one condition."""

from dataclasses import dataclass, field
from typing import Literal

from centreline.metrics.definition import Metric, Variant
from centreline.metrics.wording import all_of, written_out

__all__ = ["Atom", "Question", "Recipe", "recipe_of"]


@dataclass(frozen=True, slots=True)
class Atom:
    """One number an engine finds in a single pass: how, of what, over which rows of which table.

    `what`, `other`, `when` and `where` are written out: nothing but columns and constants is left in them.
    """

    table: str
    how: Literal["rows", "sum", "products", "distinct", "middle"]
    what: str = ""
    other: str = ""
    when: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The atoms behind one variant.

    Attributes:
        numerator: Upper part of the fraction, or the number itself.
        denominator: Lower part; None where the numerator is the answer.
        rows: Rows that could be judged: the n of the answer.
        steps: Rows of the population, then those left after each reason to leave some out; the last is `rows`.
        spread: Sums of products from which the interval follows: of squares for a mean; of x², xy and y² for a ratio.
    """

    numerator: Atom
    denominator: Atom | None
    rows: Atom
    steps: tuple[Atom, ...]
    spread: tuple[Atom, ...] = ()

    @property
    def value_atoms(self) -> tuple[Atom, ...]:
        """What the value alone needs."""
        return (self.numerator, self.denominator) if self.denominator else (self.numerator,)

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """What the value, its interval and the count of rows left out need."""
        return (*self.value_atoms, self.rows, *self.steps, *self.spread)


@dataclass(frozen=True, slots=True)
class Question:
    """One variant of one metric, and what has to be counted to answer it."""

    metric: Metric
    variant: Variant
    recipe: Recipe

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables it reads."""
        return tuple(dict.fromkeys(atom.table for atom in self.recipe.atoms))


@dataclass(frozen=True, slots=True)
class _Scope:
    """The rows of one table that a variant looks at: all of its population, and those it can judge."""

    variant: Variant
    table: str
    where: str
    eligible: str
    judged: tuple[str, ...] = field(default=())

    def written(self, text: str | None) -> str:
        return written_out(text, table=self.table, parameters=self.variant.parameters) if text else ""

    @property
    def known(self) -> str:
        return all_of(self.eligible, *self.judged)

    def rows(self, *conditions: str) -> Atom:
        return Atom(self.table, "rows", when=all_of(self.known, *conditions), where=self.where)

    def sum(self, what: str) -> Atom:
        return Atom(self.table, "sum", what=what, when=self.known, where=self.where)

    def products(self, one: str, other: str) -> Atom:
        return Atom(self.table, "products", what=one, other=other, when=self.known, where=self.where)

    def middle(self, what: str) -> Atom:
        return Atom(self.table, "middle", what=what, when=self.known, where=self.where)

    def distinct(self, what: str, *conditions: str) -> Atom:
        return Atom(self.table, "distinct", what=what, when=all_of(self.known, *conditions), where=self.where)

    @property
    def steps(self) -> tuple[Atom, ...]:
        conditions = [all_of(self.eligible, *self.judged[:count]) for count in range(len(self.judged) + 1)]
        return tuple(Atom(self.table, "rows", when=condition, where=self.where) for condition in conditions)


def recipe_of(variant: Variant) -> Recipe:
    """Return what has to be counted to answer the variant with its parameters as they are."""
    if variant.kind in ("total_per_row", "total_per_distinct"):
        return _across_tables(variant)
    if variant.kind in ("count", "distinct", "total", "ratio"):
        return _over_sums(variant)
    return _over_rows(variant)


def _scope(variant: Variant, *, table: str, where: str | None, eligible: str | None, judges: bool = True) -> _Scope:
    def written(text: str | None) -> str:
        return written_out(text, table=table, parameters=variant.parameters) if text else ""

    judged = tuple(written(reason.unless) for reason in variant.left_out) if judges else ()
    return _Scope(variant, table, written(where), written(eligible), judged)


def _over_rows(variant: Variant) -> Recipe:
    """Kinds whose denominator is a condition on rows."""
    scope = _scope(variant, table=variant.table, where=variant.where, eligible=variant.denominator)
    numerator, rows = scope.written(variant.numerator), scope.rows()
    of = scope.written(variant.of)
    if variant.kind == "share":
        return Recipe(scope.rows(numerator), rows, rows, scope.steps)
    if variant.kind == "mean":
        return Recipe(scope.sum(numerator), rows, rows, scope.steps, (scope.products(numerator, numerator),))
    if variant.kind == "median":
        return Recipe(scope.middle(numerator), None, rows, scope.steps)
    if variant.kind == "rows_per_distinct":
        return Recipe(rows, scope.distinct(of), rows, scope.steps)
    if variant.kind == "distinct_share":
        return Recipe(scope.distinct(of, numerator), scope.distinct(of), scope.distinct(of), scope.steps)
    return _distinct_per_row(variant, scope, of=of, numerator=numerator)


def _distinct_per_row(variant: Variant, scope: _Scope, *, of: str, numerator: str) -> Recipe:
    if variant.denominator_table is None:
        return Recipe(scope.distinct(of, numerator), scope.rows(), scope.rows(), scope.steps)
    upper = _scope(variant, table=variant.table, where=variant.where, eligible=variant.numerator, judges=False)
    lower = _lower(variant, table=variant.denominator_table)
    return Recipe(upper.distinct(of), lower.rows(), lower.rows(), lower.steps)


def _over_sums(variant: Variant) -> Recipe:
    """Kinds without a condition in the denominator: counts, totals and ratios of sums."""
    if variant.kind in ("count", "distinct"):
        scope = _scope(variant, table=variant.table, where=variant.where, eligible=variant.numerator)
        upper = scope.rows() if variant.kind == "count" else scope.distinct(scope.written(variant.of))
        return Recipe(upper, None, scope.rows(), scope.steps)
    scope = _scope(variant, table=variant.table, where=variant.where, eligible=variant.among)
    x, y = scope.written(variant.numerator), scope.written(variant.denominator)
    if variant.kind == "total":
        return Recipe(scope.sum(x), None, scope.rows(), scope.steps)
    spread = (scope.products(x, x), scope.products(x, y), scope.products(y, y))
    return Recipe(scope.sum(x), scope.sum(y), scope.rows(), scope.steps, spread)


def _across_tables(variant: Variant) -> Recipe:
    """Kinds whose numerator is summed in one table and whose denominator is counted in another."""
    if variant.denominator_table is None:
        raise ValueError(f"{variant.id} needs a denominator_table")
    upper = _scope(variant, table=variant.table, where=variant.where, eligible=variant.among, judges=False)
    lower = _lower(variant, table=variant.denominator_table)
    counted = lower.rows() if variant.kind == "total_per_row" else lower.distinct(lower.written(variant.of))
    return Recipe(upper.sum(upper.written(variant.numerator)), counted, counted, lower.steps)


def _lower(variant: Variant, *, table: str) -> _Scope:
    return _scope(variant, table=table, where=variant.denominator_where, eligible=variant.denominator)
