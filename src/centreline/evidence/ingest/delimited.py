"""CSV and its relatives: strict, streamed, and every complaint with its row."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa

from centreline.evidence.filling import HEADER_WITHIN, Mapping
from centreline.evidence.ingest.guarded import GuardedStream, unreadable
from centreline.evidence.ingest.header import Header, find_header
from centreline.evidence.ingest.plain import Block, blocks_of, columns_of, empty_rows
from centreline.evidence.ingest.raw import BATCH_ROWS, RawBatch, RawFile, Row, batch_of, collector_paused
from centreline.evidence.ingest.text import Following, TextFile, is_utf8, misencoded, open_bytes, open_text

__all__ = ["read_delimited"]

DELIMITERS = (",", ";", "\t", "|")
# Python's default of 128 kB is shorter than some transcripts; a line is bounded by the stream below.
csv.field_size_limit(16 * 1024 * 1024)


def read_delimited(path: Path, *, mapping: Mapping) -> RawFile:
    """Read a file of delimited text.

    The delimiter and the header row are those under which every column the mapping reads is found.

    Raises:
        MappingInvalid: no delimiter and no row gives these columns, or the encoding has to be named.
        FileUnreadable: a quote is never closed, the file is cut off or mixes encodings.
    """
    header = _find(path, mapping=mapping)
    return RawFile(
        header.names,
        _Reading(path, header, mapping=mapping).batches(),
        header.remarks,
        header_row=header.row,
        delimiter=header.delimiter,
    )


def _find(path: Path, *, mapping: Mapping) -> Header:
    given = "\t" if mapping.delimiter == "tab" else mapping.delimiter
    heads = []
    for delimiter in (given,) if given else DELIMITERS:
        with open_text(path, mapping=mapping) as text:
            try:
                rows = list(islice(csv.reader(text, delimiter=delimiter, strict=True), HEADER_WITHIN))
            except UnicodeDecodeError as error:
                raise misencoded(path, mapping=mapping, error=error) from None
            except csv.Error:
                # Under a wrong delimiter quotes may stand anywhere; under the right one the reading complains.
                rows = _lines_apart(path, delimiter, mapping=mapping)
        heads.append((delimiter, rows))
    return find_header(heads, mapping=mapping, path=path)


def _lines_apart(path: Path, delimiter: str, *, mapping: Mapping) -> list[list[str]]:
    with open_text(path, mapping=mapping) as text:
        lines = [line.rstrip("\r\n") for line in islice(text, HEADER_WITHIN)]
    return [_cells(line, delimiter) for line in lines]


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        # No header is as long as that; the reading names the row.
        return []


class _Reading:
    """One pass over the rows below the header."""

    def __init__(self, path: Path, header: Header, *, mapping: Mapping) -> None:
        self.path = path
        self.header = header
        self.mapping = mapping
        self.needed = sorted(mapping.reads)
        self.places = [header.names.index(name) for name in self.needed]
        self.row = 1
        """Number of the row that comes next."""

    def batches(self) -> Iterator[RawBatch]:
        """Yield the rows: those of plain blocks fast, all others carefully."""
        start = _bytes_above(self.path, self.header, mapping=self.mapping)
        if start is None:
            with open_text(self.path, mapping=self.mapping) as text:
                yield from self._carefully(text, share=lambda: text.share_read, ended=_ended(text.stream))
            return
        self.row = self.header.row + 1
        with open_bytes(self.path) as stream, io.BufferedReader(stream, 1024 * 1024) as reader:
            reader.read(start)
            for block in blocks_of(reader, delimiter=self.header.delimiter):
                rest = Following(block.content, reader if block.is_rest else None)
                batch = self._plainly(block, share=stream.share_read)
                if batch is None:
                    lines = io.TextIOWrapper(io.BufferedReader(rest, 1024 * 1024), encoding="utf-8", newline="")
                    ended = _ended(stream) if block.is_rest else partial(block.content.endswith, (b"\n", b"\r"))
                    yield from self._carefully(lines, share=lambda: stream.share_read, ended=ended)
                elif len(batch.numbers):
                    yield batch

    def _plainly(self, block: Block, *, share: float) -> RawBatch | None:
        if not block.is_plain:
            return None
        width, delimiter = len(self.header.names), self.header.delimiter
        columns = columns_of(block, delimiter=delimiter, width=width, needed=self.places)
        if columns is None:
            return None
        count, every = (
            len(columns[0]),
            partial(columns_of, block, delimiter=delimiter, width=width, needed=range(width)),
        )
        numbers: Sequence[int] = range(self.row, self.row + count)
        self.row += count
        kept: Sequence[int] = range(count)
        if empty_rows(columns).any():
            kept = np.flatnonzero(~empty_rows(every() or columns)).tolist()
            numbers = [numbers[place] for place in kept]
            columns = [column.take(pa.array(kept, pa.int64())) for column in columns]
        table = pa.table(dict(zip(self.needed, columns, strict=True)))
        return RawBatch(numbers, _Cells(every, kept), table, range(len(numbers)), (), share)

    def _carefully(
        self, lines: Iterable[str], *, share: Callable[[], float], ended: Callable[[], bool]
    ) -> Iterator[RawBatch]:
        width = len(self.header.names)
        for rows in self._rows(lines):
            if len(rows) < BATCH_ROWS and len(rows[-1]) < width and not ended():
                what = f"{self.path.name!r} is cut off: its last row has {len(rows[-1])} of {width} cells and no end"
                raise unreadable(self.path, what, fix="copy or download it again", row=self.row + len(rows) - 1)
            with collector_paused():
                numbered = [
                    (number, row) for number, row in enumerate(rows, self.row) if number > self.header.row and any(row)
                ]
                batch = batch_of(numbered, header=self.header.names, needed=self.needed, share_read=share())
            self.row += len(rows)
            if len(batch.numbers):
                yield batch

    def _rows(self, lines: Iterable[str]) -> Iterator[list[list[str]]]:
        reader = csv.reader(lines, delimiter=self.header.delimiter, strict=True)
        while True:
            rows: list[list[str]] = []
            try:
                with collector_paused():
                    rows.extend(islice(reader, BATCH_ROWS))
            except UnicodeDecodeError as error:
                raise misencoded(self.path, mapping=self.mapping, error=error) from None
            except csv.Error as error:
                # What was read before the error is in the list, so its length tells the row.
                raise _broken_row(self.path, self.row + len(rows), error) from None
            if not rows:
                return
            yield rows


class _Cells:
    """All cells of some rows of a plain block, split again when somebody asks."""

    def __init__(self, every: Callable[[], list[pa.Array] | None], kept: Sequence[int]) -> None:
        self._every = every
        self._kept = kept

    def __call__(self, places: Sequence[int]) -> Sequence[Row]:
        wanted = pa.array([self._kept[place] for place in places], pa.int64())
        return list(zip(*(column.take(wanted).to_pylist() for column in self._every() or ()), strict=True))


def _ended(stream: GuardedStream) -> Callable[[], bool]:
    return lambda: stream.ends_with_newline


def _bytes_above(path: Path, header: Header, *, mapping: Mapping) -> int | None:
    """Return how many bytes the rows down to the header take, or None where only careful reading will do."""
    if not is_utf8(path, mapping=mapping):
        return None
    taken = 0

    def counted(text: TextFile) -> Iterator[str]:
        nonlocal taken
        for line in text:
            taken += len(line.encode())
            yield line

    with open_text(path, mapping=mapping) as text:
        try:
            rows = sum(
                1 for _ in islice(csv.reader(counted(text), delimiter=header.delimiter, strict=True), header.row)
            )
        except (csv.Error, UnicodeDecodeError):
            return None
    return taken + (3 if text.encoding == "utf-8-sig" else 0) if rows == header.row else None


def _broken_row(path: Path, row: int, error: csv.Error) -> Exception:
    if "unexpected end" in str(error):
        what = f"a quote that opens in row {row:,} of {path.name!r} is never closed, so the rest would be one cell"
        return unreadable(
            path, what, fix="close the quote, double it if it is part of the text, or copy the file again", row=row
        )
    if "field larger" in str(error):
        what = f"a cell of {path.name!r} holds more than 16 million characters"
        return unreadable(path, what, fix="look for a quote that is opened and not closed", row=row)
    what = f"row {row:,} of {path.name!r} cannot be split into cells ({error})"
    return unreadable(path, what, fix="double every quote that is part of a text, or export it again", row=row)
