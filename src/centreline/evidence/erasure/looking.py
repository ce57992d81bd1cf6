"""Looking into one file for names, whatever it is packed in; what cannot be looked into is said, never passed over."""

import bz2
import gzip
import io
import lzma
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

__all__ = ["Names", "Seen", "look_into"]

CHUNK_BYTES = 2**20
UNPACKED_BYTES = 2**30
"""A packed file is looked through as far as this, and then said not to have been."""

DEEPEST = 4
"""Packed within packed; nothing that is written here is deeper."""

DISTINCT = 16
"""Ids of contacts are looked for in files from this length: a shorter one, such as 1042, is a number anywhere."""

BESIDE_SQLITE = ("-wal", "-shm", "-journal")
"""Endings of what SQLite keeps beside a database: pages as they are, which reading the database shows too."""


@dataclass(frozen=True)
class Names:
    """What is looked for: pseudonyms of people, and ids of their contacts that are long enough to be nothing else.

    Attributes:
        people: Pseudonyms.
        contacts: Ids of contacts, of any length.
    """

    people: Collection[str]
    contacts: Collection[str] = field(default=())

    def __post_init__(self) -> None:
        wanted = sorted({*self.people, *(one for one in self.contacts if len(one) >= DISTINCT)})
        written = [re.escape(one.encode(form)) for one in wanted for form in ("utf-8", "utf-16-le")]
        object.__setattr__(self, "_bytes", re.compile(b"|".join(written) or b"(?!)"))
        object.__setattr__(self, "_text", re.compile("|".join(map(re.escape, wanted)) or "(?!)"))
        object.__setattr__(self, "longest", 2 * max(map(len, wanted), default=0))

    def in_bytes(self, held: bytes) -> bool:
        """Return whether these bytes name one of them."""
        return self.__dict__["_bytes"].search(held) is not None

    def in_text(self, text: str) -> bool:
        """Return whether a text names one of them."""
        return self.__dict__["_text"].search(text) is not None


@dataclass(frozen=True, slots=True)
class Seen:
    """What looking into a file came to.

    Attributes:
        named: Whether one of the people is named in it.
        unread: Why it could not be looked through; empty where it was, to its end.
    """

    named: bool = False
    unread: str = ""


class _TooLarge(Exception):
    """More comes out of a file than is looked through."""


def look_into(file: Path, names: Names) -> Seen:
    """Look through a file: its name, its bytes, and what they unpack to."""
    if names.in_text(file.name):
        return Seen(named=True)
    try:
        with file.open("rb") as opened:
            return _look(opened, names, path=file, deep=0)
    except FileNotFoundError:  # It was deleted meanwhile, by whoever made it.
        return Seen()
    except OSError as error:
        return Seen(unread=error.strerror or "cannot be read")


def _look(stream: IO[bytes], names: Names, *, path: Path, deep: int) -> Seen:
    named, binary = _search(stream, names)
    if named:
        return Seen(named=True)
    stream.seek(0)
    opens = _opener(stream.read(16))
    stream.seek(0)
    if opens is None:
        plain = not binary or path.name.endswith(BESIDE_SQLITE)
        return Seen() if plain else Seen(unread="its form is not known")
    return Seen(unread="packed too often") if deep >= DEEPEST else _opened(opens, stream, names, path, deep)


def _opened(opens: "Opener", stream: IO[bytes], names: Names, path: Path, deep: int) -> Seen:
    try:
        return opens(stream, names, path, deep)
    except _TooLarge:
        return Seen(unread=f"unpacks to more than {UNPACKED_BYTES:,} bytes")
    except (RuntimeError, NotImplementedError):  # What `zipfile` says of an encrypted or unknown packing.
        return Seen(unread="packed in a way that cannot be opened")
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, sqlite3.Error) as error:
        return Seen(unread=f"cannot be unpacked ({type(error).__name__})")


