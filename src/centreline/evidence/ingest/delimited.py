"""CSV and its relatives: strict, streamed, and every complaint with its row."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.guarded import unreadable
from centreline.evidence.ingest.header import Header, find_header
from centreline.evidence.ingest.raw import BATCH_ROWS, RawBatch, RawFile, batch_of, collector_paused
from centreline.evidence.ingest.text import TextFile, misencoded, open_text

__all__ = ["read_delimited"]

DELIMITERS = (",", ";", "\t", "|")
HEADER_WITHIN = 25
"""Rows among which the header is sought; reports like to put a title above it."""

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
    return RawFile(header.names, _batches(path, header, mapping=mapping), header.remarks)


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


def _batches(path: Path, header: Header, *, mapping: Mapping) -> Iterator[RawBatch]:
    needed, width = sorted(mapping.reads), len(header.names)
    with open_text(path, mapping=mapping) as text:
        for first, rows in _blocks(text, header.delimiter, path=path, mapping=mapping):
            if len(rows) < BATCH_ROWS and len(rows[-1]) < width and not text.stream.ends_with_newline:
                what = f"{path.name!r} is cut off: its last row has {len(rows[-1])} of {width} cells and no end"
                raise unreadable(path, what, fix="copy or download it again", row=first + len(rows) - 1)
            with collector_paused():
                numbered = [(number, row) for number, row in enumerate(rows, first) if number > header.row and any(row)]
                batch = batch_of(numbered, header=header.names, needed=needed, share_read=text.share_read)
            if batch.rows:
                yield batch


def _blocks(text: TextFile, delimiter: str, *, path: Path, mapping: Mapping) -> Iterator[tuple[int, list[list[str]]]]:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    first = 1
    while True:
        rows: list[list[str]] = []
        try:
            with collector_paused():
                rows.extend(islice(reader, BATCH_ROWS))
        except UnicodeDecodeError as error:
            raise misencoded(path, mapping=mapping, error=error) from None
        except csv.Error as error:
            # What was read before the error is in the list, so its length tells the row.
            raise _broken_row(path, first + len(rows), error) from None
        if not rows:
            return
        yield first, rows
        first += len(rows)


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
