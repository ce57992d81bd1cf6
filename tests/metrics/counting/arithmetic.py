"""How the second counts add up: plain lists, no engine."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from typing import Any

Counted = tuple[float | None, int, int]
"""Value, rows behind it, rows left out."""


def share(rows: Sequence[Any], *, known: Callable[[Any], bool], true: Callable[[Any], bool]) -> Counted:
    judged = [row for row in rows if known(row)]
    met = sum(1 for row in judged if true(row))
    return (met / len(judged) if judged else None), len(judged), len(rows) - len(judged)


def mean(rows: Sequence[Any], *, known: Callable[[Any], bool], of: Callable[[Any], float]) -> Counted:
    judged = [of(row) for row in rows if known(row)]
    return (sum(judged) / len(judged) if judged else None), len(judged), len(rows) - len(judged)


def median(rows: Sequence[Any], *, known: Callable[[Any], bool], of: Callable[[Any], float]) -> Counted:
    judged = [of(row) for row in rows if known(row)]
    return statistics.median(judged), len(judged), len(rows) - len(judged)


def ratio(
    rows: Sequence[Any],
    *,
    known: Callable[[Any], bool],
    upper: Callable[[Any], float],
    lower: Callable[[Any], float],
) -> Counted:
    judged = [row for row in rows if known(row)]
    return sum(map(upper, judged)) / sum(map(lower, judged)), len(judged), len(rows) - len(judged)


def count(rows: Iterable[Any]) -> Counted:
    found = len(list(rows))
    return found, found, 0


def has(*names: str) -> Callable[[Any], bool]:
    return lambda row: all(getattr(row, name) is not None for name in names)


def always(_: Any) -> bool:
    return True


def milliseconds(earlier: Any, later: Any) -> int:
    return round((later - earlier).total_seconds() * 1000)
