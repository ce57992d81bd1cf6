"""Delimited text without oddities, split into cells many rows at a time.

A block of a file is plain when every reader would split it alike: every quote opens a cell, closes one or is doubled,
every line ends in the same way, and no line is empty. Whatever is not plain is left to the careful reader.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import csv

__all__ = ["Block", "blocks_of", "columns_of", "empty_rows"]

BLOCK_BYTES = 8 * 1024 * 1024
QUOTE, NEWLINE = ord('"'), ord("\n")
MARK = "\ufeff".encode()

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Block:
    """Whole rows of a file.

    Attributes:
        content: Their bytes.
        is_plain: Whether every reader would split them alike.
        is_rest: Whether nobody can tell where a row ends, so that what follows in the file belongs to it.
    """

    content: bytes
    is_plain: bool
    is_rest: bool = False


def blocks_of(reader: "io.BufferedReader[Any]", *, delimiter: str) -> Iterator[Block]:
    """Yield a file in blocks; after one that `is_rest` nothing more is read."""
    left = b""
    while some := reader.read(BLOCK_BYTES):
        content = left + some
        is_last = len(some) < BLOCK_BYTES
        end = len(content) if is_last else _end_of_rows(content)
        block = _block(content[:end], delimiter=delimiter) if end else Block(content, is_plain=False, is_rest=True)
        if block.is_rest:
            yield Block(content, is_plain=False, is_rest=True)
            return
        yield block
        left = content[end:]
    if left:
        yield _block(left, delimiter=delimiter)


def _block(content: bytes, *, delimiter: str) -> Block:
    if content.count(b"\r") != content.count(b"\r\n"):
        return Block(content, is_plain=False, is_rest=True)
    if QUOTE in content and not _quotes_are_plain(np.frombuffer(content, np.uint8), delimiter=delimiter):
        return Block(content, is_plain=False, is_rest=True)
    is_odd = content.startswith((b"\n", b"\r\n", MARK)) or b"\n\n" in content or b"\n\r\n" in content
    return Block(content, is_plain=not is_odd)


def _end_of_rows(content: bytes) -> int:
    """Return where the last whole row ends: at a newline that is in no quotes."""
    if QUOTE not in content:
        return content.rfind(b"\n") + 1
    characters = np.frombuffer(content, np.uint8)
    newlines, quotes = np.flatnonzero(characters == NEWLINE), np.flatnonzero(characters == QUOTE)
    outside = newlines[np.searchsorted(quotes, newlines) % 2 == 0]
    return int(outside[-1]) + 1 if len(outside) else 0


def _quotes_are_plain(characters: Bytes, *, delimiter: str) -> bool:
    quotes = np.flatnonzero(characters == QUOTE)
    if len(quotes) % 2:
        return False
    opening, closing = quotes[0::2], quotes[1::2]
    apart = np.array([ord(delimiter), NEWLINE, ord("\r")], np.uint8)
    before, after = characters[np.maximum(opening - 1, 0)], characters[np.minimum(closing + 1, len(characters) - 1)]
    # A quote that is doubled closes and opens again at once.
    opens = (opening == 0) | np.isin(before, apart) | (opening == np.append(-1, closing[:-1]) + 1)
    closes = (closing == len(characters) - 1) | np.isin(after, apart) | (closing + 1 == np.append(opening[1:], -1))
    return bool(opens.all() and closes.all())


def columns_of(block: Block, *, delimiter: str, width: int, needed: Sequence[int]) -> list[pa.Array] | None:
    """Return some columns of a plain block as text, or None when a row has more or fewer cells, or is no UTF-8."""
    names = [str(place) for place in range(width)]
    wanted = [names[place] for place in needed] or names[:1]
    has_quotes = QUOTE in block.content
    try:
        table = csv.read_csv(
            pa.py_buffer(block.content),
            read_options=csv.ReadOptions(column_names=names, block_size=len(block.content) + 1),
            parse_options=csv.ParseOptions(
                delimiter=delimiter,
                quote_char='"' if has_quotes else False,
                newlines_in_values=has_quotes,
                ignore_empty_lines=False,
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), include_columns=wanted, strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    return [table[name].combine_chunks() for name in wanted]


def empty_rows(columns: Sequence[pa.Array]) -> npt.NDArray[np.bool_]:
    """Return which rows have nothing in any of the columns."""
    empty = np.ones(len(columns[0]), dtype=bool)
    for column in columns:
        if not empty.any():
            break
        starts = np.frombuffer(column.buffers()[1], np.int32)[column.offset : column.offset + len(column) + 1]
        empty &= np.diff(starts) == 0
    return empty
