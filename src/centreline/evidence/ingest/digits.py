"""Times whose digits stand in the same places in every row, read a column of digits at a time.

Only what every reader would read alike is read here; the rest is left to the formats of `instants`, a row at a time.
"""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["Digits", "read_digits"]

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

WIDTHS = {"Y": 4, "m": 2, "d": 2, "H": 2, "M": 2, "S": 2}
LIMITS = {"Y": (1900, 2199), "m": (1, 12), "d": (1, 31), "H": (0, 23), "M": (0, 59), "S": (0, 59), "f": (0, 999_999)}
DAY, SECOND, MINUTE = 86_400_000_000, 1_000_000, 60_000_000
ALWAYS_A_DAY = 28


@dataclass(frozen=True, slots=True)
class Digits:
    """Texts read as times.

    Attributes:
        us: What clocks showed, in microseconds since 1970.
        minutes_ahead: Minutes by which those clocks are ahead of UTC.
        is_read: Whether the row was read.
        has_offset: Whether the texts say how far the clocks are ahead.
    """

    us: Whole
    minutes_ahead: Whole
    is_read: Flags
    has_offset: bool


def read_digits(text: pa.Array, form: str, *, offsets: bool) -> Digits | None:
    """Read the texts that have the same length as the first and the digits of a format in their places.

    Args:
        text: A column of text.
        form: A format such as %Y-%m-%d %H:%M:%S; one with names of months or with AM and PM gives None.
        offsets: Whether a Z or +01:00 may follow.
    """
    first = next((one for one in text[:100].to_pylist() if one is not None), None)
    layout = None if first is None else _layout(first, form, offsets=offsets)
    if first is None or layout is None:
        return None
    places, literals, ending = layout
    same = pc.fill_null(pc.equal(pc.binary_length(text), len(first)), False).to_numpy(zero_copy_only=False)
    characters = _matrix(text if same.all() else text.filter(pa.array(same)), width=len(first))
    parts, good = _parts(characters, places, literals)
    minutes_ahead = np.zeros(len(characters), dtype=np.int64)
    if ending == "+00:00":
        minutes_ahead, is_offset = _minutes_ahead(characters[:, -6:])
        good &= is_offset
    us, is_date = _microseconds(parts)
    return _spread(us, minutes_ahead, good & is_date, same=same, has_offset=bool(ending))


def _layout(first: str, form: str, *, offsets: bool) -> tuple[dict[str, slice], dict[int, str], str] | None:
    """Return where the digits of each part stand, which other characters stand where, and how the text ends."""
    tokens = re.findall(r"%.|[^%]", form)
    # An offset may follow a clock only: the 01 of 2026-01-01 is none.
    endings = ("", "Z", "+00:00") if offsets and tokens[-1] in {"%M", "%S", "%f"} else ("",)
    places: dict[str, slice] = {}
    literals: dict[int, str] = {}
    at = 0
    for token in tokens:
        if token == "%f":
            rest = len(first) - at
            width = next((rest - len(end) for end in endings[::-1] if rest - len(end) in {3, 6}), 0)
        else:
            width = WIDTHS.get(token[1:], 0) if len(token) == 2 else 1
        if not width or token[1:] in places:
            return None
        if len(token) == 2:
            places[token[1:]] = slice(at, at + width)
        else:
            literals[at] = token
        at += width
    ending = next((end for end in endings if len(first) == at + len(end)), None)
    if ending is None or not first.isascii() or not {"Y", "m", "d"} <= places.keys():
        return None
    return places, literals | ({at: "Z"} if ending == "Z" else {}), ending


def _matrix(text: pa.Array, *, width: int) -> npt.NDArray[np.uint8]:
    """Return the characters of texts of one length, a row for each text."""
    if not len(text):
        return np.zeros((0, width), dtype=np.uint8)
    _, starts, content = text.buffers()
    start = int(np.frombuffer(starts, dtype=np.int32)[text.offset])
    flat = np.frombuffer(content, dtype=np.uint8)[start : start + len(text) * width]
    return flat.reshape(len(text), width)


def _parts(
    characters: npt.NDArray[np.uint8], places: dict[str, slice], literals: dict[int, str]
) -> tuple[dict[str, Whole], Flags]:
    good = np.ones(len(characters), dtype=bool)
    for at, literal in literals.items():
        good &= characters[:, at] == ord(literal)
    parts = {}
    for name, place in places.items():
        value = _number(characters[:, place], good)
        if name == "f":
            value *= 10 ** (6 - (place.stop - place.start))
        low, high = LIMITS[name]
        good &= (value >= low) & (value <= high)
        parts[name] = value
    return parts, good


def _number(digits: npt.NDArray[np.uint8], good: Flags) -> Whole:
    value = np.zeros(len(digits), dtype=np.int32)
    for column in range(digits.shape[1]):
        digit = digits[:, column] - np.uint8(ord("0"))  # Below "0" it wraps to above 9.
        np.logical_and(good, digit <= 9, out=good)
        value = value * 10 + digit
    return value.astype(np.int64)


def _minutes_ahead(characters: npt.NDArray[np.uint8]) -> tuple[Whole, Flags]:
    good = (characters[:, 0] == ord("+")) | (characters[:, 0] == ord("-"))
    good &= characters[:, 3] == ord(":")
    minutes = _number(characters[:, 1:3], good) * 60 + _number(characters[:, 4:6], good)
    return np.where(characters[:, 0] == ord("-"), -minutes, minutes), good


def _microseconds(parts: dict[str, Whole]) -> tuple[Whole, Flags]:
    months = (parts["Y"] - 1970) * 12 + parts["m"] - 1
    days = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + parts["d"] - 1
    good = np.ones(len(days), dtype=bool)
    late = np.flatnonzero(parts["d"] > ALWAYS_A_DAY)
    good[late] = days[late].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) == months[late]
    us = days * DAY
    for name, worth in (("H", 60 * MINUTE), ("M", MINUTE), ("S", SECOND), ("f", 1)):
        if name in parts:
            us += parts[name] * worth
    return us, good


def _spread(us: Whole, minutes_ahead: Whole, good: Flags, *, same: Flags, has_offset: bool) -> Digits:
    """Return what was read of the rows of the same length, at their places among all rows."""
    if same.all():
        return Digits(us, minutes_ahead, good, has_offset)
    every = [np.zeros(len(same), dtype=kind) for kind in (np.int64, np.int64, bool)]
    for column, found in zip(every, (us, minutes_ahead, good), strict=True):
        column[same] = found
    return Digits(every[0], every[1], every[2], has_offset)
