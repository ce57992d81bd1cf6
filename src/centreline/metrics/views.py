"""Tables as the definitions see them: a contract's columns, and those that are worked out from several rows."""

from collections.abc import Callable, Collection, Mapping

from ibis.expr.types import Table

from centreline.evidence.engine import Evidence

__all__ = ["DERIVED", "base_table", "view"]

DERIVED: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
"""Worked-out columns by table, each with the columns it is worked out from."""

BUILDERS: Mapping[str, Callable[[Evidence, Collection[str]], Table]] = {}


def view(evidence: Evidence, name: str, *, wanted: Collection[str] = ()) -> Table:
    """Return a table, with the worked-out columns that are wanted."""
    if wanted and name in BUILDERS:
        return BUILDERS[name](evidence, wanted)
    return evidence.table(name)


def base_table(name: str) -> str:
    """Return the contract a view is made from; a contract is its own."""
    return name
