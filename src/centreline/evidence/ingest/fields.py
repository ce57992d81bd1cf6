"""One field of the table, read for a batch: by its type where the file has types, by its digits, or by its words."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.contract import Kind
from centreline.evidence.engine import Prepared
from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.compiling import TEXTS, TIMED, compiled_value
from centreline.evidence.ingest.digits import read_digits
from centreline.evidence.ingest.instants import formats_met
from centreline.evidence.ingest.typed import typed_time, typed_value
from centreline.evidence.ingest.words import is_coded, spread
from centreline.evidence.schema import ARROW_TYPES

__all__ = ["Field", "Found", "Times"]

US = pa.timestamp("us")


@dataclass(frozen=True, slots=True)
class Found:
    """What the texts of a field became.

    Attributes:
        value: In the type of the field.
        problem: The word for what is wrong; None where nothing is.
        strange: Words that became "other"; None where none did.
    """

    value: pa.Array
    problem: pa.Array | None = None
    strange: pa.Array | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """What the texts of a field became, before they are placed in a zone.

    Attributes:
        walls: What clocks showed.
        ahead: Minutes by which those clocks are ahead of UTC; None where no text says so.
    """

    walls: pa.Array
    ahead: pa.Array | None


class Field:
    """The way one field is read, compiled once for all batches of a file.

    Args:
        mapping: Says how.
        name: The field.
        engine: From `open_engine`.
    """

    def __init__(self, mapping: Mapping, name: str, *, engine: Any) -> None:
        self.name = name
        self.kind = mapping.contract.column(name).kind
        self._column = mapping.contract.column(name)
        self._mapping = mapping
        self._filling = mapping.columns.get(name)
        self._engine = engine
        self._prepared: Prepared | None = None
        self._formats: tuple[str, ...] | None = None

    @property
    def is_timed(self) -> bool:
        """Whether its values are times or days."""
        return self.kind in TIMED

    def values(self, cells: pa.Array) -> Found:
        """Read the cells of a batch as values."""
        if self._filling is not None and not _is_text(cells):
            typed = typed_value(cells, self._column, self._filling)
            if typed is not None:
                return Found(*typed)
        text = cells if _is_text(cells) else cells.cast(pa.string())
        if self.kind is Kind.TEXT and (self._filling is None or not self._filling.values):
            return Found(text)
        found = self._run(text.dictionary if is_coded(text) else text)
        columns = {name: found[name].combine_chunks() for name in found.column_names}
        columns["value"] = columns["value"].cast(ARROW_TYPES[self.kind])
        if is_coded(text):
            columns = {name: spread(column, over=text) for name, column in columns.items()}
        unknown = [name for name in columns.keys() & {"problem", "strange"} if _is_unknown(columns[name])]
        return Found(**{name: column for name, column in columns.items() if name not in unknown})

    def times(self, cells: pa.Array) -> Times:
        """Read the cells of a batch as times that are not placed yet."""
        if self._filling is not None and not _is_text(cells):
            typed = typed_time(cells, self._filling)
            if typed is not None:
                return Times(*typed)
        text = cells if _is_text(cells) else cells.cast(pa.string())
        if is_coded(text):
            words = self._times_of(text.dictionary)
            ahead = None if words.ahead is None else spread(words.ahead, over=text)
            return Times(spread(words.walls, over=text), ahead)
        return self._times_of(text)

    def _times_of(self, text: pa.Array) -> Times:
        form = self._first_format(text)
        digits = None if form is None else read_digits(text, form, offsets=not self._has_formats)
        if digits is None:
            return self._times_by_format(text)
        walls = pa.array(digits.us, US, mask=~digits.is_read)
        ahead = pa.array(digits.minutes_ahead, mask=~digits.is_read) if digits.has_offset else None
        left = pc.and_(pc.is_valid(text), ~digits.is_read)
        if not pc.any(left).as_py():
            return Times(walls, ahead)
        others = self._times_by_format(text.filter(left))
        if ahead is not None or others.ahead is not None:
            ahead = _filled(ahead, others.ahead, where=left)
        return Times(pc.replace_with_mask(walls, left, others.walls), ahead)

    def _times_by_format(self, text: pa.Array) -> Times:
        found = self._run(text)
        ahead = found["ahead"].combine_chunks()
        walls = found["time"].combine_chunks().cast(US)
        return Times(walls, None if ahead.null_count == len(ahead) and len(ahead) else ahead.cast(pa.int64()))

    @property
    def _has_formats(self) -> bool:
        return self._filling is not None and bool(self._filling.format)

    def _first_format(self, text: pa.Array) -> str | None:
        """Return the format to try first, where its texts can be read by their digits."""
        if self._has_formats and self._filling is not None:
            return self._filling.format[0]
        met = self._met(text)
        return met[0] if met else None

    def _met(self, text: pa.Array) -> tuple[str, ...]:
        if self._formats is None:
            self._formats = formats_met(text[:1000].drop_null()[:50].to_pylist(), mapping=self._mapping)
        return self._formats

    def _run(self, text: pa.Array) -> pa.Table:
        if self._prepared is None:
            met = self._met(text) if self.is_timed else ()
            self._prepared = Prepared(self._engine, compiled_value(self._mapping, self.name, met=met), name=TEXTS)
        return self._prepared(pa.table({self.name: text}))


def _is_text(cells: pa.Array) -> bool:
    return bool(pa.types.is_string(cells.type) or is_coded(cells))


def _is_unknown(column: pa.Array) -> bool:
    return bool(column.null_count == len(column))


def _filled(ahead: pa.Array | None, others: pa.Array | None, *, where: pa.Array) -> pa.Array:
    whole = pa.nulls(len(where), pa.int64()) if ahead is None else ahead
    some = pa.nulls(pc.sum(where).as_py(), pa.int64()) if others is None else others
    return pc.replace_with_mask(whole, where, some)
