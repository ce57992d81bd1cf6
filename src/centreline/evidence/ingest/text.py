"""Bytes as text: by the byte-order mark, as UTF-8, or in the encoding the mapping names; never guessed."""

import codecs
import io
from pathlib import Path
from typing import Any

import charset_normalizer

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.guarded import GuardedStream, head_of, open_guarded, unreadable
from centreline.kernel.errors import MappingInvalid, Stopped

__all__ = [
    "Following", "TextFile", "as_utf8", "is_utf8", "marked_as", "misencoded", "open_bytes", "open_text",
]  # fmt: skip

# UTF-32 first: its mark begins with the one of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class TextFile(io.TextIOWrapper):
    """A text stream that knows its file and how far it has been read."""

    def __init__(self, stream: GuardedStream, *, encoding: str) -> None:
        super().__init__(io.BufferedReader(stream, 1024 * 1024), encoding=encoding, newline="", errors="strict")
        self.stream = stream

    @property
    def share_read(self) -> float:
        """Share of the file read so far, 0 to 1."""
        return self.stream.share_read


class _WithoutNul(GuardedStream):
    """The bytes of a file whose encoding never writes a NUL byte."""

    def _watch(self, block: bytes) -> None:
        if b"\0" in block:
            is_wide = block.count(b"\0") * 4 > len(block)
            raise unreadable(
                self.path,
                f"{self.path.name!r} holds a NUL byte",
                fix="export it as UTF-8, or write `encoding: utf-16-le`" if is_wide else "export it again without it",
                row=self.rows + block[: block.index(b"\0")].count(b"\n") + 1,
            )
        super()._watch(block)


def open_text(path: Path, *, mapping: Mapping) -> TextFile:
    """Open a file as text.

    Raises:
        FileUnreadable: it cannot be opened, or, while it is read, it holds a NUL byte that its encoding never writes.
    """
    encoding = _marked(head_of(path)) or mapping.encoding or "utf-8"
    is_wide = codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))
    return TextFile(GuardedStream(path) if is_wide else _WithoutNul(path), encoding=encoding)


def open_bytes(path: Path) -> GuardedStream:
    """Open a file of UTF-8 as bytes; a NUL byte stops the reading."""
    return _WithoutNul(path)


def is_utf8(path: Path, *, mapping: Mapping) -> bool:
    """Say whether a file is to be read as UTF-8."""
    encoding = _marked(head_of(path)) or mapping.encoding or "utf-8"
    return encoding == "utf-8-sig" or codecs.lookup(encoding).name == "utf-8"


class Following(io.RawIOBase):
    """Some bytes, then those of a stream."""

    def __init__(self, first: bytes, then: "io.BufferedReader[Any] | None") -> None:
        self._first = memoryview(first)
        self._then = then

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Read the next bytes."""
        block: Any = self._first[: len(buffer)]
        if block:
            self._first = self._first[len(block) :]
        elif self._then is not None:
            block = self._then.read1(len(buffer))
        buffer[: len(block)] = block
        return len(block)


def marked_as(path: Path) -> str | None:
    """Return the encoding that the byte-order mark of a file says, before which no other counts; None without one."""
    return _marked(head_of(path))


def as_utf8(head: bytes) -> bytes:
    """Return the first bytes of a file as UTF-8 where a byte-order mark says that they are something else."""
    encoding = _marked(head)
    return head if encoding is None else head.decode(encoding, "ignore").encode()


def _marked(head: bytes) -> str | None:
    return next((encoding for mark, encoding in MARKS if head.startswith(mark)), None)


def misencoded(path: Path, *, mapping: Mapping, error: UnicodeDecodeError) -> Stopped:
    """Return the error for a file that is not in its encoding, with the first row that shows it."""
    row, line, has_utf8 = _first_bad_line(path, encoding=error.encoding)
    shown = line[max(0, _bad_place(line, error.encoding) - 15) :][:40]
    if mapping.encoding is None and not has_utf8:
        fix = f"write `encoding: {_likely_encoding(path)}` in {mapping.place()}"
        return MappingInvalid(
            f"{path.name!r} is not UTF-8, and nothing says what it is: {shown!r}",
            where=f"{path}, row {row:,}",
            fix=f"{fix} if names with accents come out right, or export it as UTF-8",
        )
    return unreadable(
        path,
        f"{path.name!r} mixes encodings: until here it is {error.encoding}, and this is not: {shown!r}",
        fix="export it again in one encoding; files that were joined by hand often mix two",
        row=row,
    )


def _first_bad_line(path: Path, *, encoding: str) -> tuple[int, bytes, bool]:
    has_utf8 = False
    with open_guarded(path) as stream, io.BufferedReader(stream) as reader:
        for row, line in enumerate(reader, start=1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                return row, line, has_utf8
            has_utf8 = has_utf8 or not line.isascii()
    return 0, b"", has_utf8


def _bad_place(line: bytes, encoding: str) -> int:
    try:
        line.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _likely_encoding(path: Path) -> str:
    best = charset_normalizer.from_bytes(
        head_of(path), cp_isolation=["cp1252", "cp1250", "cp1251", "iso8859_15"]
    ).best()
    return best.encoding if best else "cp1252"
