"""Files of a table written anew: without the rows that go, and with the gaps that are other ones now.

A file is read and written a piece at a time, its rows in their order and its few words as words. To join its rows with
what changes of them takes an engine three times as long, and leaves them unsorted.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ibis.expr.types import Table

from centreline.evidence.commits import DataFile
from centreline.evidence.contract import Contract
from centreline.evidence.engines.duckdb_files import FILE, PLACE, WrittenFile
from centreline.evidence.flags import flag_column, flags_kept
from centreline.evidence.windows import GAPS

__all__ = ["Touched", "touched_files", "write_patched"]

AT_ONCE = min(4, os.cpu_count() or 1)
"""Files that are written at the same time; of each, one piece is in memory."""

BYTES_OF_A_WORD = 4
"""Bytes a row takes at most, before it is compressed, of a column that keeps few words as words."""

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Touched:
    """A file that has to be written anew.

    Attributes:
        file: The file.
        name: As the engine names it.
    """

    file: DataFile
    name: str


@dataclass(frozen=True, slots=True)
class _Patch:
    """What becomes of a file.

    Attributes:
        gone: Places of the rows that go.
        places: Places of the rows whose gaps are other ones, in their order.
        gaps: Those gaps, the columns of `GAPS`; None where none are.
    """

    gone: Whole
    places: Whole
    gaps: pa.Table | None


def touched_files(files: Sequence[DataFile], *changes: Table | None) -> list[Touched]:
    """Return the files in which any of the rows lies that are named by `FILE` and `PLACE`."""
    named = {
        name
        for change in changes
        if change is not None
        for name in change[FILE].as_table().distinct().to_pyarrow()[0].to_pylist()
    }
    # The engine names files from the root, whatever place the folder was named from.
    names = {Path(name).resolve(): name for name in named}
    return [Touched(file, names[place]) for file in files if (place := file.path.resolve()) in names]


def write_patched(
    touched: Sequence[Touched], *, displaced: Table | None, anew: Table | None, contract: Contract, token: str
) -> list[WrittenFile]:
    """Write files anew, each beside the old one; one of which nothing is left is not written.

    Args:
        touched: The files.
        displaced: Where the rows lie that go: `FILE` and `PLACE`.
        anew: Gaps that are other ones: `FILE`, `PLACE` and the columns of `GAPS`.
        contract: What the table promises.
        token: With which the names of the new files begin.
    """
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="patching") as pool:
        # The engine is asked by this thread alone; the others read and write.
        writing = [
            pool.submit(_written_anew, each.file, _patch_of(each, displaced, anew), contract=contract, token=token)
            for each in touched
        ]
        written = [coming.result() for coming in writing]
    return [file for file in written if file is not None]


def _patch_of(touched: Touched, displaced: Table | None, anew: Table | None) -> _Patch:
    gone, gaps = _of_file(touched, displaced, PLACE), _of_file(touched, anew, PLACE, *GAPS)
    places = np.zeros(0, dtype=np.int64) if gaps is None else _places(gaps)
    return _Patch(np.zeros(0, dtype=np.int64) if gone is None else _places(gone), places, gaps)


def _of_file(touched: Touched, changes: Table | None, *columns: str) -> pa.Table | None:
    if changes is None:
        return None
    here = changes.filter(changes[FILE] == touched.name)
    return here.select(*columns).order_by(PLACE).to_pyarrow()


def _places(rows: pa.Table) -> Whole:
    found: Whole = rows[PLACE].cast(pa.int64()).to_numpy()
    return found


def _written_anew(file: DataFile, patch: _Patch, *, contract: Contract, token: str) -> WrittenFile | None:
    if len(patch.gone) == file.rows:
        return None
    place, count = file.path.with_name(f"{token}-{uuid4()}.parquet"), 0
    writer: pq.ParquetWriter | None = None
    try:
        for rows in _pieces(file.path, patch, contract=contract):
            if writer is None:
                writer = _writer(place, rows.schema)
            writer.write_table(rows)
            count += rows.num_rows
    finally:
        if writer is not None:
            writer.close()
    return WrittenFile(place, rows=count, size_bytes=place.stat().st_size, month=file.month) if count else None


def _writer(place: Path, schema: pa.Schema) -> pq.ParquetWriter:
    words = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    return pq.ParquetWriter(
        place, schema, compression="zstd", compression_level=1, use_dictionary=words, store_schema=False
    )


def _pieces(path: Path, patch: _Patch, *, contract: Contract) -> Iterator[pa.Table]:
    """Yield what stays of a file, a row group at a time."""
    first, flags = 0, {flag: column for column, flag in flags_kept(contract).items()}
    with pq.ParquetFile(path) as told:
        words = _columns_of_words(told.metadata)
    with pq.ParquetFile(path, read_dictionary=words) as old:
        there = {*old.schema_arrow.names, *flags, *(GAPS if len(patch.places) else ())}
        ordered = [column.name for column in contract.all_columns if column.name in there]
        for number in range(old.num_row_groups):
            rows = old.read_row_group(number, use_threads=False)
            last = first + rows.num_rows
            columns = {name: rows[name] for name in rows.column_names}
            columns |= {flag: flag_column(rows, column) for flag, column in flags.items()}
            columns |= _gaps_anew(rows, patch, first=first)
            stays = pa.table({name: columns[name] for name in ordered})
            gone = _between(patch.gone, first, last) - first
            first = last
            if len(gone):
                stays = _with_words_in_use(stays.filter(_all_but(gone, of=rows.num_rows)))
            if stays.num_rows:
                yield stays


def _gaps_anew(rows: pa.Table, patch: _Patch, *, first: int) -> dict[str, pa.Array]:
    if patch.gaps is None or not len(patch.places):
        return {}
    start, end = np.searchsorted(patch.places, [first, first + rows.num_rows])
    changed = np.zeros(rows.num_rows, dtype=bool)
    changed[patch.places[start:end] - first] = True
    here, mask, found = patch.gaps.slice(start, end - start), pa.array(changed), {}
    for name in GAPS:
        held = _one(rows[name]) if name in rows.column_names else pa.nulls(rows.num_rows, pa.int64())
        found[name] = pc.replace_with_mask(held.cast(pa.int64()), mask, _one(here[name]).cast(pa.int64()))
    return found


def _one(column: pa.ChunkedArray) -> pa.Array:
    whole: Any = column.combine_chunks()
    return pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole


def _between(places: Whole, first: int, last: int) -> Whole:
    start, end = np.searchsorted(places, [first, last])
    return places[start:end]


def _all_but(gone: Whole, *, of: int) -> pa.Array:
    stays = np.ones(of, dtype=bool)
    stays[gone] = False
    return pa.array(stays)


def _with_words_in_use(rows: pa.Table) -> pa.Table:
    """Return rows whose dictionaries hold no word that no row says any more: it may be what somebody had erased."""
    for place, field in enumerate(rows.schema):
        if pa.types.is_dictionary(field.type):
            rows = rows.set_column(place, field, _in_use(_one(rows[field.name])))
    return rows


def _in_use(coded: pa.DictionaryArray) -> pa.DictionaryArray:
    used = np.zeros(len(coded.dictionary), dtype=bool)
    used[coded.indices.drop_null().to_numpy()] = True
    if used.all():
        return coded
    anew: Any = coded.cast(pa.string()).dictionary_encode()
    return anew.cast(coded.type)


def _columns_of_words(metadata: pq.FileMetaData) -> list[str]:
    """Return the columns of text of which a file keeps few words as words."""
    if not metadata.num_row_groups:
        return []
    group = metadata.row_group(0)
    chunks = [group.column(place) for place in range(group.num_columns)]
    return [
        chunk.path_in_schema
        for chunk in chunks
        if chunk.physical_type == "BYTE_ARRAY"
        and "RLE_DICTIONARY" in chunk.encodings
        and chunk.total_uncompressed_size <= BYTES_OF_A_WORD * chunk.num_values
    ]
