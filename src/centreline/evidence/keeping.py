"""Does a table keep its contract: how many rows break each rule, and how many break none."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.evidence.expression import compile_expression
from centreline.evidence.rules import Rule, rules_for

__all__ = ["Broken", "Keeping", "how_kept", "rows_breaking"]


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that some rows break."""

    rule: Rule
    rows: int


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a table keeps its contract.

    Attributes:
        table: Its name.
        rows: Rows it holds.
        keeping: Rows that break no rule.
        broken: Rules that are broken, the one with most rows first.
    """

    table: str
    rows: int
    keeping: int
    broken: tuple[Broken, ...]

    @property
    def share(self) -> float:
        """Share of rows that break no rule, 0 to 1."""
        return self.keeping / self.rows if self.rows else 1.0


def how_kept(evidence: Evidence, table: str) -> Keeping:
    """Return how a table keeps its contract, counted in one pass.

    A rule about a value nobody filled in is not broken: what is missing shows among the columns never filled.

    Raises:
        EvidenceMissing: nobody has brought such a table.
    """
    rows, rules = evidence.table(table), rules_for(table)
    breaks = [_breaks(rows, rule) for rule in rules]
    counts: dict[str, Any] = {f"rule_{place}": condition.sum() for place, condition in enumerate(breaks)}
    if breaks:
        counts["any_rule"] = reduce(or_, breaks).sum()
    [row] = evidence.rows(rows.aggregate(rows.count().name("rows"), **counts))
    broken = [Broken(rule, row[f"rule_{place}"] or 0) for place, rule in enumerate(rules)]
    return Keeping(
        table=table,
        rows=row["rows"],
        keeping=row["rows"] - (row.get("any_rule") or 0),
        broken=tuple(sorted((each for each in broken if each.rows), key=lambda each: (-each.rows, each.rule.says))),
    )


def rows_breaking(evidence: Evidence, rule: Rule) -> Table:
    """Return the rows of a rule's table that break it, as an Ibis expression."""
    rows = evidence.table(rule.table)
    return rows.filter(_breaks(rows, rule))


def _breaks(rows: Table, rule: Rule) -> Any:
    columns = {name: rows[name] for name in rows.columns}
    condition = compile_expression(rule.broken_when, columns=columns, where=f"the rule “{rule.says}”")
    return condition.fill_null(False)
