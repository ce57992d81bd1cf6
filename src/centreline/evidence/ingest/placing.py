"""Times of a batch, placed in the zone of each row, with what is wrong with those that cannot be placed."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.clocks import Flags
from centreline.evidence.contract import Column, Kind
from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.hours import Hours
from centreline.evidence.ingest.instants import could_be_either_order, in_zone
from centreline.evidence.ingest.words import written_out
from centreline.evidence.schema import local_times
from centreline.kernel.errors import MappingInvalid

__all__ = ["a_day_later", "place_times"]

UTC, US = pa.timestamp("us", tz="UTC"), pa.timestamp("us")
NO_TEXT = pa.nulls(1, pa.string())[0]  # Not `pa.scalar`: it imports pandas, a third of a second and 30 MiB.
MINUTE, DAY = 60_000_000, 86_400_000_000

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside are misread: 0026 for 26, or a number that is no date."""

TimesAndProblems = tuple[pa.Array, pa.Array | None]


def place_times(  # noqa: PLR0913 - a time is what it, its zone and the mapping say
    times: pa.Array,
    ahead: pa.Array | None,
    *,
    text: pa.Array,
    column: Column,
    zones: pa.Array,
    hours: Hours | None = None,
    mapping: Mapping,
    numbers: Sequence[int],
) -> TimesAndProblems:
    """Return the times of a column, and for each row the word for what is wrong with it; None where nothing is.

    Args:
        times: What clocks showed; unknown where the text is no time.
        ahead: Minutes by which those clocks are ahead of UTC, unknown where the text does not say; None where none do.
        text: What stands in the file.
        column: An INSTANT or a DAY.
        zones: The zone of each row.
        hours: Which of two hours is meant, where the file says so.
        mapping: Says what a time that came twice means otherwise.
        numbers: The rows' places in the file, for messages.

    Raises:
        MappingInvalid: the order of day and month, or the hour that is meant, has to be written in the mapping.
    """
    wrong = _unread(times, text, column=column, mapping=mapping, numbers=numbers)
    if column.kind is Kind.DAY and ahead is None:
        return times.cast(pa.date32(), safe=False), wrong
    if ahead is not None and not ahead.null_count:
        instants = _at(times, ahead)
        if column.kind is Kind.DAY:
            return local_times(instants, zones=zones).combine_chunks().cast(pa.date32(), safe=False), wrong
        return _emptied(instants, wrong, column=column, mapping=mapping)
    said = None if ahead is None else _at(times, ahead)
    walls = times if ahead is None else pc.if_else(pc.is_null(ahead), times, pa.scalar(None, US))
    if column.kind is Kind.DAY:
        days = pc.coalesce(walls, local_times(said, zones=zones).combine_chunks())
        return days.cast(pa.date32(), safe=False), wrong
    placed, wrong = _placed(walls, wrong, column=column, zones=zones, hours=hours, mapping=mapping, numbers=numbers)
    return _emptied(placed if said is None else pc.coalesce(said, placed), wrong, column=column, mapping=mapping)


def a_day_later(walls: pa.Array, *, never_before: pa.Array) -> tuple[pa.Array, int]:
    """Return the times with a day added where they lie before another by less than a day, and how many those are."""
    short = pc.subtract(never_before, walls).cast(pa.int64())
    late = pc.fill_null(pc.and_(pc.greater(short, 0), pc.less(short, DAY)), False)
    count = pc.sum(late).as_py() or 0
    return pc.if_else(late, pc.add(walls, pa.scalar(DAY, pa.duration("us"))), walls) if count else walls, count


def _at(times: pa.Array, ahead: pa.Array) -> pa.Array:
    return pc.subtract(times, pc.multiply(ahead, MINUTE).cast(pa.duration("us"))).cast(UTC)


