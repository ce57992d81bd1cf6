"""The lines of an IEX file: `|` between cells, a first line that begins with #fields, no social security numbers."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from centreline.evidence.ingest.guarded import open_guarded, unreadable
from centreline.evidence.vendors.source import Unreadable

__all__ = ["Line", "header_of", "is_secret", "lines_of", "plain_name"]

DELIMITERS = ("|", "\t", ";", ",")
SECRETS = re.compile(r"ssn|socialsec|socsec|nationalid")
SHOWN = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One row.

    Attributes:
        place: Its line in the file, from 1.
        cells: By the name of the column as the file has it; columns that name a person's social security are not read.
    """

    place: int
    cells: dict[str, str]


@lru_cache(maxsize=1_000)
def plain_name(name: str) -> str:
    """Return the name of a column in small letters, without what is no letter or digit: "schedDate" as "scheddate"."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


@lru_cache(maxsize=1_000)
def is_secret(name: str) -> bool:
    """Say whether a column holds social security numbers: what is in it is dropped on sight."""
    return SECRETS.search(plain_name(name)) is not None


def header_of(first: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the delimiter and the names of the columns, or None where a line is no header."""
    written = first.lstrip("\ufeff").rstrip("\r\n")
    bare = re.sub(r"^\s*#\s*fields\s*[:|\t ]?\s*", "", written, flags=re.IGNORECASE)
    delimiter = next((mark for mark in DELIMITERS if mark in bare), None)
    if delimiter is None:
        return None
    names = tuple(name.strip() for name in bare.split(delimiter))
    return (delimiter, names) if any(re.match(r"[A-Za-z]", name) for name in names) else None


def lines_of(path: Path) -> Iterator[Line | Unreadable]:
    """Return the rows of a file, and those whose cells are not as many as the header has.

    Raises:
        FileUnreadable: it has no header, or is no UTF-8 text.
    """
    with open_guarded(path) as stream, io.TextIOWrapper(io.BufferedReader(stream), encoding="utf-8-sig") as text:
        try:
            yield from _rows(path, text)
        except UnicodeDecodeError:
            raise unreadable(path, f"{path.name!r} is not UTF-8", fix="save it as UTF-8 text") from None


def _rows(path: Path, text: io.TextIOWrapper) -> Iterator[Line | Unreadable]:
    header: tuple[str, tuple[str, ...]] | None = None
    for place, written in enumerate(text, start=1):
        if not written.strip():
            continue
        if header is None:
            header = header_of(written)
            if header is None or "\0" in written:
                fix = "export it with a header: a first line that begins with #fields"
                raise unreadable(path, f"{path.name!r} does not name its columns", fix=fix, row=place)
            continue
        yield _row(written.rstrip("\r\n"), place=place, delimiter=header[0], names=header[1])


def _row(written: str, *, place: int, delimiter: str, names: tuple[str, ...]) -> Line | Unreadable:
    cells = written.split(delimiter)
    if len(cells) == len(names) + 1 and not cells[-1].strip():
        cells.pop()  # a delimiter at the end of every line
    if len(cells) != len(names):
        # The cells are not shown: nobody can say which of them is a social security number.
        because = f"the row has {len(cells)} cells, the header has {len(names)}"
        shown = "" if any(is_secret(name) for name in names) else written[:SHOWN]
        return Unreadable(place, because, shown)
    told = zip(names, cells, strict=True)
    return Line(place, {name: cell.strip() for name, cell in told if not is_secret(name)})
