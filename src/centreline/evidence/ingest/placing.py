"""Times of a batch, placed in the zone of each row, with what is wrong with those that cannot be placed."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.contract import Column, Kind
from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.instants import Placed, could_be_either_order, in_zone
from centreline.evidence.schema import local_times
from centreline.kernel.errors import MappingInvalid

__all__ = ["place_times"]

UTC = pa.timestamp("us", tz="UTC")
MINUTE = 60_000_000

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside are misread: 0026 for 26, or a number that is no date."""

DateOrWall = tuple[pa.ChunkedArray, pa.ChunkedArray]


def place_times(
    read: pa.Table, column: Column, *, zones: pa.ChunkedArray, mapping: Mapping, numbers: Sequence[int]
) -> DateOrWall:
    """Return the times of a column, and for each row the word for what is wrong with it.

    Args:
        read: The batch as the compiled mapping read it, with the text under the column's own name.
        column: An INSTANT or a DAY.
        zones: The zone of each row.
        mapping: Says what a time that came twice means.
        numbers: The rows' places in the file, for messages.

    Raises:
        MappingInvalid: the order of day and month, or the hour that is meant, has to be written in the mapping.
    """
    name, text = column.name, read[column.name]
    filling = mapping.columns.get(name)
    times, ahead = read[f"time_{name}"].cast(pa.timestamp("us")), read[f"ahead_{name}"]
    unread = pc.and_(pc.is_valid(text), pc.or_(pc.is_null(times), _is_absurd(times)))
    if pc.any(unread).as_py():
        _refuse_to_guess_the_order(text.filter(unread), name=name, mapping=mapping, text=text, numbers=numbers)
    wrong = pc.if_else(unread, "unreadable_time", pa.scalar(None, pa.string()))
    instants = pc.subtract(times, pc.multiply(ahead, MINUTE).cast(pa.duration("us"))).cast(UTC)
    walls = pc.if_else(pc.is_null(ahead), times, pa.scalar(None, pa.timestamp("us")))
    if column.kind is Kind.DAY:
        return pc.coalesce(walls, local_times(instants, zones=zones)).cast(pa.date32(), safe=False), wrong
    if walls.null_count < len(walls):
        placed = in_zone(walls, zones=zones)
        instants = pc.coalesce(instants, _chosen(placed, walls, mapping=mapping, name=name, numbers=numbers))
        wrong = pc.if_else(placed.never_was, "never_was", wrong)
        if mapping.repeated_hour == "reject":
            wrong = pc.if_else(placed.came_twice, "came_twice", wrong)
    if filling is not None and filling.otherwise == "empty":
        instants = pc.if_else(pc.is_valid(wrong), pa.scalar(None, UTC), instants)
        wrong = pa.chunked_array([pa.nulls(len(wrong), pa.string())])
    return instants, wrong


def _is_absurd(times: pa.ChunkedArray) -> pa.ChunkedArray:
    years = pc.year(times)
    return pc.fill_null(pc.or_(pc.less(years, FIRST_YEAR), pc.greater(years, LAST_YEAR)), False)


def _refuse_to_guess_the_order(
    unread: pa.ChunkedArray, *, name: str, mapping: Mapping, text: pa.ChunkedArray, numbers: Sequence[int]
) -> None:
    filling = mapping.columns.get(name)
    if mapping.date_order is not None or filling is None or filling.format:
        return
    found = could_be_either_order(unread[:10_000].to_pylist())
    if found is None:
        return
    said, order = found
    row = numbers[text.to_pylist().index(said)]
    if order is None:
        what = f"{said!r} in {name} may be day or month first, and nothing says which"
        fix = "write `date_order: dmy` or `date_order: mdy`"
    else:
        what = f"nothing says the order of day and month in {name}; {said!r} can only be {order}"
        fix = f"write `date_order: {order}`"
    raise MappingInvalid(what, where=f"row {row:,} of the file", fix=f"{fix} in {mapping.place()}")


def _chosen(
    placed: Placed, walls: pa.ChunkedArray, *, mapping: Mapping, name: str, numbers: Sequence[int]
) -> pa.ChunkedArray:
    if mapping.repeated_hour == "second":
        return placed.later
    if mapping.repeated_hour is None and pc.any(placed.came_twice).as_py():
        place = placed.came_twice.to_pylist().index(True)
        count = pc.sum(placed.came_twice).as_py()
        raise MappingInvalid(
            f"{walls[place].as_py()} in {name} came twice, as clocks went back, and nothing says which is meant "
            f"({count} such rows so far)",
            where=f"row {numbers[place]:,} of the file",
            fix=f"write `repeated_hour: first`, `second` or `reject` in {mapping.place()}, or export with UTC offsets",
        )
    return placed.instants
