"""Columns in which few words come again and again: what is done to a text is done once to each word, not to each row.

A queue, an outcome, a waiting time in seconds have few; an id has none that comes twice. Such a column is kept as the
words and, for each row, the place of its word: Arrow calls that a dictionary.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

__all__ = ["by_word", "coded", "is_coded", "one_array", "spread", "written_out"]

SAMPLE = 2_000
WORTH_IT = 0.5
"""Share of distinct texts in a sample above which they are read row by row."""


def one_array(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Return a column as one array."""
    if not isinstance(column, pa.ChunkedArray):
        return column
    if column.num_chunks == 1:
        return column.chunk(0)
    return column.unify_dictionaries().combine_chunks()


def is_coded(column: pa.Array) -> bool:
    """Say whether the column is kept as words and places."""
    return bool(pa.types.is_dictionary(column.type))


def coded(text: pa.Array) -> pa.Array:
    """Return the column as words and places where its words come again, else as it is."""
    if is_coded(text) or len(text) < SAMPLE:
        return text
    some = text.take(pa.array(np.linspace(0, len(text) - 1, SAMPLE).astype(np.int64)))
    return text.dictionary_encode() if len(some.unique()) <= WORTH_IT * SAMPLE else text


def written_out(column: pa.Array) -> pa.Array:
    """Return the column with the text itself in every row."""
    return column.cast(pa.string()) if is_coded(column) else column


def by_word(column: pa.Array, change: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """Return the column with every text changed: each word once where it is kept as words."""
    if not is_coded(column):
        return change(column)
    return spread(change(column.dictionary), over=column)


def spread(found: pa.Array, *, over: pa.Array) -> pa.Array:
    """Return for each row what was found for its word; texts stay words and places.

    Args:
        found: One value for each word.
        over: The column the words are of.
    """
    if not pa.types.is_string(found.type):
        return found.take(over.indices)
    # Anew, so that words which became the same are one word, and words which became nothing are none.
    again: Any = found.dictionary_encode()
    return pa.DictionaryArray.from_arrays(again.indices.take(over.indices), again.dictionary)
