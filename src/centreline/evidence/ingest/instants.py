"""Text as times: read under formats that cannot be confused, then placed in a zone without guessing.

A wall-clock time that never was (clocks went forward over it) is a problem of its row. One that came twice (clocks
went back) stops the import until the mapping says which hour is meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.engine import local_time, offset_time
from centreline.evidence.filling import Filling, Mapping
from centreline.evidence.schema import local_times

__all__ = ["Placed", "ReadTime", "could_be_either_order", "in_zone", "read_time"]

YEAR_FIRST = (
    (r"^\d{4}-\d{1,2}-\d{1,2}$", "%Y-%m-%d"),
    (r"^\d{8}$", "%Y%m%d"),
    (r"^\d{4}/\d{1,2}/\d{1,2}$", "%Y/%m/%d"),
    (r"^\d{4}\.\d{1,2}\.\d{1,2}$", "%Y.%m.%d"),
)
"""A year of four digits in front cannot be confused with anything; the other orders need `date_order`."""

DAYS = tuple(
    (rf"^\d{{1,2}}{gap}\d{{1,2}}{gap}\d{{{digits}}}$", digits, mark)
    for mark, gap in (("/", "/"), (".", r"\."), ("-", "-"))
    for digits in (4, 2)
)
CLOCKS = (
    (r"^\d{1,2}:\d{2}$", "%H:%M"),
    (r"^\d{1,2}:\d{2}:\d{2}$", "%H:%M:%S"),
    (r"^\d{1,2}:\d{2}:\d{2}\.\d{1,6}$", "%H:%M:%S.%f"),
    (r"^\d{1,2}:\d{2}:\d{2}\.\d{7,9}$", "%H:%M:%S.%n"),
    (r"^\d{1,2}:\d{2} [AaPp][Mm]$", "%I:%M %p"),
    (r"^\d{1,2}:\d{2}:\d{2} [AaPp][Mm]$", "%I:%M:%S %p"),
)
# A format that does not fit costs ten times one that does, so each is tried only on texts of its shape.

OFFSET = r":\d{2}(\.\d+)? ?(Z|[+-]\d{2}(:?\d{2})?)$"
EITHER_ORDER = re.compile(r"^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(\D|$)")
EPOCHS = {"epoch_s": 1_000_000, "epoch_ms": 1_000}
# Lotus took 1900 for a leap year and Excel kept the mistake, so day 1 is reckoned from the 30th.
SERIALS = {"excel": -25_569, "excel_1904": -24_107}


@dataclass(frozen=True, slots=True)
class ReadTime:
    """A text read as a time: an instant where it carries an offset, else a wall-clock time; unknown where neither."""

    instant: Any
    wall: Any


def _days_in(order: str | None) -> tuple[tuple[str, str], ...]:
    if order is None:
        return YEAR_FIRST
    return YEAR_FIRST + tuple(
        (shape, mark.join({"y": "%Y" if digits == 4 else "%y", "m": "%m", "d": "%d"}[part] for part in order))
        for shape, digits, mark in DAYS
        if order != "ymd" or digits == 2
    )


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
    if filling.format:
        return _under(text, filling.format)
    has_offset = text.re_search(OFFSET)
    bare = ibis.ifelse(has_offset, text.re_replace(r" ?(Z|[+-]\d{2}(:?\d{2})?)$", ""), text)
    time = _plausible(_day_and_clock(bare, days=_days_in(mapping.date_order)))
    return ReadTime(
        ibis.ifelse(has_offset, time - _minutes_ahead(text).as_interval("m"), none), ibis.ifelse(has_offset, none, time)
    )


def _day_and_clock(text: Any, *, days: Sequence[tuple[str, str]]) -> Any:
    day = _shaped(text.re_extract(r"^[0-9./-]+", 0), days)
    clock = text.re_replace(r"^[0-9./-]+[T ]?\s*", "")
    # A clock alone is read as a time on the first day of 1900.
    since_midnight = _shaped(clock, CLOCKS) - ibis.timestamp("1900-01-01 00:00:00")
    return ibis.ifelse(clock == "", day, day + since_midnight)


def _shaped(text: Any, shapes: Sequence[tuple[str, str]]) -> Any:
    cases = [(text.re_search(shape), local_time(text, ibis.array([name]))) for shape, name in shapes]
    return ibis.cases(*cases, else_=ibis.null("timestamp(6)"))


def _minutes_ahead(text: Any) -> Any:
    """Return how many minutes the offset at the end of the text is ahead of UTC."""
    hours = text.re_extract(r"([+-]\d{2}):?(\d{2})?$", 1).try_cast("int64")
    minutes = text.re_extract(r"([+-]\d{2}):?(\d{2})$", 2).try_cast("int64").fill_null(0)
    sign = ibis.ifelse(text.re_search(r"-\d{2}:?(\d{2})?$"), -1, 1)
    return (hours * 60 + sign * minutes).fill_null(0)


def _under(text: Any, formats: Sequence[str]) -> ReadTime:
    offset = [name for name in formats if "%z" in name.lower()]
    plain = [name for name in formats if "%z" not in name.lower()]
    none = ibis.null("timestamp(6)")
    instant = offset_time(text, ibis.array(offset)).cast("timestamp(6)") if offset else none
    return ReadTime(instant, _plausible(local_time(text, ibis.array(plain))) if plain else none)


def _plausible(time: Any) -> Any:
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
