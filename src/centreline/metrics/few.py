"""Figures of few people are not shown to those who may not see people, nor what would give them away.

A figure of one agent is that agent's figure, and so is the difference between two figures that differ by one agent.
Hidden are therefore groups of fewer people than the reader's scope asks for, selections one condition of which leaves
out fewer, periods that begin or end among days of fewer (`few_days`), and as many further groups as it takes that no
hidden figure follows from a total and its other parts.
"""

import ast
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.kernel.estimate import Estimate
from centreline.kernel.period import Period
from centreline.metrics.answer import Answer
from centreline.metrics.compile import Selection, grouped, selected
from centreline.metrics.few_days import Ends, ends_of, period_within
from centreline.metrics.tenure import TENURE_COLUMNS
from centreline.metrics.views import view
from centreline.metrics.wording import all_of

__all__ = ["PEOPLE", "Group", "hidden_groups", "people_column", "shown"]

Group = tuple[Any, ...]
"""The values of the grains of one answer, in their order."""

PEOPLE = ("agent", "person", "evaluator")
"""Columns that name a worker; the first a table has says whose figure a row is part of."""

STRETCHES = ("day", "week", "month")
"""Grains that are days in a row: each group of theirs is a period."""


def shown(  # noqa: PLR0913 - the question again, as it was asked
    evidence: Evidence,
    answers: tuple[Answer, ...],
    *,
    tables: Iterable[str],
    by: Sequence[str],
    period: Period | None,
    where: Selection | None,
) -> tuple[Answer, ...]:
    """Return the answers, those the reader may not see without their numbers and with the reason.

    Args:
        evidence: Its scope says how few people are too few.
        answers: To one question, one for each group.
        tables: The tables whose rows were counted.
        by: The grains it was asked by.
        period: The days it was asked for.
        where: The rows it was asked about.
    """
    fewest = evidence.scope.fewest_people if evidence.scope else 1
    if fewest <= 1:
        return answers
    asked = [_Asked(evidence, table, fewest, tuple(by), period, where) for table in dict.fromkeys(tables)]
    hidden = {group for one in asked for group in one.hidden({_group(answer, by) for answer in answers})}
    because = f"fewer than {fewest} people, or what would give their figure away"
    return tuple(_without_numbers(answer, because) if _group(answer, by) in hidden else answer for answer in answers)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as it was asked of one table.

    Attributes:
        evidence: What happened, as the reader may see it.
        name: The table.
        fewest: People a figure needs.
        by: The grains.
        period: The days.
        where: The rows.
    """

    evidence: Evidence
    name: str
    fewest: int
    by: tuple[str, ...]
    period: Period | None
    where: Selection | None

    def hidden(self, groups: Collection[Group]) -> set[Group]:
        """Return which of the groups may not be shown; none where no row of the table names a worker."""
        people = people_column(self.evidence, self.name)
        if people is None:
            return set()
        inside = self._people(people, where=self.where)
        enough = {group for group in groups if inside.get(group, 0) >= self.fewest}
        among = self._among_few(enough, people) if enough else set()
        hidden = hidden_groups(inside, fewest=self.fewest, besides=among)
        for wider in _wider(self.where):
            around = self._people(people, where=wider)
            hidden |= {group for group, count in inside.items() if 0 < around.get(group, 0) - count < self.fewest}
        return hidden

    @property
    def _rows(self) -> Table:
        """The table, with for how long agents had been there where that is asked."""
        told = " ".join([*self.by, self.where if isinstance(self.where, str) else ""])
        return view(self.evidence, self.name, wanted=[name for name in TENURE_COLUMNS if name in told])

    def _people(self, people: str, *, where: Selection | None) -> dict[Group, int]:
        table = selected(self._rows, name=self.name, period=self.period, where=where)
        counted = table.aggregate(people=table[people].nunique(), by=self._keys(table, self.by))
        return {tuple(row[grain] for grain in self.by): row["people"] for row in self.evidence.rows(counted)}

    def _among_few(self, groups: Collection[Group], people: str) -> set[Group]:
        """Return the groups whose period begins or ends among days on which too few worked."""
        stretches = [grain for grain in self.by if grain in STRETCHES]
        if self.period is None and not stretches:
            return set()
        ends = self._ends(people)
        among = set()
        for group in groups:
            value = dict(zip(self.by, group, strict=True))
            theirs = ends.get(tuple(value[grain] for grain in self.by if grain not in STRETCHES))
            within = period_within(self.period, grains=stretches, group=[value[grain] for grain in stretches])
            if theirs is not None and not theirs.allow(within):
                among.add(group)
        return among

    def _ends(self, people: str) -> dict[Group, Ends]:
        """Return where periods may end, for the groups some day of which too few worked on."""
        table = selected(self._rows, name=self.name, period=None, where=self.where)
        others = [grain for grain in self.by if grain not in STRETCHES]
        keys = self._keys(table, [*others, "day"])
        counted = table.aggregate(people=table[people].nunique(), by=keys)
        few = counted.filter(counted.people.between(1, self.fewest - 1)).select(*others, "day")
        if not (small := {tuple(row[grain] for grain in others) for row in self.evidence.rows(few)}):
            return {}
        named = table.filter(table[people].notnull())
        met = named.select(*self._keys(named, [*others, "day"]), _worker=named[people]).distinct()
        worked: dict[Group, dict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in self.evidence.rows(met):
            if (group := tuple(row[grain] for grain in others)) in small:
                worked[group][row["day"]].add(row["_worker"])
        return {group: ends_of(days, fewest=self.fewest) for group, days in worked.items()}

    def _keys(self, table: Table, grains: Iterable[str]) -> list[Any]:
        return [grouped(table, grain, name=self.name) for grain in grains]


def hidden_groups(people: Mapping[Group, int], *, fewest: int, besides: Collection[Group] = frozenset()) -> set[Group]:
    """Return the groups whose figures may not be shown.

    Along every line of groups that differ in one grain alone, whose total may be known, either nothing is hidden or
    what is hidden makes up at least two groups and as many people as a figure needs.

    Args:
        people: How many people each group's figure is made from; a figure of nobody tells nothing of anybody.
        fewest: People a figure needs.
        besides: Groups that are hidden for another reason.

    >>> sorted(hidden_groups({("a",): 9, ("b",): 6, ("c",): 2}, fewest=5))
    [('b',), ('c',)]
    >>> hidden_groups({("a",): 9, ("b",): 6}, fewest=5)
    set()
    """
    hidden = {group for group, count in people.items() if 0 < count < fewest or group in besides}
    lines = [line for line in _lines(people) if len(line) > 1]
    changed = True
    while changed:
        changed = False
        for line in lines:
            gone = [group for group in line if group in hidden]
            if gone and (len(gone) < 2 or sum(people[group] for group in gone) < fewest):
                rest = [group for group in line if group not in hidden and people[group]]
                if rest:
                    hidden.add(min(rest, key=lambda group: (people[group], str(group))))
                    changed = True
    return hidden


def _lines(people: Mapping[Group, int]) -> Iterator[list[Group]]:
    """Yield the groups that differ in one grain alone, for each grain."""
    for place in range(len(next(iter(people), ()))):
        lines: dict[Group, list[Group]] = {}
        for group in people:
            lines.setdefault(group[:place] + group[place + 1 :], []).append(group)
        yield from lines.values()


def _wider(where: Selection | None) -> list[Selection | None]:
    """Return the selections that ask for one thing less: what the reader could ask instead, and subtract."""
    if where is None or callable(where):
        return [] if where is None else [None]
    tree = ast.parse(where.strip(), mode="eval").body
    parts = [ast.unparse(part) for part in tree.values] if isinstance(tree, ast.BoolOp) and _is_and(tree) else [where]
    others = [[part for part in parts if part is not left_out] for left_out in parts]
    return [all_of(*kept) or None for kept in others]


def _is_and(tree: ast.BoolOp) -> bool:
    return isinstance(tree.op, ast.And)


def people_column(evidence: Evidence, table: str) -> str | None:
    """Return the column that says whose figure a row of the table is part of; None where no row names a worker."""
    columns: Iterable[str] = evidence.table(table).columns
    return next((name for name in PEOPLE if name in columns), None)


def _group(answer: Answer, by: Sequence[str]) -> Group:
    return tuple(answer.by[grain] for grain in by)


def _without_numbers(answer: Answer, because: str) -> Answer:
    nothing = Estimate(None, 0, None, None, answer.estimate.method, answer.estimate.confidence)
    return replace(
        answer,
        numerator=None,
        denominator=None,
        estimate=nothing,
        left_out=0,
        left_out_because="",
        hidden_because=because,
    )
