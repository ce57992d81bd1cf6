"""Contracts as Arrow: the types tables have in memory and on disk, and the columns the lake fills itself."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.clocks import clocks_of, rows_by_zone
from centreline.evidence.contract import Column, Contract, Kind

__all__ = ["arrow_schema", "conform", "known_zones", "local_times", "months_of_times", "with_local_time"]

ARROW_TYPES: dict[Kind, pa.DataType] = {
    Kind.TEXT: pa.string(),
    Kind.CHOICE: pa.string(),
    Kind.WHOLE: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.MILLISECONDS: pa.int64(),
    Kind.SHARE: pa.float64(),
    Kind.FLAG: pa.bool_(),
    Kind.INSTANT: pa.timestamp("us", tz="UTC"),
    Kind.LOCAL: pa.timestamp("us"),
    Kind.DAY: pa.date32(),
}
"""Arrow type of each kind of column."""


@cache
def known_zones() -> frozenset[str]:
    """Return the names of all time zones; Python walks the disk for them each time it is asked."""
    return frozenset(available_timezones())


def arrow_schema(contract: Contract) -> pa.Schema:
    """Return the contract's schema: its own columns in order, then those every table has."""
    return pa.schema([pa.field(column.name, ARROW_TYPES[column.kind]) for column in contract.all_columns])


def conform(table: pa.Table, *, contract: Contract, zone: str) -> pa.Table:
    """Return the table with every column of its contract, missing ones empty, and local time filled in.

    Args:
        table: Rows whose columns are a part of the contract's; others are a programming mistake.
        contract: What the table promises.
        zone: IANA zone for rows that name none.

    Raises:
        ValueError: a column is not in the contract.
    """
    strangers = set(table.column_names) - {column.name for column in contract.all_columns}
    if strangers:
        raise ValueError(f"columns {sorted(strangers)} are not in the contract {contract.name}")
    filled = pa.table(
        [_column_or_empty(table, column) for column in contract.all_columns], schema=arrow_schema(contract)
    )
    zones = pc.fill_null(filled["zone"], zone)
    return with_local_time(filled.set_column(filled.column_names.index("zone"), "zone", zones), contract=contract)


def _column_or_empty(table: pa.Table, column: Column) -> pa.ChunkedArray:
    kind = ARROW_TYPES[column.kind]
    if column.name not in table.column_names:
        return pa.chunked_array([pa.nulls(table.num_rows, kind)])
    return table[column.name].cast(kind)


def with_local_time(table: pa.Table, *, contract: Contract) -> pa.Table:
    """Return the table with `local_at` and `month` read from its dated column and each row's zone."""
    dated = table[contract.dated_by]
    is_day = pa.types.is_date(dated.type)
    local = dated.cast(pa.timestamp("us")) if is_day else local_times(dated, zones=table["zone"])
    for name, column in (("local_at", local), ("month", months_of_times(local))):
        place = table.column_names.index(name)
        table = table.set_column(place, table.schema.field(place), column)
    return table


def local_times(instants: pa.ChunkedArray, *, zones: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the wall-clock time of each instant in the zone of its row; unknown where there is no such zone."""
    us = _microseconds(instants)
    local, known = np.zeros(len(us), dtype=np.int64), np.zeros(len(us), dtype=bool)
    first_us, last_us = (int(us.min()), int(us.max())) if len(us) else (0, 0)
    for zone, there in rows_by_zone(_one_array(zones)):
        if zone not in known_zones():
            continue
        clocks = clocks_of(zone, first_us=first_us, last_us=last_us)
        rows: Any = slice(None) if there is None else there
        local[rows] = clocks.shown(us[rows])
        known[rows] = True
    valid = known & pc.is_valid(_one_array(instants)).to_numpy(zero_copy_only=False)
    return pa.chunked_array([pa.array(local, pa.timestamp("us"), mask=None if valid.all() else ~valid)])


def months_of_times(local: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the month of each local time, 2026-01; unknown where the time is."""
    us = _microseconds(local)
    if not len(us):
        return pa.chunked_array([pa.array([], pa.string())])
    first, last = (end.astype("datetime64[us]").astype("datetime64[M]") for end in (us.min(), us.max()))
    months = np.arange(first, last + 1)
    places = np.searchsorted(months.astype("datetime64[us]").astype(np.int64), us, side="right") - 1
    gone = None if not local.null_count else pc.is_null(_one_array(local)).to_numpy(zero_copy_only=False)
    coded = pa.DictionaryArray.from_arrays(
        pa.array(places.astype(np.int32), mask=gone), pa.array(np.datetime_as_string(months).tolist(), pa.string())
    )
    return pa.chunked_array([coded.cast(pa.string())])


def _microseconds(times: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """Return times as whole numbers; those that are unknown as one of the others."""
    whole = _one_array(times).cast(pa.timestamp("us", tz=times.type.tz)).cast(pa.int64())
    if whole.null_count:
        whole = pc.fill_null(whole, pc.coalesce(pc.min(whole), pa.scalar(0, pa.int64())))
    found: npt.NDArray[np.int64] = whole.to_numpy(zero_copy_only=False)
    return found


def _one_array(column: Any) -> pa.Array:
    if not isinstance(column, pa.ChunkedArray):
        return column
    if column.num_chunks == 1:
        return column.chunk(0)
    return column.unify_dictionaries().combine_chunks()
