"""Definitions become one aggregate for each table, however many metrics are asked at once."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, time
from functools import partial
from typing import Any

from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.evidence.expression import compile_expression
from centreline.evidence.grammar import columns_read
from centreline.evidence.windows import GAPS
from centreline.kernel.errors import ExpressionRefused, MetricUnknown
from centreline.kernel.identity import nearest
from centreline.kernel.period import Period
from centreline.metrics.book import metric_named
from centreline.metrics.recipe import Atom, Recipe, recipe_of
from centreline.metrics.views import DERIVED, view
from centreline.metrics.window import widest_window_ms
from centreline.metrics.wording import all_of, written_out

__all__ = ["TIMES", "Selection", "compile_atoms", "compile_wide", "distinct_atoms", "grouped", "selected"]

TIMES: Mapping[str, Callable[[Any], Any]] = {
    "day": lambda at: at.date(),
    "week": lambda at: at.truncate("W").date(),
    "month": lambda at: at.truncate("M").date(),
    "hour": lambda at: at.hour(),
    "weekday": lambda at: at.day_of_week.index(),
}
"""Grains of local time: a day, the Monday of its week, the first of its month, the hour 0 to 23, weekday 0 = Monday."""

Selection = str | Callable[[Table], Any]
"""Which rows a question is about: an expression, or a function from a table to an Ibis condition."""


def compile_atoms(  # noqa: PLR0913 - what a question may say comes in by name
    evidence: Evidence,
    atoms: Sequence[Atom],
    *,
    by: Sequence[str] = (),
    period: Period | None = None,
    where: Selection | None = None,
    spelled_out: bool = False,
) -> Table:
    """Return one aggregate over one table: the columns of `by`, then a0, a1, … for the atoms in their order.

    Args:
        evidence: What happened.
        atoms: All of the same table.
        by: Columns of the table, or grains of `TIMES`.
        period: Local days to look at; windows still see what lies outside of it.
        where: Rows to look at, besides each atom's own conditions.
        spelled_out: Whether conditions are written that the files answer by themselves: for people who read the query.
    """
    [name] = {atom.table for atom in atoms}
    full = frozenset[str]() if spelled_out else evidence.never_empty(name)
    table = selected(_read_table(evidence, name, atoms, by=by, where=where), name=name, period=period, where=where)
    shared = {atom.where for atom in atoms}
    if len(shared) == 1 and (population := shared.pop()):
        # One population for all: a filter lets the engine skip rows before it aggregates.
        table = table.filter(_value(population, columns=_columns(table), full=full))
        conditions = [atom.when for atom in atoms]
    else:
        conditions = [all_of(atom.where, atom.when) for atom in atoms]
    columns = _columns(table)
    read = partial(_value, columns=columns, full=full)
    counted = [_counted(table, atom, when=when, read=read) for atom, when in zip(atoms, conditions, strict=True)]
    keys = [grouped(table, grain, name=name) for grain in by]
    return table.aggregate([value.name(f"a{place}") for place, value in enumerate(counted)], by=keys)


def compile_wide(
    evidence: Evidence,
    asked: Iterable[tuple[str, str | None]],
    *,
    by: Sequence[str] = (),
    period: Period | None = None,
    where: Selection | None = None,
) -> Table:
    """Return the values of several metrics of one table side by side, found in one pass.

    Args:
        evidence: What happened.
        asked: Metric and variant, None for the default variant.
        by: Columns of the table, or grains of `TIMES`.
        period: Local days to look at.
        where: Rows to look at.

    Returns:
        One row for each group: the columns of `by`, then one column for each metric, named `metric` or, where a
        variant was asked for, `metric__variant`. Nothing to divide by gives NULL.
    """
    asked = list(asked)
    recipes = [recipe_of(metric_named(metric).variant(variant)) for metric, variant in asked]
    atoms = distinct_atoms(recipes, lambda recipe: recipe.value_atoms)
    places = {atom: f"a{place}" for place, atom in enumerate(atoms)}
    table = compile_atoms(evidence, atoms, by=by, period=period, where=where)
    values = {
        (metric if variant is None else f"{metric}__{variant}"): _wide_value(table, recipe, places)
        for (metric, variant), recipe in zip(asked, recipes, strict=True)
    }
    return table.select(*by, **values)


def distinct_atoms(recipes: Iterable[Recipe], chosen: Callable[[Recipe], Iterable[Atom]]) -> list[Atom]:
    """Return the chosen atoms of all recipes, each once, in the order they come."""
    return list(dict.fromkeys(atom for recipe in recipes for atom in chosen(recipe)))


def _wide_value(table: Table, recipe: Recipe, places: Mapping[Atom, str]) -> Any:
    upper = table[places[recipe.numerator]]
    return upper if recipe.denominator is None else upper / table[places[recipe.denominator]].nullif(0)


def _read_table(
    evidence: Evidence, name: str, atoms: Sequence[Atom], *, by: Sequence[str], where: Selection | None
) -> Table:
    texts = {text for atom in atoms for text in (atom.what, atom.other, atom.when, atom.where) if text}
    if isinstance(where, str):
        texts.add(written_out(where, table=name, parameters={}))
    read = {column for text in texts for column in columns_read(text, where="the catalogue of metrics")} | set(by)
    within_ms = widest_window_ms(texts) if read & set(GAPS) else 0
    return view(evidence, name, wanted=read & set(DERIVED.get(name, ())), within_ms=within_ms)


def selected(table: Table, *, name: str, period: Period | None, where: Selection | None) -> Table:
    """Return the rows of a table that lie in a period and meet a condition.

    Raises:
        ExpressionRefused: the condition is none.
    """
    if period is not None:
        starts, ends = (datetime.combine(day, time()) for day in (period.starts_on, period.ends_before))
        table = table.filter((table.local_at >= starts) & (table.local_at < ends))
    if where is None:
        return table
    if isinstance(where, str):
        text = written_out(where, table=name, parameters={})
        condition = _value(text, columns=_columns(table), where="the option --where")
        if not condition.type().is_boolean():
            raise ExpressionRefused(
                f"{where!r} is no condition", where="the option --where", fix="write a comparison: queue == 'billing'"
            )
        return table.filter(condition)
    return table.filter(where(table))


def _columns(table: Table) -> dict[str, Any]:
    return {column: table[column] for column in table.columns}


def _value(
    text: str,
    *,
    columns: Mapping[str, Any],
    where: str = "the catalogue of metrics",
    full: Collection[str] = (),
) -> Any:
    return compile_expression(text, columns=columns, where=where, never_empty=full)


def _counted(table: Table, atom: Atom, *, when: str, read: Callable[[str], Any]) -> Any:
    condition = read(when) if when else None
    if atom.how == "rows":
        return table.count(where=condition)
    what = read(atom.what)
    if atom.how == "sum":
        return what.sum(where=condition)
    if atom.how == "distinct":
        return what.nunique(where=condition)
    if atom.how == "middle":
        return what.median(where=condition)
    # Doubles: the square of a long duration in milliseconds does not fit a 64-bit integer.
    return (what.cast("float64") * read(atom.other).cast("float64")).sum(where=condition)


def grouped(table: Table, grain: str, *, name: str) -> Any:
    """Return what rows are grouped by for a grain: a column of the table, or a stretch of local time.

    Raises:
        MetricUnknown: there is no such column.
    """
    if grain in TIMES:
        return TIMES[grain](table.local_at).name(grain)
    if grain in table.columns:
        return table[grain]
    known = [*TIMES, *table.columns]
    likely = nearest(grain, known)
    raise MetricUnknown(
        f"{name} cannot be asked by {grain!r}",
        where="the option --by",
        fix=f"write {likely!r}" if likely else f"write a column of {name}, or one of: {', '.join(TIMES)}",
    )
