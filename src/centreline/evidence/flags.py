"""Flags the lake keeps beside a row: whether it has a value that is costly to look at.

Whether a customer is known is asked of every contact that first-contact resolution counts. The names of customers are
the widest column there is; a flag beside them answers with one bit.
"""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr.types import Table

from centreline.evidence.contract import Contract

__all__ = ["FLAGS", "flag_column", "flags_kept", "with_flags"]

FLAGS: Mapping[str, str] = {"customer_id": "has_customer"}
"""Columns, and the flag that says of each row whether it has a value there."""


def flags_kept(contract: Contract) -> dict[str, str]:
    """Return the part of `FLAGS` that the tables of a contract keep."""
    names = {column.name for column in contract.columns}
    return {column: flag for column, flag in FLAGS.items() if flag in names}


def with_flags(rows: Table, *, contract: Contract) -> Table:
    """Return rows of a contract with their flags, whatever stood there before."""
    flags = flags_kept(contract)
    return rows.mutate(**{flag: rows[column].notnull() for column, flag in flags.items()}) if flags else rows


def flag_column(rows: pa.Table, column: str) -> pa.ChunkedArray:
    """Return the flag of a column for rows held in memory; a column they lack has no value in any of them."""
    if column in rows.column_names:
        return pc.is_valid(rows[column])
    return pa.chunked_array([pa.repeat(pa.scalar(False), rows.num_rows)])
