"""Pseudonyms that were made for a column already, found again for thousands of names at once.

A customer comes again and again in a file, and to key a name costs ten times what it costs to look it up here: whole
arrays of names are looked up together, where a dictionary would be asked name by name and take five times the memory.
A name is compared in full, never by its hash alone.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["LONGEST", "Remembered"]

LONGEST: Final = 24
"""Bytes of the longest name that is remembered."""

MOST: Final = 2_000_000
"""Names that are remembered at most: some 130 MB."""

FIRST_SLOTS: Final = 1 << 14
NOBODY: Final = np.int32(-1)
FACTORS: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
PADDING: Final = "\0"

Words = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]


class Remembered:
    """Names and their pseudonyms, in a table of open addresses.

    Args:
        length: Characters of every pseudonym.
        most: Names that are remembered at most; those that come later are not.
    """

    def __init__(self, *, length: int, most: int = MOST) -> None:
        self._length = length
        self._most = most
        self._count = 0
        self._slots: Places = np.full(FIRST_SLOTS, NOBODY)
        self._names: Words = np.empty((FIRST_SLOTS // 2, LONGEST // 8), dtype=np.uint64)
        self._made: npt.NDArray[np.uint8] = np.empty((FIRST_SLOTS // 2, length), dtype=np.uint8)

    def found(self, names: pa.StringArray) -> pa.StringArray:
        """Return the pseudonym of each name; null where it is not remembered, and for null."""
        told, words = _told(names)
        places = np.full(len(names), NOBODY)
        places[told] = self._places(words)
        known = places >= 0
        offsets = np.zeros(len(names) + 1, dtype=np.int32)
        np.cumsum(known * np.int32(self._length), out=offsets[1:])
        texts = pa.py_buffer(self._made[places if known.all() else places[known]])
        validity = pa.py_buffer(np.packbits(known, bitorder="little"))
        return pa.StringArray.from_buffers(len(names), pa.py_buffer(offsets), texts, validity)

    def remember(self, names: pa.StringArray, made: pa.StringArray) -> None:
        """Remember the pseudonyms of names.

        Args:
            names: Names that are not remembered, each of them once.
            made: Their pseudonyms; one of another length is not remembered.
        """
        fits = pc.equal(pc.binary_length(made), self._length).fill_null(False).to_numpy(zero_copy_only=False)
        told, words = _told(names)
        words, told = words[fits[told]], told[fits[told]]
        words, told = words[: self._most - self._count], told[: self._most - self._count]
        if not len(told):
            return
        self._make_room(len(told))
        new = np.arange(self._count, self._count + len(told), dtype=np.int32)
        self._names[new], self._made[new] = words, _bytes(made.take(pa.array(told)), self._length)
        self._place(new)
        self._count += len(told)

    def _places(self, words: Words) -> Places:
        """Return the place of each name, or `NOBODY`."""
        found, asked = np.full(len(words), NOBODY), np.arange(len(words))
        slots = _mixed(words) & np.uint64(len(self._slots) - 1)
        while len(asked):
            held = self._slots[slots[asked]]
            if (free := held < 0).any():
                asked, held = asked[~free], held[~free]
            same = _equal(self._names[held], words if len(asked) == len(words) else words[asked])
            found[asked[same]] = held[same]
            asked = asked[~same]
            slots[asked] = (slots[asked] + np.uint64(1)) & np.uint64(len(self._slots) - 1)
        return found

    def _place(self, new: Places) -> None:
        """Give each place of a name its slot: the first that is free from where its hash points."""
        slots = _mixed(self._names[new]) & np.uint64(len(self._slots) - 1)
        while len(new):
            free = self._slots[slots] < 0
            self._slots[slots[free]] = new[free]
            # Of two that wanted one slot the last has it, and the other goes on.
            left = self._slots[slots] != new
            new, slots = new[left], (slots[left] + np.uint64(1)) & np.uint64(len(self._slots) - 1)

    def _make_room(self, more: int) -> None:
        size = len(self._slots)
        while self._count + more > size // 2:
            size *= 2
        if size == len(self._slots):
            return
        # Places are kept for as many as come at most: the last doubling is the largest.
        room = min(size // 2, self._most)
        names, made = self._names, self._made
        self._names = np.empty((room, LONGEST // 8), dtype=np.uint64)
        self._made = np.empty((room, self._length), dtype=np.uint8)
        self._names[: self._count], self._made[: self._count] = names[: self._count], made[: self._count]
        self._slots = np.full(size, NOBODY)
        self._place(np.arange(self._count, dtype=np.int32))


def _told(names: pa.StringArray) -> tuple[npt.NDArray[np.int64], Words]:
    """Return the places of names that can be remembered, and each of them as whole numbers."""
    fits = pc.less_equal(pc.binary_length(names), LONGEST)
    if not _written(names).all():
        fits = pc.and_(fits, pc.invert(pc.match_substring(names, PADDING)))
    told = np.flatnonzero(fits.fill_null(False).to_numpy(zero_copy_only=False))
    some = names if len(told) == len(names) else names.take(pa.array(told))
    return told, _padded(some)


def _padded(names: pa.StringArray) -> Words:
    """Return names of no more than `LONGEST` bytes, filled up with zeros."""
    if not len(names):
        return np.empty((0, LONGEST // 8), dtype=np.uint64)
    # Arrow counts bytes here, and a letter of several is as many.
    padded = _written(pc.ascii_rpad(names, LONGEST, padding=PADDING))
    return padded.view(np.uint64).reshape(len(names), LONGEST // 8)


def _written(names: pa.StringArray) -> npt.NDArray[np.uint8]:
    """Return the bytes of all names, one after the other."""
    if not len(names):
        return np.empty(0, dtype=np.uint8)
    offsets, held = np.frombuffer(names.buffers()[1], dtype=np.int32), names.buffers()[2]
    text = np.frombuffer(held, dtype=np.uint8) if held is not None else np.empty(0, dtype=np.uint8)
    found: npt.NDArray[np.uint8] = text[offsets[names.offset] : offsets[names.offset + len(names)]]
    return found


def _bytes(texts: pa.StringArray, length: int) -> npt.NDArray[np.uint8]:
    """Return texts of one length, a row of bytes for each."""
    starts = texts.offset * length
    held = np.frombuffer(texts.buffers()[2], dtype=np.uint8)
    return held[starts : starts + len(texts) * length].reshape(len(texts), length)


def _equal(some: Words, others: Words) -> npt.NDArray[np.bool_]:
    """Return which names are the same; column by column, which is faster by far than row by row."""
    first, second, third = (some[:, place] == others[:, place] for place in range(LONGEST // 8))
    same: npt.NDArray[np.bool_] = first & second & third
    return same


def _mixed(words: Words) -> Words:
    """Return a hash of each name."""
    mixed = np.zeros(len(words), dtype=np.uint64)
    for column, factor in zip(words.T, FACTORS, strict=True):
        mixed = (mixed ^ column) * np.uint64(factor)
        mixed ^= mixed >> np.uint64(29)
    return mixed ^ (mixed >> np.uint64(32))
