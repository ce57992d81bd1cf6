"""Text as times: read under formats that cannot be confused, then placed in a zone without guessing.

A wall-clock time that never was (clocks went forward over it) is a problem of its row. One that came twice (clocks
went back) stops the import until the mapping says which hour is meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any
from zoneinfo import available_timezones

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.engine import local_time, offset_time
from centreline.evidence.filling import Filling, Mapping
from centreline.evidence.schema import local_times

__all__ = ["Placed", "ReadTime", "could_be_either_order", "in_zone", "read_time"]

CLOCKS = ("", " %H:%M:%S", " %H:%M", " %H:%M:%S.%f", " %I:%M:%S %p", " %I:%M %p")
DAYS = {
    None: ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"),
    "ymd": ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%y-%m-%d", "%y/%m/%d", "%y.%m.%d"),
    "dmy": ("%Y-%m-%d", "%d/%m/%y", "%d/%m/%Y", "%d.%m.%y", "%d.%m.%Y", "%d-%m-%y", "%d-%m-%Y"),
    "mdy": ("%Y-%m-%d", "%m/%d/%y", "%m/%d/%Y", "%m.%d.%y", "%m.%d.%Y", "%m-%d-%y", "%m-%d-%Y"),
}
"""A year of four digits in front cannot be confused with anything; the others need `date_order`."""

OFFSET = r"\d[ ]?[+-]\d{2}(:?\d{2})?$"
EITHER_ORDER = re.compile(r"^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(\D|$)")
EPOCHS = {"epoch_s": 1_000_000, "epoch_ms": 1_000}
# Lotus took 1900 for a leap year and Excel kept the mistake, so day 1 is reckoned from the 30th.
SERIALS = {"excel": -25_569, "excel_1904": -24_107}


@dataclass(frozen=True, slots=True)
class ReadTime:
    """A text read as a time: an instant where it carries an offset, else a wall-clock time; unknown where neither."""

    instant: Any
    wall: Any


@cache
def _formats(order: str | None) -> tuple[str, ...]:
    gaps = [clock.replace(" ", "T", 1) for clock in CLOCKS[1:4]]
    return tuple(day + clock for clock, day in product([*CLOCKS, *gaps], DAYS[order]))


def read_time(text: Any, *, filling: Filling, mapping: Mapping) -> ReadTime:
    """Return the text of a column as a time, both parts of it as naive timestamps."""
    none = ibis.null("timestamp(6)")
    if filling.format and filling.format[0] in EPOCHS:
        micros = (text.try_cast("float64") * EPOCHS[filling.format[0]]).round().cast("int64")
        return ReadTime(micros, none)
    if filling.format and filling.format[0] in SERIALS:
        days = text.try_cast("float64") + SERIALS[filling.format[0]]
        # To the second: a day fraction cannot hold more, and 10:00 would come out as 09:59:59.999.
        return ReadTime(none, (days * 86_400).round().cast("int64") * 1_000_000)
    formats = filling.format or _formats(mapping.date_order)
    if filling.format:
        return _under(text, formats)
    zulu = ibis.ifelse(text.endswith("Z"), text.re_replace("Z$", ""), ibis.null("string"))
    offset = ibis.ifelse(text.re_search(OFFSET), text.re_replace(r" ([+-]\d{2}:?\d{0,2})$", r"\1"), ibis.null("string"))
    at_offset = offset_time(offset, ibis.array([f"{name}%z" for name in formats])).cast("timestamp(6)")
    return ReadTime(ibis.coalesce(local_time(zulu, ibis.array(list(formats))), at_offset), _plausible(text, formats))


def _under(text: Any, formats: Sequence[str]) -> ReadTime:
    offset = [name for name in formats if "%z" in name.lower()]
    plain = [name for name in formats if "%z" not in name.lower()]
    none = ibis.null("timestamp(6)")
    instant = offset_time(text, ibis.array(offset)).cast("timestamp(6)") if offset else none
    return ReadTime(instant, _plausible(text, plain) if plain else none)


def _plausible(text: Any, formats: Sequence[str]) -> Any:
    time = local_time(text, ibis.array(list(formats)))
    return ibis.ifelse(time.year().between(1900, 2199), time, ibis.null("timestamp(6)"))


def could_be_either_order(texts: Sequence[str]) -> tuple[str, str | None] | None:
    """Return a date of which the order of day and month has to be told, and the order if one date gives it away."""
    met = [(text, match) for text in texts if (match := EITHER_ORDER.match(text))]
    if not met:
        return None
    for text, match in met:
        if int(match[1]) > 12 >= int(match[2]):
            return text, "dmy"
        if int(match[2]) > 12 >= int(match[1]):
            return text, "mdy"
    return met[0][0], None


@dataclass(frozen=True, slots=True)
class Placed:
    """Wall-clock times placed in their zones.

    Attributes:
        instants: In UTC; the earlier of the two where a time came twice.
        later: In UTC; the later of the two.
        never_was: Whether clocks went forward over it.
        came_twice: Whether clocks went back over it.
    """

    instants: pa.ChunkedArray
    later: pa.ChunkedArray
    never_was: pa.ChunkedArray
    came_twice: pa.ChunkedArray


def in_zone(wall: pa.ChunkedArray, *, zones: pa.ChunkedArray) -> Placed:
    """Place wall-clock times in the zone of each row; rows whose zone is unknown stay empty."""
    empty = pa.chunked_array([pa.nulls(len(wall), pa.timestamp("us", tz="UTC"))])
    first, last = empty, empty
    for zone in zones.unique().to_pylist():
        if zone not in available_timezones():
            continue
        there = pc.fill_null(pc.equal(zones, zone), False)
        first = pc.if_else(there, _assume(wall, zone, "earliest"), first)
        last = pc.if_else(there, _assume(wall, zone, "latest"), last)
    never_was = pc.and_(pc.is_valid(first), pc.invert(_comes_back(first, wall, zones=zones)))
    came_twice = pc.and_not(pc.fill_null(pc.not_equal(first, last), False), never_was)
    return Placed(first, last, never_was, came_twice)


def _assume(wall: pa.ChunkedArray, zone: str, which: str) -> pa.ChunkedArray:
    placed = pc.assume_timezone(wall, zone, ambiguous=which, nonexistent="earliest")
    return placed.cast(pa.timestamp("us", tz="UTC"))


def _comes_back(instants: pa.ChunkedArray, wall: pa.ChunkedArray, *, zones: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.fill_null(pc.equal(local_times(instants, zones=zones), wall), False)
