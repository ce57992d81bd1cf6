"""Rows of text become rows under contract: compiled expressions for a whole batch, then times in their zones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.engine import Prepared, open_engine
from centreline.evidence.filling import Mapping, Zone
from centreline.evidence.ingest.compiling import RAW, TEXTS, TIMED, compiled_texts, compiled_values
from centreline.evidence.ingest.instants import formats_met
from centreline.evidence.ingest.placing import place_times
from centreline.evidence.ingest.problems import Wrong
from centreline.evidence.schema import ARROW_TYPES, arrow_schema, known_zones, with_local_time

__all__ = ["Translated", "Translation"]


@dataclass(frozen=True, slots=True)
class Translated:
    """A batch under contract.

    Attributes:
        rows: Rows that can stand, with `row_no`.
        rejected: Places in the batch of the rows that cannot, and what is wrong with each.
        skipped: How many rows each rule of `skip` left out, by its place.
        strange: Words nobody foresaw, by column and word, and how often each became "other".
    """

    rows: pa.Table
    rejected: Sequence[tuple[int, tuple[Wrong, ...]]]
    skipped: Counter[int]
    strange: Counter[tuple[str, str]]


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
        self._zone = mapping.zone if isinstance(mapping.zone, str) else zone
        self._marks = {"import_id": import_id, "mapping_version": f"{mapping.mapping}@{mapping.hash[:12]}"}
        self._engine = open_engine()
        self._texts = Prepared(self._engine, compiled_texts(mapping), name=RAW)
        self._values: Prepared | None = None

    def __call__(self, batch: pa.Table, *, numbers: Sequence[int]) -> Translated:
        """Translate a batch of text; `numbers` are its rows' places in the file.

        Raises:
            MappingInvalid: a date or an hour can be read in two ways.
        """
        texts = self._texts(self._trimmed(batch))
        read = self._read(texts)
        skipped = pc.is_valid(read["skip_"])
        zones = self._zones(read)
        columns, wrong = self._columns(read, texts=texts, zones=zones, numbers=numbers)
        rejected = pc.and_not(_any_valid(wrong, rows=read.num_rows), skipped)
        keep = pc.invert(pc.or_(skipped, rejected))
        return Translated(
            rows=self._rows(columns, zones=zones, numbers=numbers).filter(keep),
            rejected=_rejected(texts, wrong, places=pc.indices_nonzero(rejected)),
            skipped=Counter(read["skip_"].drop_null().to_pylist()),
            strange=_strange(read.filter(keep)),
        )

    def _trimmed(self, batch: pa.Table) -> pa.Table:
        # A blank cell is empty whatever the mapping lists: nobody means "" by it.
        words, nothing = pa.array(["", *self.mapping.empty]), pa.scalar(None, pa.string())
        cells = [_trimmed(column) for column in batch.columns]
        return pa.table([pc.if_else(pc.is_in(cell, words), nothing, cell) for cell in cells], names=batch.column_names)

    def _read(self, texts: pa.Table) -> pa.Table:
        if self._values is None:
            timed = [name for name in self.mapping.columns if self.contract.column(name).kind in TIMED]
            met = {name: formats_met(texts[name].drop_null()[:50].to_pylist(), mapping=self.mapping) for name in timed}
            self._values = Prepared(self._engine, compiled_values(self.mapping, met=met), name=TEXTS)
        return self._values(texts)

    def _zones(self, read: pa.Table) -> pa.ChunkedArray:
        if isinstance(self.mapping.zone, Zone):
            return pc.fill_null(read["zone_"], self._zone)
        return pa.chunked_array([pa.repeat(self._zone, read.num_rows)])

    def _columns(
        self, read: pa.Table, *, texts: pa.Table, zones: pa.ChunkedArray, numbers: Sequence[int]
    ) -> tuple[dict[str, pa.ChunkedArray], dict[str, pa.ChunkedArray]]:
        columns, wrong = {}, {}
        for name in [*self.mapping.columns, *self.mapping.constants]:
            column = self.contract.column(name)
            if column.kind in TIMED:
                said = read.append_column(name, texts[name])
                values, problems = place_times(said, column, zones=zones, mapping=self.mapping, numbers=numbers)
            else:
                values = read[name].cast(ARROW_TYPES[column.kind])
                problems = read[f"problem_{name}"] if f"problem_{name}" in read.column_names else None
            columns[name] = values
            if problems is not None and problems.null_count < len(problems):
                wrong[name] = problems
            if column.required and values.null_count:
                missing = pc.if_else(pc.is_null(values), "missing", pa.scalar(None, pa.string()))
                wrong[name] = pc.coalesce(wrong[name], missing) if name in wrong else missing
        known = pc.is_in(zones, pa.array(sorted(known_zones())))
        if not pc.all(known).as_py():
            wrong["zone"] = pc.if_else(known, pa.scalar(None, pa.string()), "unknown_zone")
        if "strange_outcome" in read.column_names and "disposition" not in columns:
            columns["disposition"] = read["strange_outcome"]
        return columns, wrong

    def _rows(self, columns: dict[str, pa.ChunkedArray], *, zones: pa.ChunkedArray, numbers: Sequence[int]) -> pa.Table:
        count = len(numbers)
        marks = {name: pa.repeat(text, count) for name, text in self._marks.items()}
        places = pa.array(numbers, pa.int64())
        filled = {**columns, **marks, "zone": zones, "raw_ref": places.cast(pa.string())}
        schema = arrow_schema(self.contract)
        rows = pa.table([filled.get(field.name, pa.nulls(count, field.type)) for field in schema], schema=schema)
        return with_local_time(rows, contract=self.contract).append_column("row_no", places)


def _trimmed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    cells = pc.utf8_trim_whitespace(column)
    # Files that were joined by hand carry a byte-order mark in their middle.
    return pc.utf8_ltrim(cells, "\ufeff") if pc.any(pc.starts_with(cells, "\ufeff")).as_py() else cells


def _rejected(
    texts: pa.Table, wrong: dict[str, pa.ChunkedArray], *, places: pa.Array
) -> Sequence[tuple[int, tuple[Wrong, ...]]]:
    found: dict[int, list[Wrong]] = {place: [] for place in places.to_pylist()}
    for name, problems in wrong.items():
        said = texts["zone_" if name == "zone" else name]
        rows = zip(found.values(), problems.take(places).to_pylist(), said.take(places).to_pylist(), strict=True)
        for reasons, problem, text in rows:
            if problem is not None:
                reasons.append(Wrong(name, problem, text))
    return [(place, tuple(reasons)) for place, reasons in found.items()]


def _any_valid(wrong: dict[str, pa.ChunkedArray], *, rows: int) -> pa.ChunkedArray:
    found = pa.chunked_array([pa.repeat(False, rows)])
    for problems in wrong.values():
        found = pc.or_(found, pc.is_valid(problems))
    return found


def _strange(read: pa.Table) -> Counter[tuple[str, str]]:
    words: Counter[tuple[str, str]] = Counter()
    for name in read.column_names:
        if name.startswith("strange_"):
            for counted in read[name].drop_null().value_counts().to_pylist():
                words[name.removeprefix("strange_"), counted["values"]] += counted["counts"]
    return words
