"""Whose export a file is: asked of every source, by what stands in the file and never by its name."""

import csv
import inspect
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from centreline.evidence.ingest.guarded import head_of
from centreline.evidence.ingest.text import as_utf8
from centreline.evidence.vendors.book import SOURCES
from centreline.evidence.vendors.source import Sample, Source

__all__ = ["LIKELY", "SURE", "UNLIKELY", "Recognised", "recognise_file", "sample_of", "the_one"]

SURE = 0.9
"""From here on a source is taken without asking, where no other is likelier than `UNLIKELY`."""

UNLIKELY = 0.5
LIKELY = 0.05
"""Below this a source is not worth naming."""

MOST_VALUES = 20
DEEPEST = 20
DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Recognised:
    """How sure one source is of a file.

    Attributes:
        source: The source.
        confidence: How sure, 0 to 1.
        why: What it went by.
    """

    source: Source
    confidence: float
    why: str


def recognise_file(path: Path, *, sources: Sequence[Source] = SOURCES) -> tuple[Recognised, ...]:
    """Return the sources that may have written a file, the likeliest first.

    Raises:
        FileUnreadable: it is not there, or empty.
    """
    sample = sample_of(path)
    found = [Recognised(source, min(source.recognise(sample), 1.0), _why(source)) for source in sources]
    likely = [each for each in found if each.confidence >= LIKELY]
    return tuple(sorted(likely, key=lambda each: (-each.confidence, each.source.name)))


def the_one(found: Sequence[Recognised]) -> Recognised | None:
    """Return the source that can be taken without asking; None where one has to ask."""
    best, second = [*found, None, None][:2]
    is_sure = best is not None and best.confidence >= SURE
    return best if is_sure and (second is None or second.confidence <= UNLIKELY) else None


def sample_of(path: Path) -> Sample:
    """Return the beginning of a file.

    Raises:
        FileUnreadable: it is not there, or empty.
    """
    head = head_of(path)
    text = as_utf8(head).decode("utf-8", "ignore").lstrip("\ufeff \t\r\n\x1e")
    if text[:1] in {"{", "["}:
        return Sample(path, head, values=tuple(islice(_values(text), MOST_VALUES)))
    if text[:1] == "<" or b"\0" in head[:1000]:
        return Sample(path, head)
    return Sample(path, head, header=_header(text))


def _why(source: Source) -> str:
    doc = (inspect.getdoc(source.recognise) or "").splitlines()
    return doc[0].rstrip(".").removeprefix("Go by ") if doc else ""


def _values(text: str) -> Iterator[Any]:
    """Yield the values a text begins with; of the items of one list where it is one."""
    place = 0
    if text.startswith("["):
        whole, _ = _begun(text, 0, depth=0)
        yield from whole
        return
    while place < len(text):
        if text[place] in ", \t\r\n\x1e":
            place += 1
            continue
        try:
            value, place = json.JSONDecoder().raw_decode(text, place)
        except (ValueError, RecursionError):
            value, place = _begun(text, place, depth=0)[0], len(text)
            if value is None:
                return
        yield value


def _begun(text: str, place: int, *, depth: int) -> tuple[Any, int]:
    """Return as much of the value at a place as there is, and where it ends; the text is cut off somewhere inside."""
    try:
        value: tuple[Any, int] = json.JSONDecoder().raw_decode(text, place)
        return value
    except (ValueError, RecursionError):
        if depth > DEEPEST or place >= len(text) or text[place] not in "{[":
            return None, len(text)
    held: Any = {} if text[place] == "{" else []
    place = _skipped(text, place + 1)
    while place < len(text) and text[place] not in "}]":
        name = ""
        if isinstance(held, dict):
            name, place = _begun(text, place, depth=DEEPEST)
            place = _skipped(text, place)
            if not isinstance(name, str) or place >= len(text):
                break
        inside, place = _begun(text, place, depth=depth + 1)
        if isinstance(held, dict):
            held[name] = inside
        elif inside is not None:
            held.append(inside)
        place = _skipped(text, place)
    return held, place + 1


def _skipped(text: str, place: int) -> int:
    while place < len(text) and text[place] in ":, \t\r\n":
        place += 1
    return place


def _header(text: str) -> tuple[str, ...]:
    line = next((line for line in text.splitlines()[:50] if line.strip()), "")
    delimiter = max(DELIMITERS, key=line.count)
    try:
        [cells] = csv.reader([line], delimiter=delimiter)
    except (csv.Error, ValueError):
        return ()
    return tuple(cell.strip() for cell in cells)
