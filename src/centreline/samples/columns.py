"""Columns of numbers turned into columns of Arrow: words, names, instants and durations."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

__all__ = [
    "Flag",
    "Real",
    "Whole",
    "constant",
    "days",
    "flags",
    "instants",
    "milliseconds",
    "names",
    "numbers",
    "words",
]

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
Flag = npt.NDArray[np.bool_]

INSTANT = pa.timestamp("us", tz="UTC")


def words(vocabulary: Sequence[str | None], codes: Whole) -> Any:
    """Return the word of each code; a negative code has none."""
    return pa.array(list(vocabulary), pa.string()).take(pa.array(codes, mask=codes < 0))


def constant(word: str, rows: int) -> Any:
    """Return one word for every row."""
    return pa.repeat(pa.scalar(word, pa.string()), rows)


def names(prefix: str, codes: Whole, *, width: int) -> Any:
    """Return a name such as C-00042 for each code; a negative code has none."""
    digits = pc.utf8_lpad(pa.array(codes, mask=codes < 0).cast(pa.string()), width, padding="0")
    return pc.binary_join_element_wise(pa.scalar(prefix), digits, pa.scalar(""))


def instants(seconds: Whole | Real, *, known: Flag | None = None) -> Any:
    """Return UTC instants of whole seconds since 1970."""
    micros = np.rint(seconds).astype(np.int64) * 1_000_000
    return pa.array(micros, mask=None if known is None else ~known).cast(INSTANT)


def milliseconds(seconds: Whole | Real, *, known: Flag | None = None) -> Any:
    """Return whole seconds as milliseconds."""
    return pa.array(np.rint(seconds).astype(np.int64) * 1000, mask=None if known is None else ~known)


def numbers(values: Real | Whole, *, known: Flag | None = None) -> Any:
    """Return numbers, empty where they are not known."""
    return pa.array(values, mask=None if known is None else ~known)


def flags(values: Flag, *, known: Flag | None = None) -> Any:
    """Return true, false, or empty where it is not known."""
    return pa.array(values, mask=None if known is None else ~known)


def days(ordinals: Whole) -> Any:
    """Return days counted since 1970."""
    return pa.array(ordinals.astype(np.int32)).cast(pa.date32())
