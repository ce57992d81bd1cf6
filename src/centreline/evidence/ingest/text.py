"""Bytes as text: by the byte-order mark, as UTF-8, or in the encoding the mapping names; never guessed."""

import codecs
import io
from pathlib import Path

import charset_normalizer

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.guarded import GuardedStream, head_of, open_guarded, unreadable
from centreline.kernel.errors import MappingInvalid, Stopped

__all__ = ["TextFile", "misencoded", "open_text"]

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class TextFile(io.TextIOWrapper):
    """A text stream that knows its file and how far it has been read."""

    def __init__(self, stream: GuardedStream, *, encoding: str) -> None:
        super().__init__(io.BufferedReader(stream, 1024 * 1024), encoding=encoding, newline="", errors="strict")
        self.stream = stream

    @property
    def share_read(self) -> float:
        """Share of the file read so far, 0 to 1."""
        return self.stream.share_read


def open_text(path: Path, *, mapping: Mapping) -> TextFile:
    """Open a file as text."""
    return TextFile(open_guarded(path), encoding=_encoding_of(path, mapping=mapping))


def _encoding_of(path: Path, *, mapping: Mapping) -> str:
    head = head_of(path)
    marked = next((encoding for mark, encoding in MARKS if head.startswith(mark)), None)
    encoding = marked or mapping.encoding or "utf-8"
    if b"\0" in head and "16" not in encoding:
        row = head[: head.index(b"\0")].count(b"\n") + 1
        raise unreadable(
            path,
            f"{path.name!r} holds a NUL byte",
            fix="export it as UTF-8, or write `encoding: utf-16-le`",
            row=row,
        )
    return encoding


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
