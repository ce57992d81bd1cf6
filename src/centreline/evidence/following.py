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


def followed(  # noqa: PLR0913 - everything it needs comes in by name
    connection: Any,
    stands: Standing,
    *,
    written: Table,
    displaced: Table | None,
    keep: Keep,
    unmoved: Table | None = None,
) -> Followed:
    """Return the gaps that go with a change of contacts.

    Args:
        connection: From `open_engine`.
        stands: The table before.
        written: Contacts to write, with `row_no`.
        displaced: `FILE` and `PLACE` of those that go.
        keep: Works an expression out once.
        unmoved: Contacts to write that say what those they displace say of all that gaps follow from: `row_no`,
            `FILE`, `PLACE` and `GAPS` as they are kept.
    """
    if not stands.files:
        return Followed(kept_gaps(written, named_by=["row_no"], keep=keep), None)
    coming = written.select(*GAP_FACTS, **{FILE: ibis.literal(""), PLACE: written.row_no})
    unmoved = unmoved if stands.gaps == GAPS_RULE else None
    changing = keep(_changing(connection, stands, coming=coming, displaced=displaced, unmoved=unmoved))
    as_before = None if unmoved is None else _as_before(unmoved, coming=coming, changing=changing)
    if stands.gaps == GAPS_RULE and not changing.count().execute():
        return Followed(None if as_before is None else keep(as_before), None)
    held = _held(connection, stands, changing=changing)
    if displaced is not None:
        held = held.anti_join(displaced, [FILE, PLACE])
    held = keep(held)
    pool = coming.semi_join(changing, "customer_id").union(held.select(coming.columns))
    gaps = kept_gaps(pool, named_by=[FILE, PLACE], keep=keep)
    new = gaps.filter(gaps[FILE] == "").select(row_no=gaps[PLACE], **{name: gaps[name] for name in GAPS})
    new = new if as_before is None else new.union(as_before)
    return Followed(keep(new), keep(_differing(held.filter(held[NEAR]), gaps)))


def _changing(
    connection: Any, stands: Standing, *, coming: Table, displaced: Table | None, unmoved: Table | None
) -> Table:
    """Return whose contacts come, go or move, and when: all that come or go of a customer of whom any does."""
    changing = coming.filter(can_return(coming)).select("customer_id", "offered_at", PLACE)
    moved = changing if unmoved is None else changing.filter(changing[PLACE].notin(unmoved.row_no))
    moved = moved.select("customer_id", "offered_at")
    going = None if displaced is None else displaced
    if going is not None and unmoved is not None:
        going = going.anti_join(unmoved, [FILE, PLACE])
    if going is not None and going.count().execute():
        rows = _rows(connection, stands.files).semi_join(going, [FILE, PLACE])
        moved = moved.union(rows.filter(can_return(rows)).select("customer_id", "offered_at"))
    if unmoved is None:
        return moved
    also = changing.select("customer_id", "offered_at").semi_join(moved, "customer_id")
    return moved.union(also)


def _as_before(unmoved: Table, *, coming: Table, changing: Table) -> Table:
    """Return the gaps, as they are kept, of contacts that do not move and of whose customers none does."""
    moving = coming.semi_join(changing, "customer_id")
    kept = unmoved.filter(unmoved.row_no.notin(moving[PLACE]))
    return kept.filter(ibis.or_(*(kept[name].notnull() for name in GAPS))).select("row_no", *GAPS)


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
