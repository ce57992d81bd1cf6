"""A made-up centre in its parts: what is intended, what was said, what happened, and what is wrong with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import pyarrow as pa

from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint

__all__ = ["MadeUpCentre", "Planted"]


@dataclass(frozen=True, slots=True)
class Planted:
    """One line of the answer key.

    Attributes:
        fault: Its id.
        story: What happened, as somebody in the centre would tell it.
        checks: Checks that have to find it.
        element: What their findings have to be about.
    """

    fault: str
    story: str
    checks: tuple[str, ...]
    element: str


@dataclass(frozen=True, slots=True)
class MadeUpCentre:
    """A contact centre that does not exist.

    Attributes:
        blueprint: Its operating model; `made_up` is true.
        claims: What people said about it.
        tables: Its evidence, one Arrow table for each contract.
        answer_key: What was planted in it; empty when nothing was.
    """

    blueprint: Blueprint
    claims: Claims
    tables: Mapping[str, pa.Table]
    answer_key: tuple[Planted, ...] = ()

    def with_table(self, name: str, table: pa.Table) -> "MadeUpCentre":
        """Return the centre with one table replaced."""
        return replace(self, tables={**self.tables, name: table})

    def without_tables(self, names: Collection[str]) -> "MadeUpCentre":
        """Return the centre without some tables."""
        return replace(self, tables={name: table for name, table in self.tables.items() if name not in names})
