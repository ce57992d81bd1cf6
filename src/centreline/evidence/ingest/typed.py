"""Columns that have a type in their file, as Parquet's do: read as what they are, not by way of text."""

import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.contract import Column, Kind
from centreline.evidence.filling import Filling
from centreline.evidence.ingest.values import LARGEST_WHOLE, MILLISECONDS

__all__ = ["Value", "typed_time", "typed_value"]

Value = tuple[pa.Array, pa.Array | None]
"""What each row holds, and the word for what is wrong with it; None where nothing can be."""

US = pa.timestamp("us")


def typed_time(cells: pa.Array, filling: Filling) -> tuple[pa.Array, pa.Array | None] | None:
    """Return what clocks showed and how many minutes they are ahead of UTC, or None where that needs the text.

    A timestamp without a zone is what the clocks of the mapping's zone showed.
    """
    if filling.format or filling.empty or not (pa.types.is_timestamp(cells.type) or pa.types.is_date(cells.type)):
        return None
    if pa.types.is_date(cells.type) or cells.type.tz is None:
        return cells.cast(US, safe=False), None
    return cells.cast(pa.timestamp("us", tz="UTC"), safe=False).cast(US), pa.repeat(
        pa.scalar(0, pa.int64()), len(cells)
    )


def typed_value(cells: pa.Array, column: Column, filling: Filling) -> Value | None:
    """Return what each row holds, or None where that needs the text."""
    if filling.values or filling.empty or filling.otherwise:
        return None
    if column.kind is Kind.FLAG and pa.types.is_boolean(cells.type):
        return cells, None
    if column.kind is Kind.WHOLE and pa.types.is_signed_integer(cells.type):
        return cells.cast(pa.int64()), None
    if column.kind is Kind.NUMBER and pa.types.is_integer(cells.type):
        return cells.cast(pa.float64()), None
    if column.kind is Kind.MILLISECONDS:
        return _milliseconds(cells, filling)
    return None


def _milliseconds(cells: pa.Array, filling: Filling) -> Value | None:
    if pa.types.is_duration(cells.type):
        value = cells.cast(pa.duration("ms"), safe=False).cast(pa.int64())
    elif filling.unit not in MILLISECONDS:
        return None
    elif pa.types.is_integer(cells.type):
        factor = MILLISECONDS[filling.unit]
        if len(cells) and _largest(cells) > LARGEST_WHOLE / factor:
            return None
        value = cells.cast(pa.int64())
        value = value if factor == 1 else pc.multiply(value, factor)
    else:
        return None
    if not len(value) or (pc.min(value).as_py() or 0) >= 0:
        return value, None
    return value, pc.if_else(pc.less(value, 0), "negative", pa.scalar(None, pa.string()))


def _largest(cells: pa.Array) -> int:
    ends = pc.min_max(cells).as_py()
    return max(abs(int(ends["min"] or 0)), abs(int(ends["max"] or 0)))
