"""Counting once: sums by day are kept month by month, and made again only where the rows changed.

A question by day, week, month or weekday, by queue, channel, partner, team or site, over any days, is then answered
from a few thousand sums instead of a hundred million contacts. Sums and counts add up over days; what does not, such as
a median or a number of different customers, is counted from the rows every time the evidence has changed.
"""

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.engine import Evidence
from centreline.evidence.grammar import columns_read
from centreline.evidence.ledger.ledger import ledger_of
from centreline.evidence.shelf import Shelf
from centreline.evidence.windows import GAPS, LONGEST_KEPT_MS
from centreline.kernel.period import Period
from centreline.metrics.compile import Selection, compile_atoms
from centreline.metrics.ledgers import reads_ledger
from centreline.metrics.recipe import Atom
from centreline.metrics.window import number_in, widest_window_ms

__all__ = ["counted"]

CUBED = "contact"
"""The table that is counted by day: the only one that has a hundred million rows."""

DIMENSIONS = frozenset({"queue", "channel", "direction", "partner", "team", "site", "outcome", "hour"})
"""Columns of few values, by which days are split."""

FROM_DAYS: Mapping[str, Callable[[pa.ChunkedArray], Any]] = {
    "day": lambda day: day,
    "week": lambda day: pc.floor_temporal(day, unit="week").cast(pa.date32()),
    "month": lambda day: pc.floor_temporal(day, unit="month").cast(pa.date32()),
    "weekday": pc.day_of_week,
}
"""Grains that follow from the day."""

WATCHED = frozenset({"seen_after_ms", "seen_before_ms"})
"""Columns that depend on when the evidence of a source begins and ends, wherever in time the row lies."""

ENDLESS = frozenset({"evidence_ends_at"})
"""Columns that change in every row whenever the evidence grows."""


def counted(
    evidence: Evidence,
    atoms: Sequence[Atom],
    *,
    by: Sequence[str] = (),
    period: Period | None = None,
    where: Selection | None = None,
) -> pa.Table:
    """Return what `compile_atoms` asks for, from sums that were kept wherever that gives the same.

    Args:
        evidence: What happened.
        atoms: All of the same table.
        by: Columns of the table, or grains of `TIMES`.
        period: Local days to look at.
        where: Rows to look at. A function cannot be named, so its answer is not kept.
    """

    def from_rows() -> pa.Table:
        return evidence.arrow(compile_atoms(evidence, atoms, by=by, period=period, where=where))

    if evidence.shelf is None or callable(where):
        return from_rows()
    months = _months(evidence, period) if _adds_up_over_days(evidence, atoms, by=by) else []
    days = _Days(evidence, evidence.shelf, atoms, tuple(by), where)
    asked: tuple[object, ...] = ("answer", _named(atoms), list(by), str(period), where)
    if reads_ledger(atoms):  # What was decided of customers is no part of the evidence's version.
        asked = (*asked, ledger_of(evidence).name)
    return evidence.shelf.kept(*asked, make=partial(days.summed, months, period) if months else from_rows)


@dataclass(frozen=True)
class _Days:
    """Sums by day that answer one question, month by month."""

    evidence: Evidence
    shelf: Shelf
    atoms: Sequence[Atom]
    by: tuple[str, ...]
    where: str | None

    def month(self, month: str) -> pa.Table:
        """Return the sums of a month by day, and by those grains that do not follow from the day."""
        keys = ["day", *sorted(set(self.by) - set(FROM_DAYS))]
        made_from = self.evidence.month_states(CUBED)[month]
        if any(_columns_of(atom) & WATCHED for atom in self.atoms):
            made_from += _ends_nearby(self.evidence, _days_of(month))

        def make() -> pa.Table:
            rows = compile_atoms(self.evidence, self.atoms, by=keys, period=_days_of(month), where=self.where)
            return self.evidence.arrow(rows)

        return self.shelf.kept("month", month, _named(self.atoms), keys, self.where, made_from=made_from, make=make)

    def summed(self, months: Sequence[str], period: Period | None) -> pa.Table:
        """Return the sums over the days of a period, in the columns `compile_atoms` has."""
        cube = pa.concat_tables([self.month(month) for month in months])
        if period is not None:
            first, after = (pa.scalar(day, pa.date32()) for day in (period.starts_on, period.ends_before))
            cube = cube.filter(pc.and_(pc.greater_equal(cube["day"], first), pc.less(cube["day"], after)))
        numbers = [f"a{place}" for place in range(len(self.atoms))]
        keys = {grain: FROM_DAYS[grain](cube["day"]) if grain in FROM_DAYS else cube[grain] for grain in self.by}
        table = pa.table({**keys, **{name: cube[name] for name in numbers}})
        summed = table.group_by(list(self.by)).aggregate([(name, "sum") for name in numbers])
        named = summed.select([*self.by, *(f"{name}_sum" for name in numbers)]).rename_columns([*self.by, *numbers])
        return named if self.by else _counts_of_nothing_are_none(named, self.atoms)


