"""Whole columns at once: a linear pass finds the few cells that are worth a look."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.privacy.codes import CODE, PIN
from centreline.evidence.privacy.iban import LENGTHS
from centreline.evidence.privacy.numerals import NUMBER_WORDS
from centreline.evidence.privacy.passwords import SAID
from centreline.evidence.privacy.short_names import are_short_and_plain
from centreline.evidence.privacy.span import Redacted

__all__ = ["SUSPICIOUS", "SUSPICIOUS_ID", "redacted_column"]

LOOKED_AT: Final = 20_000
FEW: Final = 0.2
"""Share of distinct values below which each is looked at once."""

DIGIT: Final = r"[\p{Nd}\p{No}]"
ODD: Final = (
    r"[\x{00AD}\x{0300}-\x{036F}\x{1D00}-\x{1DBF}\x{200B}-\x{200F}\x{2060}\x{2070}-\x{209F}\x{2100}-\x{214F}"
    r"\x{2160}-\x{218F}\x{2460}-\x{24FF}\x{FB00}-\x{FB06}\x{FEFF}\x{FF00}-\x{FFEF}\x{1D400}-\x{1D7FF}]"
)
"""Characters that look like others, or like nothing: whoever writes with them is looked at more closely."""
GAP: Final = r"[^0-9A-Za-z]{0,4}"
MARKUP: Final = r"<[bB][rR]|&nbsp;"
COUNTRIES: Final = "|".join(LENGTHS)
IBAN: Final = (
    rf"(?:^|[^0-9A-Za-z])(?i:{COUNTRIES})[^0-9A-Za-z]?[0-9][^0-9A-Za-z]?[0-9](?:[^0-9A-Za-z]{{0,2}}[0-9A-Za-z]){{11}}"
)
NINO: Final = r"(?:^|[^0-9A-Za-z])[A-Za-z]{2}(?:[^0-9A-Za-z]?[0-9]){6}[^0-9A-Za-z]?[A-Da-d]"
NUMBERS: Final = f"{DIGIT}(?:{GAP}{DIGIT}){{6}}|@|{ODD}|{MARKUP}|{IBAN}|{NINO}"
ORDINARY: Final = (
    r"^(?:[1-9][0-9]{0,11}|[A-Za-z]{1,2}[-_#.]?[0-9]{1,12}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?)$"
)
"""Cells that are nothing but a short number or a moment: there is nothing in them whatever they hold."""
PART: Final = re.compile(r"\\.|\(\?:|\{[\d,]+\}|\[[^\]]*\]|[aceinou]| ")
STEM: Final = 4
FEWEST_WORDS: Final = 4
SHORTEST_SAID: Final = 15


def _in_columns(pattern: str) -> str:
    """Return a pattern for flattened text as one for text as it came: capitals, accents and odd spaces."""

    def widened(part: re.Match[str]) -> str:
        if part[0] == " ":
            return "[^0-9A-Za-z]"
        return f"[{part[0]}[:^ascii:]]" if len(part[0]) == 1 else part[0]

    return f"(?i:{PART.sub(widened, pattern.replace('(?<![a-z])', '').replace('(?![a-z])', ''))})"


def _said() -> str:
    stems = "|".join(sorted({word[:STEM] for word in NUMBER_WORDS}))
    return rf"(?s:(?:(?:^|[^A-Za-z]){_in_columns(f'(?:{stems})')}.*?){{{FEWEST_WORDS}}})"


SUSPICIOUS_ID: Final = (f"{DIGIT}(?:{GAP}{DIGIT}){{12}}|@|{ODD}|{MARKUP}|{IBAN}",)
"""Cells of a column of names and numbers that are worth a look."""
SAID_ALOUD: Final = _said()
SUSPICIOUS: Final = (NUMBERS, _in_columns(f"{CODE.pattern}|{PIN.pattern}|{SAID.pattern}"), SAID_ALOUD)
"""Cells of a column of words that are worth a look: everything in which a detector finds something, and more."""


def redacted_column(
    column: pa.ChunkedArray, *, suspicious: Sequence[str], redact: Callable[[str], Redacted]
) -> tuple[pa.ChunkedArray, Counter[str]]:
    """Return a column of text with what may not be kept replaced, and how many stretches of each kind that were.

    Args:
        column: Text, also as a dictionary.
        suspicious: RE2 patterns of the cells that are worth a look: every other is left alone.
        redact: Takes one cell.
    """
    if not len(column) or pa.types.is_null(column.type):
        return column, Counter()
    sieve = _Sieve(suspicious, redact)
    chunks = [sieve.chunk(chunk) for chunk in column.chunks]
    is_clean = all(after is before for after, before in zip(chunks, column.chunks, strict=True))
    return column if is_clean else pa.chunked_array(chunks, type=column.type), sieve.found


class _Sieve:
    """Lets clean cells through and has a look at the others."""

    def __init__(self, suspicious: Sequence[str], redact: Callable[[str], Redacted]) -> None:
        self.found: Counter[str] = Counter()
        self._suspicious = suspicious
        self._redact = redact

    def chunk(self, chunk: pa.Array) -> pa.Array:
        """Return a piece of a column; one in which there is nothing comes back itself."""
        if pa.types.is_dictionary(chunk.type):
            return self._by_word(chunk)
        if len(chunk) > LOOKED_AT and _distinct_share(chunk) < FEW:
            encoded = chunk.dictionary_encode()
            if len(encoded.dictionary) < FEW * len(chunk):
                clean = self._by_word(encoded)
                return chunk if clean is encoded else pc.take(clean.dictionary, clean.indices)
        return self._cells(chunk, used=None)

    def _by_word(self, encoded: pa.DictionaryArray) -> pa.DictionaryArray:
        clean = self._cells(encoded.dictionary, used=encoded.indices)
        if clean is encoded.dictionary:
            return encoded
        # Two words may have become one, and each word of a dictionary has to be there once: it is made anew.
        return pc.take(clean, encoded.indices).dictionary_encode().cast(encoded.type)

    def _cells(self, cells: pa.Array, *, used: pa.Array | None) -> pa.Array:
        flagged = self._flagged(cells)
        places = pc.indices_nonzero(flagged)
        cleaned = [self._redact(text) for text in cells.take(places).to_pylist()]
        if not any(cell.found for cell in cleaned):
            return cells
        times = None if used is None else _times(used, places)
        for place, cell in zip(places.to_pylist(), cleaned, strict=True):
            for kind, count in cell.found.items():
                self.found[kind] += count * (1 if times is None else times.get(place, 0))
        return pc.replace_with_mask(cells, flagged, pa.array([cell.text for cell in cleaned], cells.type))

    def _flagged(self, cells: pa.Array) -> pa.Array:
        flagged = pa.repeat(False, len(cells))
        if self._suspicious is SUSPICIOUS_ID and are_short_and_plain(cells):
            return flagged
        for pattern in self._suspicious:
            if pattern is SAID_ALOUD and (pc.max(pc.binary_length(cells)).as_py() or 0) < SHORTEST_SAID:
                continue
            matched = pc.fill_null(pc.match_substring_regex(cells, pattern), False)
            if pattern is NUMBERS and pc.any(matched).as_py():
                matched = pc.and_not(matched, pc.fill_null(pc.match_substring_regex(cells, ORDINARY), False))
            flagged = pc.or_(flagged, matched)
        return flagged


def _distinct_share(chunk: pa.Array) -> float:
    looked_at = chunk.slice(len(chunk) // 2, LOOKED_AT // 4)
    return float(pc.count_distinct(looked_at).as_py() / len(looked_at))


def _times(used: pa.Array, places: pa.Array) -> dict[int, int]:
    wanted = used.filter(pc.is_in(used, places.cast(used.type)))
    return {counted["values"]: counted["counts"] for counted in wanted.value_counts().to_pylist()}