def _search(stream: IO[bytes], names: Names) -> tuple[bool, bool]:
    """Return whether the bytes name somebody, and whether they are something else than text."""
    binary, before, read = False, b"", 0
    while chunk := stream.read(CHUNK_BYTES):
        read += len(chunk)
        if read > UNPACKED_BYTES and not isinstance(stream, io.BufferedReader):
            raise _TooLarge
        if names.in_bytes(before + chunk):
            return True, binary
        binary = binary or b"\0" in chunk
        before = chunk[-names.__dict__["longest"] :]
    return False, binary


Opener = Callable[[IO[bytes], Names, Path, int], Seen]


def _opener(begins: bytes) -> Opener | None:
    return next((opens for magic, opens in OPENERS.items() if begins.startswith(magic)), None)


def _held(stream: IO[bytes]) -> io.BytesIO:
    held = stream.read(UNPACKED_BYTES + 1)
    if len(held) > UNPACKED_BYTES:
        raise _TooLarge
    return io.BytesIO(held)


def _in_zip(stream: IO[bytes], names: Names, path: Path, deep: int) -> Seen:  # noqa: ARG001 - as the others
    unread = ""
    with zipfile.ZipFile(stream) as archive:
        for member in archive.infolist():
            with archive.open(member) as opened:
                seen = _look(_held(opened), names, path=Path(member.filename), deep=deep + 1)
            if seen.named or names.in_text(member.filename):
                return Seen(named=True)
            unread = unread or (f"{member.filename!r} in it: {seen.unread}" if seen.unread else "")
    return Seen(unread=unread)


def _unpacked_by(opens: Callable[[IO[bytes]], Any]) -> Opener:
    def look(stream: IO[bytes], names: Names, path: Path, deep: int) -> Seen:
        with opens(stream) as unpacked:
            return _look(_held(unpacked), names, path=path.with_suffix(""), deep=deep + 1)

    return look


def _in_parquet(stream: IO[bytes], names: Names, path: Path, deep: int) -> Seen:  # noqa: ARG001 - as the others
    with pq.ParquetFile(stream) as parquet:
        columns = [one.name for one in parquet.schema_arrow if not _is_a_number(one.type)]
        batches = parquet.iter_batches(columns=columns) if columns else ()
        return Seen(named=any(_any_in(batch, names) for batch in batches))


def _is_a_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_primitive(kind))


def _any_in(batch: pa.RecordBatch, names: Names) -> bool:
    return any(_value_names(value, names) for column in batch.columns for value in _different(column))


def _different(column: pa.Array) -> list[object]:
    values: list[object] = (column if pa.types.is_nested(column.type) else column.unique()).to_pylist()
    return values


def _in_sqlite(stream: IO[bytes], names: Names, path: Path, deep: int) -> Seen:
    with closing(_database(stream, path, deep)) as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return Seen(named=any(_value_names(value, names) for table in tables for value in _values(database, table)))


def _database(stream: IO[bytes], path: Path, deep: int) -> sqlite3.Connection:
    if not deep:
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
    database = sqlite3.connect(":memory:")
    database.deserialize(stream.read())
    return database


def _values(database: sqlite3.Connection, table: str) -> Iterator[object]:
    quoted = table.replace('"', '""')
    database.text_factory = bytes
    rows: Iterable[tuple[object, ...]] = database.execute(f'SELECT * FROM "{quoted}"')
    return (value for row in rows for value in row)


def _value_names(value: object, names: Names) -> bool:
    if isinstance(value, bytes):
        return names.in_bytes(value)
    return not isinstance(value, int | float) and value is not None and names.in_text(str(value))


OPENERS: dict[bytes, Opener] = {
    b"PK\x03\x04": _in_zip,
    b"PK\x05\x06": _in_zip,
    b"\x1f\x8b": _unpacked_by(lambda stream: gzip.GzipFile(fileobj=stream)),
    b"BZh": _unpacked_by(bz2.BZ2File),
    b"\xfd7zXZ\x00": _unpacked_by(lzma.LZMAFile),
    b"PAR1": _in_parquet,
    b"SQLite format 3\x00": _in_sqlite,
}
"""How what begins with these bytes is looked through; workbooks are zip archives."""
