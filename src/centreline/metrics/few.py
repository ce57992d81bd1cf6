"""Figures of few people are not shown to those who may not see people, nor what would give them away.

A figure of one agent is that agent's figure, and so is the difference between two figures that differ by one agent.
Hidden are therefore groups of fewer people than the reader's scope asks for, selections one condition of which leaves
out fewer, and as many further groups as it takes that no hidden figure follows from a total and its other parts.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.kernel.estimate import Estimate
from centreline.kernel.period import Period
from centreline.metrics.answer import Answer
from centreline.metrics.compile import Selection, grouped, selected
from centreline.metrics.wording import all_of

__all__ = ["Group", "hidden_groups", "shown"]

Group = tuple[Any, ...]
"""The values of the grains of one answer, in their order."""

PEOPLE = ("agent", "person", "evaluator")
"""Columns that name a worker; the first a table has says whose figure a row is part of."""


def shown(  # noqa: PLR0913 - the question again, as it was asked
    evidence: Evidence,
    answers: tuple[Answer, ...],
    *,
    table: str,
    by: Sequence[str],
    period: Period | None,
    where: Selection | None,
) -> tuple[Answer, ...]:
    """Return the answers, those the reader may not see without their numbers and with the reason.

    Args:
        evidence: Its scope says how few people are too few.
        answers: To one question, one for each group.
        table: The table whose rows were counted.
        by: The grains it was asked by.
        period: The days it was asked for.
        where: The rows it was asked about.
    """
    fewest = evidence.scope.fewest_people if evidence.scope else 1
    if fewest <= 1 or (people := _people_column(evidence, table)) is None:
        return answers
    inside = _people(evidence, table, people, by=by, period=period, where=where)
    hidden = hidden_groups(inside, fewest=fewest)
    for wider in _wider(where):
        around = _people(evidence, table, people, by=by, period=period, where=wider)
        hidden |= {group for group, counted in inside.items() if 0 < around.get(group, 0) - counted < fewest}
    because = f"fewer than {fewest} people, or what would give their figure away"
    return tuple(_without_numbers(answer, because) if _group(answer, by) in hidden else answer for answer in answers)


def hidden_groups(people: Mapping[Group, int], *, fewest: int) -> set[Group]:
    """Return the groups whose figures may not be shown.

    Along every line of groups that differ in one grain alone, whose total may be known, either nothing is hidden or
    what is hidden makes up at least two groups and as many people as a figure needs.

    Args:
        people: How many people each group's figure is made from; a figure of nobody tells nothing of anybody.
        fewest: People a figure needs.

    >>> sorted(hidden_groups({("a",): 9, ("b",): 6, ("c",): 2}, fewest=5))
    [('b',), ('c',)]
    >>> hidden_groups({("a",): 9, ("b",): 6}, fewest=5)
    set()
    """
    hidden = {group for group, count in people.items() if 0 < count < fewest}
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


def _people_column(evidence: Evidence, table: str) -> str | None:
    columns: Iterable[str] = evidence.table(table).columns
    return next((name for name in PEOPLE if name in columns), None)


def _people(  # noqa: PLR0913 - the question again, as it was asked
    evidence: Evidence, name: str, people: str, *, by: Sequence[str], period: Period | None, where: Selection | None
) -> dict[Group, int]:
    table: Table = selected(evidence.table(name), name=name, period=period, where=where)
    counted = table.aggregate(people=table[people].nunique(), by=[grouped(table, grain, name=name) for grain in by])
    return {tuple(row[grain] for grain in by): row["people"] for row in evidence.rows(counted)}


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
