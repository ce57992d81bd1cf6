"""Contracts as Arrow: the types tables have in memory and on disk, and the columns the lake fills itself."""

from collections.abc import Iterable
from functools import cache
from zoneinfo import available_timezones

import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.contract import Column, Contract, Kind

__all__ = ["arrow_schema", "conform", "known_zones", "local_times", "with_local_time"]

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
    names = table.column_names
    table = table.set_column(names.index("local_at"), "local_at", local)
    return table.set_column(names.index("month"), "month", pc.strftime(local, format="%Y-%m"))


def local_times(instants: pa.ChunkedArray, *, zones: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the wall-clock time of each instant in the zone of its row; unknown where there is no such zone."""
    local = pa.chunked_array([pa.nulls(len(instants), pa.timestamp("us"))])
    for zone in _distinct(zones):
        if zone in known_zones():
            there = pc.local_timestamp(instants.cast(pa.timestamp("us", tz=zone)))
            local = pc.if_else(pc.fill_null(pc.equal(zones, zone), False), there, local)
    return local


def _distinct(column: pa.ChunkedArray) -> Iterable[str]:
    return sorted(value for value in column.unique().to_pylist() if value is not None)
