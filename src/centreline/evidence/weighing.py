"""What a file would do to a table: each of its rows weighed against the rest of the file and against the table."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.evidence.contract import Contract
from centreline.evidence.contracts.contact import CONTACT
from centreline.evidence.engine import read_staged
from centreline.evidence.engines.duckdb_files import FILE, PLACE, hash_of, located
from centreline.evidence.merging import compared, key_names, keyed, newest_of_each_key, same_content
from centreline.evidence.rewriting import keeper
from centreline.evidence.windows import GAP_FACTS, GAPS

__all__ = ["Weighed", "weigh"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The rows of a file by their fate.

    Attributes:
        fates: How many rows are created, changed, same and older.
        decided_by_order: Changed rows of which the source does not say which copy is newer.
        written: The rows to write, with `row_no`: those created and those changed.
        displaced: Where the copies lie that have to give way, as `FILE` and `PLACE`; None where there are none.
        is_whole: Whether all rows of the file are written.
        unmoved: Of the contacts that give way to one which says the same of all that gaps follow from: `row_no` of that
            one, `FILE`, `PLACE`, and the columns of `GAPS` as they are kept; None where there are none.
        met: The rows whose keys are in the table: `row_no`, `fate`, and where the copy lies; None where none is.
    """

    fates: Mapping[str, int]
    decided_by_order: int
    written: Table
    displaced: Table | None
    is_whole: bool
    met: Table | None = None
    unmoved: Table | None = None


def weigh(connection: Any, staged: Path, *, files: Sequence[Path], contract: Contract) -> Weighed:
    """Weigh the rows of one file, which were staged as Parquet with `row_no`, against the table as it stands.

    Args:
        connection: From `open_engine`.
        staged: The rows.
        files: What the table is made of.
        contract: What it promises.
    """
    rows, keep = read_staged(connection, [staged], contract=contract), keeper(connection)
    parts = [rows[name] for name in contract.key]
    [sizes] = rows.aggregate(rows=rows.count(), keys=hash_of(*parts).nunique()).to_pyarrow().to_pylist()
    fates, newest = Counter[str](), rows
    # A hash for each row says that no key comes twice; only where one does the keys themselves are compared.
    if sizes["keys"] < sizes["rows"]:
        placed = keep(newest_of_each_key(rows, contract=contract))
        fates.update(_fates_of_repeats(rows, placed, contract=contract))
        newest = rows.semi_join(placed.filter(placed.stays), "row_no") if fates else rows
    met = _met(newest, files, contract=contract, keep=keep)
    if met is None:
        fates["created"] = sizes["rows"] - fates.total()
        return Weighed(fates, 0, newest, None, is_whole=newest is rows)
    counted = met.group_by("fate").aggregate(rows=met.count(), undated=met.undated.sum()).to_pyarrow().to_pylist()
    of_met = {row["fate"]: row["rows"] for row in counted}
    fates["created"] = sizes["rows"] - fates.total() - sum(of_met.values())
    fates.update(of_met)
    staying = met.filter(met.fate != "changed")
    is_whole = newest is rows and not of_met.keys() - {"changed"}
    changed = met.filter(met.fate == "changed")
    return Weighed(
        fates=+fates,
        decided_by_order=sum(row["undated"] for row in counted if row["fate"] == "changed"),
        written=newest.anti_join(staying, "row_no") if of_met.keys() - {"changed"} else newest,
        displaced=keep(changed.select(FILE, PLACE)) if "changed" in of_met else None,
        is_whole=is_whole,
        met=met,
        unmoved=_unmoved(changed, keep=keep) if contract is CONTACT and "changed" in of_met else None,
    )


def _met(newest: Table, files: Sequence[Path], *, contract: Contract, keep: Callable[[Table], Table]) -> Table | None:
    """Return the fate of the rows whose keys are in the table: `row_no`, `fate`, `undated` and where the copy lies."""
    if not files:
        return None
    connection, names = newest.get_backend(), key_names(contract)
    held = keyed(located(connection, files, contract=contract), contract=contract)[[*names, FILE, PLACE]]
    new = keyed(newest, contract=contract)[[*names, "row_no"]]
    matches = keep(new.inner_join(held, names).select("row_no", FILE, PLACE))
    paths = matches[FILE].as_table().distinct().to_pyarrow()[0].to_pylist()
    if not paths:
        return None
    # Only now whole rows are read, and only those of the files in which a key was found.
    old = located(connection, [Path(path) for path in sorted(paths)], contract=contract)
    old = old.inner_join(matches, [FILE, PLACE]).rename(lambda name: f"old_{name}")
    both = newest.inner_join(old, newest.row_no == old.old_row_no).rename({FILE: f"old_{FILE}", PLACE: f"old_{PLACE}"})
    told = compared(both, contract=contract)
    also = {} if contract is not CONTACT else {name: told[f"old_{name}"] for name in GAPS}
    if also:
        also["stays_put"] = ibis.and_(*(told[name].identical_to(told[f"old_{name}"]) for name in GAP_FACTS))
    return keep(told.select("row_no", "fate", "undated", FILE, PLACE, **also))


def _unmoved(changed: Table, *, keep: Callable[[Table], Table]) -> Table:
    return keep(changed.filter(changed.stays_put).select("row_no", FILE, PLACE, *GAPS))


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
