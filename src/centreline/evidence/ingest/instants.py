"""Text as times: read under formats that cannot be confused, then placed in a zone without guessing.

A wall-clock time that never was (clocks went forward over it) is a problem of its row. One that came twice (clocks
went back) stops the import until the mapping says which hour is meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import product
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.clocks import Walls, clocks_of, rows_by_zone
from centreline.evidence.engine import local_time, offset_time
from centreline.evidence.filling import Filling, Mapping
from centreline.evidence.ingest.values import as_whole
from centreline.evidence.schema import known_zones

__all__ = ["ReadTime", "are_recognised", "could_be_either_order", "formats_met", "in_zone", "read_time"]

CLOCKS = ("", " %H:%M:%S", " %H:%M", " %H:%M:%S.%f", " %I:%M:%S %p", " %I:%M %p")
CLOCKS_AFTER_T = tuple(clock.replace(" ", "T", 1) for clock in CLOCKS[1:4])
YEAR_FIRST = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d")
"""A year of four digits in front cannot be confused with anything; the other orders need `date_order`."""

OFFSET = r":\d{2}(\.\d+)? ?(Z|[+-]\d{2}(:?\d{2})?)$"
SHORT_YEAR = r"^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(\D|$)"
SAMPLE = 50
EITHER_ORDER = re.compile(r"^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(\D|$)")
EPOCHS = {"epoch_s": 1_000_000, "epoch_ms": 1_000}
# Lotus took 1900 for a leap year and Excel kept the mistake, so day 1 is reckoned from the 30th.
SERIALS = {"excel": -25_569, "excel_1904": -24_107}

FARTHEST_DAYS = 100_000
"""From 1970: what lies farther away, 273 years, is no date of a record."""


@dataclass(frozen=True, slots=True)
class ReadTime:
    """A text read as a time.

    Attributes:
        time: What clocks showed, without a zone; unknown where the text is no time.
        ahead: Minutes by which those clocks are ahead of UTC; unknown where the text does not say.
    """

    time: Any
    ahead: Any


@cache
def _formats(order: str | None, *, year: str) -> tuple[str, ...]:
    """Return the formats of dates whose year has four digits (%Y) or two (%y)."""
    days = list(YEAR_FIRST) if year == "%Y" else []
    if order is not None:
        parts = {"y": year, "m": "%m", "d": "%d"}
        days += [mark.join(parts[part] for part in order) for mark in "/.-"]
    return tuple(day + clock for clock, day in product((*CLOCKS, *CLOCKS_AFTER_T), dict.fromkeys(days)))


def are_recognised(formats: Sequence[str]) -> bool:
    """Say whether times of these formats are read as well where none is named, once day and month have an order."""
    known = {name for order in ("dmy", "mdy") for year in ("%Y", "%y") for name in _formats(order, year=year)}
    return known.issuperset(formats)


def formats_met(texts: Sequence[str], *, mapping: Mapping) -> tuple[str, ...]:
    """Return the formats that some of the texts have: trying these first saves nearly all the time."""
    bare = [re.sub(r" ?(Z|[+-]\d{2}(:?\d{2})?)$", "", text) if re.search(OFFSET, text) else text for text in texts]
    formats = _formats(mapping.date_order, year="%Y")
    return tuple(name for name in formats if any(_fits(text, name) for text in bare[:SAMPLE]))


def _fits(text: str, name: str) -> bool:
    try:
        datetime.strptime(text, name)  # noqa: DTZ007 - only whether it fits is asked
    except ValueError:
        return False
    return True


def read_time(text: Any, *, filling: Filling, mapping: Mapping, met: tuple[str, ...] = ()) -> ReadTime:
    """Return the text of a column as a time: a timestamp, or microseconds since 1970 where it is a number.

    Args:
        text: A column of text.
        filling: Names the formats, or leaves them to be recognised.
        mapping: Names the order of day and month.
        met: Formats to try first, from `formats_met`.
    """
    first = filling.format[0] if filling.format else None
    if first in EPOCHS:
        return ReadTime(as_whole(text.try_cast("float64") * EPOCHS[first]), ibis.literal(0))
    if first in SERIALS:
        days = text.try_cast("float64") + SERIALS[first]
        # To the second: a day fraction cannot hold more, and 10:00 would come out as 09:59:59.999.
        days = ibis.ifelse(days.abs() < FARTHEST_DAYS, days, ibis.null("float64"))
        return ReadTime((days * 86_400).round().cast("int64") * 1_000_000, ibis.null("int64"))
    if filling.format:
        return _under(text, filling.format)
    has_offset = text.re_search(OFFSET)
    bare = ibis.ifelse(has_offset, text.re_replace(r" ?(Z|[+-]\d{2}(:?\d{2})?)$", ""), text)
    return ReadTime(_recognised(bare, mapping, met), ibis.ifelse(has_offset, _minutes_ahead(text), ibis.null("int64")))


def _recognised(text: Any, mapping: Mapping, met: tuple[str, ...]) -> Any:
    nothing = ibis.null("string")
    # 1/2/26 would be read under %Y as the year 26, so short years have formats of their own.
    is_short = text.re_search(SHORT_YEAR)
    # What cannot be a time is kept from the formats: each that does not fit costs a microsecond.
    long = ibis.ifelse(text.re_search(r"^\d") & ~is_short, text, nothing)
    tried = [met, _formats(mapping.date_order, year="%Y")] if met else [_formats(mapping.date_order, year="%Y")]
    readings = [local_time(long, ibis.array(list(formats))) for formats in tried]
    if mapping.date_order is not None:
        short_formats = _formats(mapping.date_order, year="%y")
        readings.append(local_time(ibis.ifelse(is_short, text, nothing), ibis.array(list(short_formats))))
    return ibis.coalesce(*readings)


def _minutes_ahead(text: Any) -> Any:
    """Return how many minutes the offset at the end of the text is ahead of UTC."""
    hours = text.re_extract(r"([+-]\d{2}):?(\d{2})?$", 1).try_cast("int64")
    minutes = text.re_extract(r"([+-]\d{2}):?(\d{2})$", 2).try_cast("int64").fill_null(0)
    sign = ibis.ifelse(text.re_search(r"-\d{2}:?(\d{2})?$"), -1, 1)
    return (hours * 60 + sign * minutes).fill_null(0)


def _under(text: Any, formats: Sequence[str]) -> ReadTime:
    with_offset = [name for name in formats if "%z" in name]
    without = [name for name in formats if "%z" not in name]
    if not with_offset:
        return ReadTime(local_time(text, ibis.array(without)), ibis.null("int64"))
    in_utc = offset_time(text, ibis.array(with_offset)).cast("timestamp(6)")
    ahead = ibis.ifelse(in_utc.notnull(), 0, ibis.null("int64"))
    return ReadTime(ibis.coalesce(in_utc, local_time(text, ibis.array(without))) if without else in_utc, ahead)


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


def in_zone(wall: pa.Array, *, zones: pa.Array) -> Walls:
    """Place wall-clock times in the zone of each row; what is said of rows without a time or a zone means nothing."""
    us = pc.fill_null(wall.cast(pa.int64()), pc.coalesce(pc.min(wall.cast(pa.int64())), pa.scalar(0, pa.int64())))
    walls = us.to_numpy(zero_copy_only=False)
    first, later = walls.copy(), walls.copy()
    never_was, came_twice = np.zeros(len(walls), dtype=bool), np.zeros(len(walls), dtype=bool)
    ends = (int(walls.min()), int(walls.max())) if len(walls) else (0, 0)
    for zone, there in rows_by_zone(zones):
        if zone not in known_zones():
            continue
        rows: Any = slice(None) if there is None else there
        placed = clocks_of(zone, first_us=ends[0], last_us=ends[1]).placed(walls[rows])
        first[rows], later[rows] = placed.first, placed.later
        never_was[rows], came_twice[rows] = placed.never_was, placed.came_twice
    return Walls(first, later, never_was, came_twice)