def _named(atoms: Iterable[Atom]) -> list[tuple[str, ...]]:
    return [astuple(atom) for atom in atoms]


def _adds_up_over_days(evidence: Evidence, atoms: Sequence[Atom], *, by: Sequence[str]) -> bool:
    read = {atom: _columns_of(atom) for atom in atoms}
    return (
        {atom.table for atom in atoms} == {CUBED}
        and bool(evidence.month_states(CUBED))
        and set(by) <= DIMENSIONS | set(FROM_DAYS)
        and all(atom.how in ("rows", "sum", "products") for atom in atoms)
        and all(not columns & ENDLESS for columns in read.values())
        and all(_is_watched_for_a_month(atom) for atom, columns in read.items() if columns & WATCHED)
        and all(_is_kept(evidence, atom) for atom, columns in read.items() if columns & set(GAPS))
        and not reads_ledger(atoms)
    )


def _texts(atom: Atom) -> list[str]:
    return [text for text in (atom.what, atom.other, atom.when, atom.where) if text]


def _columns_of(atom: Atom) -> frozenset[str]:
    return frozenset().union(*(columns_read(text, where="the catalogue of metrics") for text in _texts(atom)))


def _is_kept(evidence: Evidence, atom: Atom) -> bool:
    """Say whether the gaps an atom reads are kept beside the contacts, so that they change with their month's files."""
    widest = widest_window_ms(_texts(atom)) if evidence.keeps_gaps else None
    return widest is not None and widest <= LONGEST_KEPT_MS


def _is_watched_for_a_month(atom: Atom) -> bool:
    """Say whether no window of the atom is longer than those that are kept, so that older months never change."""
    trees = [ast.parse(text, mode="eval") for text in _texts(atom)]
    compared = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Compare)]
    windows = [node for node in compared if isinstance(node.left, ast.Name) and node.left.id in WATCHED]
    longest = [number_in(node.comparators[0]) for node in windows]
    return all(bound is not None and bound <= LONGEST_KEPT_MS for bound in longest)


def _months(evidence: Evidence, period: Period | None) -> list[str]:
    months = sorted(evidence.month_states(CUBED))
    if not all(months):  # Rows whose local time nobody knows belong to no day, and yet are counted.
        return []
    if period is None:
        return months
    return [month for month in months if _overlap(_days_of(month), period)]


def _overlap(one: Period, other: Period) -> bool:
    return one.starts_on < other.ends_before and other.starts_on < one.ends_before


def _days_of(month: str) -> Period:
    first = date.fromisoformat(f"{month}-01")
    return Period(first, (first + timedelta(days=31)).replace(day=1))


def _ends_nearby(evidence: Evidence, days: Period) -> str:
    """Return where each source begins and ends, as far as that lies within a window of these days."""
    reach = timedelta(milliseconds=LONGEST_KEPT_MS) + timedelta(days=1)
    starts, ends = (datetime.combine(day, time(), UTC) for day in (days.starts_on - reach, days.ends_before + reach))
    seen = evidence.ends_by_source(CUBED)
    return str({source: (max(first, starts), min(last, ends)) for source, (first, last) in sorted(seen.items())})


def _counts_of_nothing_are_none(table: pa.Table, atoms: Sequence[Atom]) -> pa.Table:
    """Return the one row of a question without groups; over no day at all its counts are 0, its sums empty."""
    columns = [
        pc.fill_null(column, 0) if atom.how == "rows" else column
        for atom, column in zip(atoms, table.columns, strict=True)
    ]
    return pa.table(columns, names=table.column_names)
