"""Opening a file without trusting it: what it is by its content, and a stream that refuses to run away."""

import io
import zipfile
import zlib
from pathlib import Path
from typing import IO, Any

from centreline.evidence.ingest.packed import OF_MACS, OF_WORKBOOKS, ZIP, opened, packed_in
from centreline.kernel.errors import FileUnreadable

__all__ = [
    "HEAD",
    "GuardedStream",
    "head_of",
    "open_guarded",
    "starts_with",
    "unreadable",
    "workbook_bytes",
]

HIGHEST_RATIO = 100
"""Times a packed file may grow. Real exports grow five to thirty times; a bomb grows a thousand times."""

RATIO_COUNTS_FROM = 4 * 1024 * 1024
LONGEST_LINE = 64 * 1024 * 1024
HEAD = 256 * 1024
"""Bytes in which the form and the encoding of a file are sought."""

LARGEST_WORKBOOK = 200 * 1024 * 1024
GZIP = b"\x1f\x8b"


def unreadable(path: Path, what: str, *, fix: str, row: int | None = None) -> FileUnreadable:
    """Return the error for a file that cannot be read, with the row where that shows."""
    return FileUnreadable(what, where=str(path) if row is None else f"{path}, row {row:,}", fix=fix)


class _Inflated:
    """The bytes of a gzip file with one member."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file = file
        self._path = path
        self._inflate = zlib.decompressobj(wbits=31)
        self._left = b""

    def read(self, size: int) -> bytes:
        """Return the next bytes; none at the end."""
        while not self._inflate.eof:
            packed = self._left or self._file.read(64 * 1024)
            if not packed:
                raise EOFError
            block = self._inflate.decompress(packed, size)
            self._left = self._inflate.unconsumed_tail
            if block:
                return block
        # Some systems fill the last block of a disk or tape with zeros.
        if (self._inflate.unused_data + self._file.read(64 * 1024)).strip(b"\0"):
            raise unreadable(
                self._path,
                f"{self._path.name!r} is several packed files one after the other",
                fix="inflate it yourself, and bring each file that is inside",
            )
        return b""

    def close(self) -> None:
        """Forget what is left."""
        self._left = b""


def _opened_member(file: IO[bytes]) -> IO[bytes] | None:
    """Open the one file in a ZIP archive; None where it is a workbook, holds several files, or cannot be opened."""
    try:
        archive = zipfile.ZipFile(file)
        members = [one for one in archive.infolist() if not one.is_dir() and not one.filename.startswith(OF_MACS)]
        if len(members) == 1 and members[0].filename not in OF_WORKBOOKS:
            return archive.open(members[0])
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        pass
    file.seek(0)
    return None


def _source_of(file: IO[bytes], path: Path) -> IO[bytes] | Any:
    """Return what inflates a file that is packed; the file itself where it is not."""
    start = file.read(4)
    file.seek(0)
    if start.startswith(GZIP):
        return _Inflated(file, path)
    return (_opened_member(file) if start == ZIP else None) or file


def _place_of(member: zipfile.ZipInfo) -> tuple[int, int]:
    """Return where a packed file begins in its archive, and how many bytes it takes there."""
    return member.header_offset, member.compress_size if member.file_size else 0


class GuardedStream(io.RawIOBase):
    """The bytes of a file, inflated, counted and watched.

    Args:
        path: The file.
        longest_line: Bytes a line may have; None where lines mean nothing, as in a JSON document.

    Raises while it is read:
        FileUnreadable: the file is cut off, damaged, grows beyond `HIGHEST_RATIO`, or has a line that is too long.
    """

    def __init__(self, path: Path, *, longest_line: int | None = LONGEST_LINE) -> None:
        self.path = path
        self.longest_line = longest_line
        self.rows = 0
        self.total = 0
        self.ends_with_newline = False
        self._since_newline = 0
        packed = packed_in(path)
        # Of a file in an archive the sizes are its own: what lies before it says nothing of how it grows.
        self._starts, self.size = (0, path.stat().st_size) if packed is None else _place_of(packed.info())
        self._file = path.open("rb") if packed is None else packed.archive.open("rb")
        self._source: IO[bytes] | Any = packed.open(self._file) if packed else _source_of(self._file, path)
        self._is_packed = self._source is not self._file

    @property
    def share_read(self) -> float:
        """Share of the file's bytes taken so far, 0 to 1."""
        return min(self._taken / self.size, 1.0) if self.size else 1.0

    @property
    def _taken(self) -> int:
        """Bytes of the file itself that were taken, as they lie on the disk."""
        return max(self._file.tell() - self._starts, 0)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Read the next bytes."""
        try:
            block: bytes = self._source.read(len(buffer))
        except EOFError:
            raise unreadable(
                self.path, f"{self.path.name!r} is cut off: its gzip stream has no end", fix="copy or download it again"
            ) from None
        except (zipfile.BadZipFile, zlib.error, RuntimeError) as error:
            raise unreadable(
                self.path, f"{self.path.name!r} is damaged ({error})", fix="copy or download it again"
            ) from None
        if block:
            self._watch(block)
        buffer[: len(block)] = block
        return len(block)

    def _watch(self, block: bytes) -> None:
        self.total += len(block)
        # UTF-16 writes a newline in two bytes.
        self.ends_with_newline = block.rstrip(b"\0").endswith((b"\n", b"\r"))
        if self._is_packed and self.total > RATIO_COUNTS_FROM and self.total > HIGHEST_RATIO * self._taken:
            raise unreadable(
                self.path,
                f"{self.path.name!r} grows more than {HIGHEST_RATIO} times when it is inflated, as no real export does",
                fix="inflate it yourself and bring the file that is inside, if you trust it",
            )
        newline = block.rfind(b"\n")
        self._since_newline = len(block) - newline if newline >= 0 else self._since_newline + len(block)
        if self.longest_line is not None and self._since_newline > self.longest_line:
            raise unreadable(
                self.path,
                f"a line of {self.path.name!r} is longer than {self.longest_line // 1024**2} million characters",
                fix="check that the file is a table, with one row on each line",
                row=self.rows + 1,
            )
        self.rows += block.count(b"\n")

    def close(self) -> None:
        """Close the file."""
        self._source.close()
        self._file.close()
        super().close()


def open_guarded(path: Path, *, longest_line: int | None = LONGEST_LINE) -> GuardedStream:
    """Open a file for reading; `longest_line` is as in `GuardedStream`.

    Raises:
        FileUnreadable: it is not there, is a folder, may not be read, or is empty.
    """
    try:
        stream = GuardedStream(path, longest_line=longest_line)
    except FileNotFoundError:
        raise unreadable(path, f"there is no file {path.name!r}", fix="check the path") from None
    except IsADirectoryError:
        raise unreadable(path, f"{path.name or '.'!r} is a folder", fix="name the file inside it") from None
    except OSError as error:
        raise unreadable(
            path, f"{path.name!r} cannot be opened: {error.strerror}", fix="check who may read it"
        ) from None
    if stream.size == 0:
        stream.close()
        raise unreadable(
            path, f"{path.name!r} is empty", fix="export it again; even an export without rows has a header"
        )
    return stream


def head_of(path: Path) -> bytes:
    """Return the first bytes of a file, inflated."""
    with open_guarded(path) as stream, io.BufferedReader(stream) as reader:
        return reader.read(HEAD)


def starts_with(path: Path, signature: bytes) -> bool:
    """Say whether a file itself, packed or not, begins with these bytes."""
    with opened(path) as file:
        return file.read(len(signature)) == signature


def workbook_bytes(path: Path) -> io.BytesIO:
    """Return a workbook, inflated where it came packed with gzip; the format needs all of it at once.

    Raises:
        FileUnreadable: it is larger than a workbook is.
    """
    with open_guarded(path) as stream, io.BufferedReader(stream) as reader:
        content = reader.read(LARGEST_WORKBOOK + 1)
    if len(content) > LARGEST_WORKBOOK:
        what = f"{path.name!r} has more than {LARGEST_WORKBOOK // 1024**2} MB, more than a workbook needs"
        raise unreadable(path, what, fix="save the sheet as CSV and bring that")
    return io.BytesIO(content)
