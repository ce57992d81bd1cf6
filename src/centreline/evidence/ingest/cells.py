"""Cells of a batch as the mapping reads them: trimmed, without the words that mean “no value”, each word once."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.ingest.words import by_word, coded, is_coded, one_array

__all__ = ["cells_of", "without_words"]

MARK = "\ufeff"


def cells_of(batch: pa.Table, *, empty: Sequence[str]) -> dict[str, pa.Array]:
    """Return the cells of each column.

    Args:
        batch: Columns of text, or of other types where the file has types.
        empty: Words that mean “no value” in every column.
    """
    # A blank cell is empty whatever the mapping lists: nobody means "" by it.
    words = tuple(dict.fromkeys(["", *empty]))
    return {name: _cells(one_array(batch[name]), words) for name in batch.column_names}


def _cells(column: pa.Array, words: tuple[str, ...]) -> pa.Array:
    if pa.types.is_string(column.type) or is_coded(column):
        return by_word(coded(column), lambda texts: _without(_trimmed(texts), words))
    return column if words == ("",) else _without(column.cast(pa.string()), words)


def without_words(column: pa.Array, words: Sequence[str]) -> pa.Array:
    """Return the column as text without these words; as it is where there are none."""
    if not words:
        return column
    is_text = pa.types.is_string(column.type) or is_coded(column)
    text = column if is_text else column.cast(pa.string())
    return by_word(text, lambda texts: _without(texts, tuple(words)))


def _without(texts: pa.Array, words: tuple[str, ...]) -> pa.Array:
    is_word = pc.is_in(texts, pa.array(words, pa.string()))
    if not pc.any(is_word).as_py():
        return texts
    return pc.if_else(is_word, pa.scalar(None, pa.string()), texts)


def _trimmed(texts: pa.Array) -> pa.Array:
    cells = pc.utf8_trim_whitespace(texts)
    # Files that were joined by hand carry a byte-order mark in their middle.
    return pc.utf8_ltrim(cells, MARK) if pc.any(pc.starts_with(cells, MARK)).as_py() else cells