def _unread(
    times: pa.Array, text: pa.Array, *, column: Column, mapping: Mapping, numbers: Sequence[int]
) -> pa.Array | None:
    ends = pc.min_max(times).as_py()
    is_absurd = ends["min"] is not None and not FIRST_YEAR <= ends["min"].year <= ends["max"].year <= LAST_YEAR
    if times.null_count == text.null_count and not is_absurd:
        return None
    unread = pc.and_(pc.is_valid(text), pc.or_(pc.is_null(times), _is_absurd(times)))
    _refuse_to_guess_the_order(unread, name=column.name, mapping=mapping, text=text, numbers=numbers)
    return pc.if_else(unread, "unreadable_time", NO_TEXT)


def _is_absurd(times: pa.Array) -> pa.Array:
    years = pc.year(times)
    return pc.fill_null(pc.or_(pc.less(years, FIRST_YEAR), pc.greater(years, LAST_YEAR)), False)


def _emptied(instants: pa.Array, wrong: pa.Array | None, *, column: Column, mapping: Mapping) -> TimesAndProblems:
    filling = mapping.columns.get(column.name)
    if wrong is None or filling is None or filling.otherwise != "empty":
        return instants, wrong
    return pc.if_else(pc.is_valid(wrong), pa.scalar(None, UTC), instants), None


def _placed(  # noqa: PLR0913 - see place_times
    walls: pa.Array,
    wrong: pa.Array | None,
    *,
    column: Column,
    zones: pa.Array,
    hours: Hours | None,
    mapping: Mapping,
    numbers: Sequence[int],
) -> TimesAndProblems:
    placed = in_zone(walls, zones=zones)
    there = pc.is_valid(walls).to_numpy(zero_copy_only=False)
    never_was, came_twice = placed.never_was & there, placed.came_twice & there
    if came_twice.any() and mapping.repeated_hour is None:
        raise _which_hour(walls, came_twice, name=column.name, mapping=mapping, numbers=numbers)
    untold = came_twice & (mapping.repeated_hour == "reject" if hours is None else ~(hours.first ^ hours.second))
    for rows, word in ((never_was, "never_was"), (untold, "came_twice")):
        if rows.any():
            wrong = pc.if_else(pa.array(rows), word, NO_TEXT if wrong is None else wrong)
    is_later = mapping.repeated_hour == "second" if hours is None else hours.second
    chosen = np.where(is_later, placed.later, placed.first)
    return pa.array(chosen, UTC, mask=None if there.all() else ~there), wrong


def _refuse_to_guess_the_order(
    unread: pa.Array, *, name: str, mapping: Mapping, text: pa.Array, numbers: Sequence[int]
) -> None:
    filling = mapping.columns.get(name)
    if mapping.date_order is not None or filling is None or filling.format:
        return
    places = pc.indices_nonzero(unread)[:10_000]
    texts = written_out(text.take(places)).to_pylist()
    found = could_be_either_order(texts)
    if found is None:
        return
    said, order = found
    row = numbers[places[texts.index(said)].as_py()]
    if order is None:
        what = f"{said!r} in {name} may be day or month first, and nothing says which"
        fix = "write `date_order: dmy` or `date_order: mdy`"
    else:
        what = f"nothing says the order of day and month in {name}; {said!r} can only be {order}"
        fix = f"write `date_order: {order}`"
    raise MappingInvalid(what, where=f"row {row:,} of the file", fix=f"{fix} in {mapping.place()}")


def _which_hour(
    walls: pa.Array, came_twice: Flags, *, name: str, mapping: Mapping, numbers: Sequence[int]
) -> MappingInvalid:
    place = int(came_twice.argmax())
    return MappingInvalid(
        f"{walls[place].as_py()} in {name} came twice, as clocks went back, and nothing says which is meant "
        f"({came_twice.sum()} such rows so far)",
        where=f"row {numbers[place]:,} of the file",
        fix=f"write `repeated_hour: first`, `second`, `reject` or the column that says, in {mapping.place()}, "
        "or export with UTC offsets",
    )
