"""Coming back: the time to a customer's next contact and since the last one, and how long anybody was watching.

A contact is followed by the next one of the same customer, in the order of `offered_at`; contacts the centre began
itself neither return nor are returned to. Gaps are worked out over all of the evidence, before a period or a filter is
applied, so that a contact of January may be followed by one of February.

Whether a contact of the last days will be followed cannot be known yet, nor whether one of the first days had been
preceded: `seen_after_ms` and `seen_before_ms` say how much evidence lies after and before each contact, source by
source, and definitions leave out what was not watched for the whole window.
"""

import ast
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.evidence.grammar import parsed
from centreline.evidence.vocabulary import milliseconds_between
from centreline.evidence.windows import GAPS, LONGEST_KEPT_MS, with_gaps

__all__ = ["WINDOW_COLUMNS", "number_in", "widest_window_ms", "with_windows"]

WINDOW_COLUMNS: Mapping[str, tuple[str, ...]] = {
    **GAPS,
    "seen_after_ms": ("offered_at",),
    "seen_before_ms": ("offered_at",),
}
"""Worked-out columns of `contact`, and what each is worked out from. `any` gaps match the customer alone."""


def with_windows(evidence: Evidence, wanted: Collection[str], *, within_ms: float | None = None) -> Table:
    """Return the contacts with the wanted columns of `WINDOW_COLUMNS`.

    Args:
        evidence: What happened.
        wanted: Names of the columns.
        within_ms: The longest gap anybody asks about, where that is known: gaps the evidence keeps are then read
            instead of worked out anew. Longer ones may be empty.
    """
    table = evidence.table("contact")
    if not (evidence.keeps_gaps and within_ms is not None and within_ms <= LONGEST_KEPT_MS):
        gaps = [name for name in GAPS if name in wanted]
        table = with_gaps(table, gaps) if gaps else table
    at = table.offered_at.cast("timestamp")
    makers: Mapping[str, Callable[[], Any]] = {
        "seen_after_ms": lambda: milliseconds_between(at, _by_source(evidence, table, last=True)),
        "seen_before_ms": lambda: milliseconds_between(_by_source(evidence, table, last=False), at),
    }
    return table.mutate(**{name: make() for name, make in makers.items() if name in wanted})


def widest_window_ms(texts: Iterable[str]) -> float | None:
    """Return the longest gap that expressions ask about; None where one of them asks for gaps of any length.

    >>> widest_window_ms(["next_gap_ms.notnull() and next_gap_ms <= 7 * 86400000"])
    604800000.0
    >>> widest_window_ms(["next_gap_ms > 60000"]) is None
    True
    """
    widest = 0.0
    for text in set(texts):
        tree = parsed(text, where="the catalogue of metrics")
        read = sum(1 for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in GAPS)
        bounds = [bound for node in ast.walk(tree) for bound in _bounds(node)]
        if read != 2 * len(bounds):
            return None
        widest = max([widest, *bounds])
    return widest


def _bounds(node: ast.AST) -> Iterator[float]:
    """Return the bounds of all gaps of which a condition says that they are there, and at most so long."""
    if not (isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And)):
        return
    for there, bounded in pairwise(node.values):
        match there, bounded:
            case (
                ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="notnull")),
                ast.Compare(left=ast.Name(id=same), ops=[ast.LtE() | ast.Lt()], comparators=[bound]),
            ) if name == same and name in GAPS and (longest := number_in(bound)) is not None:
                yield longest


def number_in(node: ast.AST) -> float | None:
    """Return the number that constants and their products stand for; None where it is anything else.

    >>> number_in(ast.parse("7 * 86400000", mode="eval").body), number_in(ast.parse("wait_ms", mode="eval").body)
    (604800000.0, None)
    """
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        left, right = number_in(node.left), number_in(node.right)
        return None if left is None or right is None else left * right
    return None


def _by_source(evidence: Evidence, table: Table, *, last: bool) -> Any:
    """Return the first or the last instant of each row's source: what one source saw says nothing of another."""
    ends = evidence.ends_by_source("contact")
    instants = {source: ibis.timestamp(both[last].replace(tzinfo=None)) for source, both in ends.items()}
    if len(instants) == 1:
        return next(iter(instants.values()))
    return ibis.cases(*((table.source == source, instant) for source, instant in sorted(instants.items())))
