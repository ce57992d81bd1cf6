"""What a file would do to a table: each of its rows weighed against the rest of the file and against the table."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.evidence.contract import Contract
from centreline.evidence.engine import read_staged
from centreline.evidence.merging import classified, keyed, newest_of_each_key, same_content

__all__ = ["Weighed", "months_of", "weigh", "without_displaced"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The rows of a file by their fate.

    Attributes:
        fates: How many rows are created, changed, same and older.
        decided_by_order: Changed rows of which the source does not say which copy is newer.
        written: The rows to write: those created and those changed.
        displaced_months: Months in which copies lie that have to give way.
        months: Months in which the rows to write lie.
    """

    fates: Mapping[str, int]
    decided_by_order: int
    written: Table
    displaced_months: frozenset[str]
    months: frozenset[str]


def weigh(connection: Any, staged: Path, *, current: Table | None, contract: Contract) -> Weighed:
    """Weigh the rows of one file, which were staged as Parquet with `row_no`, against the table as it stands."""
    rows = read_staged(connection, [staged], contract=contract)
    placed = connection.create_table("placed", newest_of_each_key(rows, contract=contract), temp=True)
    fates = Counter(_fates_of_repeats(rows, placed, contract=contract))
    newest = rows.semi_join(placed.filter(placed.stays), "row_no") if fates else rows
    fate = connection.create_table("fate", classified(newest, current, contract=contract), temp=True)
    counted = fate.group_by("fate").aggregate(rows=fate.count(), undated=fate.undated.sum()).to_pyarrow().to_pylist()
    fates.update({row["fate"]: row["rows"] for row in counted})
    written = newest.semi_join(fate.filter(fate.fate.isin(["created", "changed"])), "row_no")
    return Weighed(
        fates=fates,
        decided_by_order=sum(row["undated"] for row in counted if row["fate"] == "changed"),
        written=written,
        displaced_months=_distinct(fate.filter(fate.fate == "changed").old_month),
        months=months_of(written),
    )


def _fates_of_repeats(rows: Table, placed: Table, *, contract: Contract) -> Mapping[str, int]:
    repeats = placed.filter(~placed.stays)
    if not repeats.count().execute():
        return {}
    losers = rows.inner_join(repeats.select("row_no", "winner"), "row_no")
    winners = rows.rename(lambda name: f"old_{name}")
    met = losers.inner_join(winners, losers.winner == winners.old_row_no)
    fate = ibis.ifelse(same_content(met, contract=contract), "same", "older")
    counted = met.select(fate=fate).group_by("fate").aggregate(rows=ibis._.count()).to_pyarrow().to_pylist()
    return {row["fate"]: row["rows"] for row in counted}


def months_of(rows: Table) -> frozenset[str]:
    """Return the months in which rows lie."""
    return _distinct(rows.month)


def _distinct(column: Any) -> frozenset[str]:
    return frozenset(column.as_table().distinct().to_pyarrow()[0].to_pylist())


def without_displaced(current: Table, written: Table, *, contract: Contract, months: frozenset[str]) -> Table:
    """Return the rows of those months that stay when others take the place of their keys."""
    staying = keyed(current.filter(current.month.isin(sorted(months))), contract=contract)
    names = [name for name in staying.columns if name not in current.columns]
    return staying.anti_join(keyed(written, contract=contract)[names], names).select(current.columns)
