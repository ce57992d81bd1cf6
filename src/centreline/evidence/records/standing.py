"""Which copy of a record stands: the one its system changed last, and of two equally new ones always the same.

Nothing depends on the order in which files came: of copies that are equally new, the one whose hash is greater stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
from ibis.expr.types import Table, Value

from centreline.evidence.contracts.record import RECORD, SAID
from centreline.evidence.engine import read_staged

__all__ = ["SUBJECT", "WeighedRecords", "newest", "standing_after", "subjects_of", "weigh_records"]

SUBJECT = ("source", "reader", "subject")
"""Columns that name a subject."""

KEY = list(RECORD.key)
COLUMNS = [column.name for column in RECORD.all_columns]


@dataclass(frozen=True, slots=True)
class WeighedRecords:
    """The records of a file by their fate.

    Attributes:
        fates: How many are created, changed, same and older.
        written: Those created and those changed.
        displaced: The copies that give way to them.
        touched: The subjects that have to be put together again.
    """

    fates: Mapping[str, int]
    written: Table
    displaced: Table
    touched: Table


def newest(records: Table) -> Table:
    """Return the copy of each record that stands, of all given; of equal ones that of the first import."""
    order = [
        ibis.desc(records.source_updated_at, nulls_first=False),
        ibis.desc(records.body_hash),
        records.import_id,
        records.row_no,
    ]
    window = ibis.window(group_by=KEY, order_by=order)
    return records.mutate(place_=ibis.row_number().over(window)).filter(ibis._.place_ == 0).drop("place_")


def weigh_records(connection: Any, staged: Path, *, current: Table | None) -> WeighedRecords:
    """Weigh the records of one file, staged as Parquet, against those that stand."""
    brought = read_staged(connection, [staged], contract=RECORD)
    placed = connection.create_table("placed_records", _placed(brought, current), temp=True)
    # What records say of customers is no record of the file: nobody who brought it would find it there.
    counted = (
        placed.filter(placed.kind != SAID).group_by("fate").aggregate(records=ibis._.count()).to_pyarrow().to_pylist()
    )
    telling = placed.filter(placed.fate.isin(["created", "changed"]))
    written = brought.semi_join(telling, "row_no")
    changed = placed.filter(placed.fate == "changed")
    displaced = brought.limit(0).select(COLUMNS) if current is None else current.semi_join(changed[KEY], KEY)
    touched = subjects_of(written) if current is None else subjects_of(written).union(subjects_of(displaced))
    return WeighedRecords(
        fates={row["fate"]: row["records"] for row in counted},
        written=written.select(COLUMNS),
        displaced=displaced,
        touched=connection.create_table("touched_subjects", touched.distinct(), temp=True),
    )


def subjects_of(records: Table) -> Table:
    """Return the subjects that records belong to."""
    return records[list(SUBJECT)].distinct()


def standing_after(weighed: WeighedRecords, *, current: Table | None) -> Table:
    """Return the records that would stand."""
    if current is None:
        return weighed.written
    return current.anti_join(weighed.written[KEY], KEY).union(weighed.written)


def _placed(brought: Table, current: Table | None) -> Table:
    narrow = brought[[*KEY, "source_updated_at", "body_hash", "row_no"]]
    order = [
        ibis.desc(narrow.source_updated_at, nulls_first=False),
        ibis.desc(narrow.body_hash),
        narrow.row_no,
    ]
    window = ibis.window(group_by=KEY, order_by=order)
    placed = narrow.mutate(
        place_=ibis.row_number().over(window),
        best_at=narrow.source_updated_at.first(include_null=True).over(window),
        best_hash=narrow.body_hash.first().over(window),
    )
    repeats_best = (placed.source_updated_at.identical_to(placed.best_at)) & (placed.body_hash == placed.best_hash)
    repeated = ibis.ifelse(repeats_best, "same", "older")
    if current is None:
        return placed.select("row_no", *KEY, fate=ibis.ifelse(placed.place_ == 0, "created", repeated))
    held = current.select(*KEY, old_at=current.source_updated_at, old_hash=current.body_hash)
    met = placed.left_join(held, KEY)
    fate = ibis.cases(
        (met.place_ > 0, repeated),
        (met.old_hash.isnull(), "created"),
        (_is_same(met), "same"),
        (_is_older(met), "older"),
        else_="changed",
    )
    return met.select("row_no", *KEY, fate=fate)


def _is_same(met: Table) -> Value:
    return met.source_updated_at.identical_to(met.old_at) & (met.body_hash == met.old_hash)


def _is_older(met: Table) -> Value:
    earlier = met.old_at.notnull() & (met.source_updated_at.isnull() | (met.source_updated_at < met.old_at))
    tied = met.source_updated_at.identical_to(met.old_at) & (met.body_hash < met.old_hash)
    return earlier.fill_null(False) | tied.fill_null(False)
