"""Rows of a file become rows under contract: each field read, times put in their zones, what cannot stand named."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.contract import Kind
from centreline.evidence.engine import Prepared, open_engine
from centreline.evidence.filling import Mapping, Zone
from centreline.evidence.ingest.cells import cells_of, without_words
from centreline.evidence.ingest.compiling import RAW, compiled_texts, is_plain
from centreline.evidence.ingest.fields import Field
from centreline.evidence.ingest.hours import Hours, told_hours
from centreline.evidence.ingest.placing import a_day_later, place_times
from centreline.evidence.ingest.problems import Wrong
from centreline.evidence.ingest.words import is_coded, one_array, written_out
from centreline.evidence.schema import ARROW_TYPES, known_zones, local_times, months_of_times

__all__ = ["Translated", "Translation"]

NO_TEXT = pa.nulls(1, pa.string())[0]


@dataclass(frozen=True, slots=True)
class Translated:
    """A batch under contract.

    Attributes:
        rows: Rows that can stand, with `row_no`; columns nobody fills are left out, and texts of few words are coded.
        rejected: Places in the batch of the rows that cannot, and what is wrong with each.
        skipped: How many rows each rule of `skip` left out, by its place.
        strange: Words nobody foresaw, by column and word, and how often each became "other".
    """

    rows: pa.Table
    rejected: Sequence[tuple[int, tuple[Wrong, ...]]]
    skipped: Counter[int]
    strange: Counter[tuple[str, str]]


@dataclass(slots=True)
class _Batch:
    """What is known of a batch while it is read."""

    numbers: Sequence[int]
    texts: dict[str, pa.Array]
    zones: pa.Array
    hours: Hours | None
    walls: dict[str, pa.Array]
    columns: dict[str, pa.Array]
    wrong: dict[str, pa.Array]
    strange: dict[str, pa.Array]


class Translation:
    """A mapping, compiled once for all batches of a file.

    Args:
        mapping: How the file fills its table.
        zone: IANA zone where the mapping names none.
        import_id: Goes into every row.
    """

    def __init__(self, mapping: Mapping, *, zone: str, import_id: str) -> None:
        self.mapping = mapping
        self.contract = mapping.contract
        self.moved = Counter[str]()
        """Times that were put on the next day, by field."""
        self._zone = mapping.zone if isinstance(mapping.zone, str) else zone
        self._marks = {"import_id": import_id, "mapping_version": f"{mapping.mapping}@{mapping.hash[:12]}"}
        engine = open_engine()
        self._fields = [Field(mapping, name, engine=engine) for name in [*mapping.columns, *mapping.constants]]
        compiled = compiled_texts(mapping)
        self._texts = None if compiled is None else Prepared(engine, compiled, name=RAW)

    def __call__(self, batch: pa.Table, *, numbers: Sequence[int]) -> Translated:
        """Translate a batch; `numbers` are its rows' places in the file.

        Raises:
            MappingInvalid: a date or an hour can be read in two ways.
        """
        cells = cells_of(batch, empty=self.mapping.empty)
        composed = self._composed(cells)
        skip = composed.pop("skip_", None)
        texts = {name: self._text(name, cells, composed, rows=len(numbers)) for name in self._names}
        zones, hours = self._zones(cells, rows=len(numbers)), told_hours(cells, mapping=self.mapping)
        read = _Batch(numbers, texts, zones, hours, {}, {}, {}, {})
        for field in self._fields:
            self._read(field, read)
        self._check_zones(cells, read)
        if "outcome" in self.mapping.columns and "disposition" not in read.columns:
            read.columns["disposition"] = read.strange.get("outcome", pa.nulls(len(numbers), pa.string()))
        return self._told_apart(read, skip)

    @property
    def _names(self) -> list[str]:
        return [field.name for field in self._fields]

    def _composed(self, cells: dict[str, pa.Array]) -> dict[str, pa.Array]:
        if self._texts is None:
            return {}
        found = self._texts(pa.table({name: written_out(column) for name, column in cells.items()}))
        return {name: one_array(found[name]) for name in found.column_names}

    def _text(self, name: str, cells: dict[str, pa.Array], composed: dict[str, pa.Array], *, rows: int) -> pa.Array:
        if name in self.mapping.constants:
            word = pa.array([self.mapping.constants[name]], pa.string())
            return pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, dtype=np.int32)), word)
        filling = self.mapping.columns[name]
        if is_plain(filling) and filling.from_ is not None:
            return without_words(cells[filling.from_], filling.empty or ())
        return composed[name]

    def _zones(self, cells: dict[str, pa.Array], *, rows: int) -> pa.Array:
        if isinstance(self.mapping.zone, Zone):
            zones = pc.fill_null(written_out(cells[self.mapping.zone.column]), self._zone)
            return zones.dictionary_encode()
        return _same_in_all(self._zone, rows)

    def _read(self, field: Field, read: _Batch) -> None:
        name, column, text = field.name, self.contract.column(field.name), read.texts[field.name]
        if field.is_timed:
            times = field.times(text)
            walls = self._on_its_day(name, times.walls, read)
            read.walls[name] = walls
            value, problem = place_times(
                walls,
                times.ahead,
                text=text,
                column=column,
                zones=read.zones,
                hours=read.hours,
                mapping=self.mapping,
                numbers=read.numbers,
            )
        else:
            found = field.values(text)
            value, problem = found.value, found.problem
            if found.strange is not None:
                read.strange[name] = found.strange
        read.columns[name] = value
        if problem is not None and problem.null_count < len(problem):
            read.wrong[name] = written_out(problem)
        if column.required and value.null_count:
            missing = pc.if_else(pc.is_null(value), "missing", NO_TEXT)
            read.wrong[name] = pc.coalesce(read.wrong[name], missing) if name in read.wrong else missing

    def _on_its_day(self, name: str, walls: pa.Array, read: _Batch) -> pa.Array:
        """Return the times a day later where midnight came between them and the field they are never before."""
        filling = self.mapping.columns.get(name)
        if filling is None or filling.next_day_if_before is None:
            return walls
        moved, count = a_day_later(walls, never_before=read.walls[filling.next_day_if_before])
        self.moved[name] += count
        return moved

    def _check_zones(self, cells: dict[str, pa.Array], read: _Batch) -> None:
        if not isinstance(self.mapping.zone, Zone) or set(read.zones.dictionary.to_pylist()) <= known_zones():
            return
        known = pc.is_in(written_out(read.zones), pa.array(sorted(known_zones())))
        read.wrong["zone"] = pc.if_else(known, NO_TEXT, "unknown_zone")
        read.texts["zone"] = cells[self.mapping.zone.column]

    def _told_apart(self, read: _Batch, skip: pa.Array | None) -> Translated:
        rows = self._rows(read)
        keep = np.ones(len(read.numbers), dtype=bool)
        for problems in read.wrong.values():
            keep &= pc.is_null(problems).to_numpy(zero_copy_only=False)
        rejected = ~keep
        if skip is not None and skip.null_count < len(skip):
            skipped = pc.is_valid(skip).to_numpy(zero_copy_only=False)
            rejected, keep = rejected & ~skipped, keep & ~skipped
        kept = None if keep.all() else pa.array(keep)
        return Translated(
            rows=rows if kept is None else rows.filter(kept),
            rejected=_rejected(read, places=pa.array(np.flatnonzero(rejected))),
            skipped=Counter() if skip is None else Counter(skip.drop_null().to_pylist()),
            strange=_strange(
                {name: each if kept is None else each.filter(kept) for name, each in read.strange.items()}
            ),
        )

    def _rows(self, read: _Batch) -> pa.Table:
        count = len(read.numbers)
        places = pa.array(_whole_numbers(read.numbers))
        marks = {name: _same_in_all(text, count) for name, text in self._marks.items()}
        dated = read.columns[self.contract.dated_by]
        is_day = pa.types.is_date(dated.type)
        local = one_array(dated.cast(pa.timestamp("us")) if is_day else local_times(dated, zones=read.zones))
        months = one_array(months_of_times(local)).dictionary_encode()
        filled = {**read.columns, **marks, "zone": read.zones, "local_at": local, "month": months}
        filled["raw_ref"] = places.cast(pa.string())
        ordered = [column.name for column in self.contract.all_columns if column.name in filled]
        return pa.table(
            {name: _fitting(filled[name], self.contract.column(name).kind) for name in ordered}
        ).append_column("row_no", places)


def _whole_numbers(numbers: Sequence[int]) -> npt.NDArray[np.int64]:
    if isinstance(numbers, range):
        return np.arange(numbers.start, numbers.stop, numbers.step, dtype=np.int64)
    return np.asarray(numbers, dtype=np.int64)


def _same_in_all(text: str, rows: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, dtype=np.int32)), pa.array([text], pa.string()))


def _fitting(column: pa.Array, kind: Kind) -> pa.Array:
    return column if is_coded(column) else column.cast(ARROW_TYPES[kind])


def _rejected(read: _Batch, *, places: pa.Array) -> Sequence[tuple[int, tuple[Wrong, ...]]]:
    found: dict[int, list[Wrong]] = {place: [] for place in places.to_pylist()}
    if not found:
        return []
    for name, problems in read.wrong.items():
        said = read.texts[name].take(places).cast(pa.string())
        for reasons, problem, text in zip(
            found.values(), problems.take(places).to_pylist(), said.to_pylist(), strict=True
        ):
            if problem is not None:
                reasons.append(Wrong(name, problem, text))
    return [(place, tuple(reasons)) for place, reasons in found.items()]


def _strange(strange: dict[str, pa.Array]) -> Counter[tuple[str, str]]:
    words: Counter[tuple[str, str]] = Counter()
    for name, column in strange.items():
        for counted in written_out(column.drop_null()).value_counts().to_pylist():
            words[name, counted["values"]] += counted["counts"]
    return words
