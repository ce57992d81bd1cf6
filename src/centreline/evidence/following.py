"""Which gaps are kept anew when contacts come, change or go: theirs, and those of the same customers nearby."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import numpy as np
from ibis.expr.types import Table

from centreline.evidence.commits import DataFile, Standing
from centreline.evidence.contracts.contact import CONTACT
from centreline.evidence.engines.duckdb_files import FILE, PLACE, located, microseconds
from centreline.evidence.windows import GAP_FACTS, GAPS, LONGEST_KEPT_MS, can_return, kept_gaps

__all__ = ["GAPS_RULE", "Followed", "followed"]

GAPS_RULE = 1
"""Number of the rule by which gaps are kept: another one makes the next writer keep all of them anew."""

Keep = Callable[[Table], Table]

REACH_US = LONGEST_KEPT_MS * 1000
DAY_US = 86_400_000_000

NEAR = "near_"


@dataclass(frozen=True, slots=True)
class Followed:
    """The gaps that go with a change.

    Attributes:
        written: Of the rows that are written: `row_no`, and the columns of `GAPS`; rows without any are not in it.
            None where no row has any.
        held: Of the rows that stay where they are, where they differ from what is kept: `FILE`, `PLACE` and `GAPS`.
    """

    written: Table | None
    held: Table | None


def followed(connection: Any, stands: Standing, *, written: Table, displaced: Table | None, keep: Keep) -> Followed:
    """Return the gaps that go with a change of contacts.

    Args:
        connection: From `open_engine`.
        stands: The table before.
        written: Contacts to write, with `row_no`.
        displaced: `FILE` and `PLACE` of those that go.
        keep: Works an expression out once.
    """
    if not stands.files:
        return Followed(kept_gaps(written, named_by=["row_no"], keep=keep), None)
    coming = written.select(*GAP_FACTS, **{FILE: ibis.literal(""), PLACE: written.row_no})
    changing = coming.filter(can_return(coming))
    if displaced is not None:
        going = _rows(connection, stands.files).semi_join(displaced, [FILE, PLACE])
        changing = changing.union(going.filter(can_return(going)).select(changing.columns))
    changing = keep(changing.select("customer_id", "offered_at"))
    if stands.gaps == GAPS_RULE and not changing.count().execute():
        return Followed(None, None)
    held = _held(connection, stands, changing=changing)
    if displaced is not None:
        held = held.anti_join(displaced, [FILE, PLACE])
    held = keep(held)
    pool = coming.semi_join(changing, "customer_id").union(held.select(coming.columns))
    gaps = kept_gaps(pool, named_by=[FILE, PLACE], keep=keep)
    new = gaps.filter(gaps[FILE] == "").select(row_no=gaps[PLACE], **{name: gaps[name] for name in GAPS})
    return Followed(keep(new), keep(_differing(held.filter(held[NEAR]), gaps)))


def _rows(connection: Any, files: Sequence[DataFile]) -> Table:
    return located(connection, [file.path for file in files], contract=CONTACT)


def _held(connection: Any, stands: Standing, *, changing: Table) -> Table:
    """Return the contacts of the same customers that matter, with their gaps, and whether these may change (`NEAR`)."""
    names = [*GAP_FACTS, *GAPS, FILE, PLACE]
    if stands.gaps != GAPS_RULE:
        rows = _rows(connection, stands.files)
        return rows.filter(can_return(rows)).select(*names, **{NEAR: ibis.literal(True)})
    [ends] = changing.aggregate(first=_us(changing).min(), last=_us(changing).max()).to_pyarrow().to_pylist()
    # A gap changes up to 31 days away, and to know the new one takes what lies as far beyond.
    first, last = ends["first"] - REACH_US, ends["last"] + REACH_US
    files = [file for file in stands.files if _may_hold(file, first_us=first - REACH_US, last_us=last + REACH_US)]
    rows = _rows(connection, files or stands.files[:1])
    near = rows.filter(_us(rows).between(first - REACH_US, last + REACH_US) & can_return(rows))
    near = near.semi_join(changing, "customer_id")
    return near.select(*names, **{NEAR: _us(near).between(first, last)})


def _us(contacts: Table) -> Any:
    """Return when contacts were offered as a number: instants far beyond our time have no Python date."""
    return microseconds(contacts.offered_at.cast("timestamp"))


def _may_hold(file: DataFile, *, first_us: int, last_us: int) -> bool:
    """Say whether a contact between the two instants may lie in a file: months are local, a day off at most."""
    if file.month is None:
        return True
    starts = np.datetime64(file.month).astype("datetime64[us]").astype(np.int64)
    ends = (np.datetime64(file.month) + 1).astype("datetime64[us]").astype(np.int64)
    return bool(starts - DAY_US <= last_us and first_us <= ends + DAY_US)


def _differing(held: Table, gaps: Table) -> Table:
    found = gaps.rename(lambda name: f"new_{name}")
    met = held.left_join(found, [held[FILE] == found[f"new_{FILE}"], held[PLACE] == found[f"new_{PLACE}"]])
    same = ibis.and_(*(met[name].identical_to(met[f"new_{name}"]) for name in GAPS))
    return met.filter(~same).select(FILE, PLACE, **{name: met[f"new_{name}"] for name in GAPS})
