"""A file inside a ZIP archive, named as if the archive were a folder: `exports.zip/calls.csv`.

It is read where it lies: nothing of it is written to the disk before it has passed the door.
"""

import zipfile
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import IO, cast

from centreline.evidence.ingest.archive import why_refused
from centreline.kernel.errors import FileUnreadable

__all__ = ["OF_MACS", "OF_WORKBOOKS", "ZIP", "Packed", "holds_several", "opened", "packed_files", "packed_in"]

ZIP = b"PK\x03\x04"
OF_WORKBOOKS = frozenset({"xl/workbook.xml", "xl/workbook.bin", "content.xml"})
"""Parts by which a ZIP archive is known as a workbook."""

OF_MACS = "__MACOSX/"
"""Folder in which one system keeps what no other asks for."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Where a packed file lies.

    Attributes:
        archive: The archive.
        member: Its name in there.
    """

    archive: Path
    member: str

    def info(self) -> zipfile.ZipInfo:
        """Return what the archive says of it.

        Raises:
            FileNotFoundError: it is not in the archive.
        """
        with zipfile.ZipFile(self.archive) as archive:
            return _info(archive, self.member)

    def open(self, file: IO[bytes] | None = None) -> IO[bytes]:
        """Open it for reading, inflated.

        Args:
            file: The archive where it is open already; it stays open.

        Raises:
            FileNotFoundError: it is not in the archive.
        """
        with zipfile.ZipFile(file or self.archive) as archive:
            return archive.open(_info(archive, self.member))


def packed_in(path: Path) -> Packed | None:
    """Return where a path leads that goes through an archive as if it were a folder; None for every other."""
    if path.exists():
        return None
    archive = next((parent for parent in path.parents if parent.is_file()), None)
    if archive is None or not zipfile.is_zipfile(archive):
        return None
    return Packed(archive, path.relative_to(archive).as_posix())


def opened(path: Path) -> BufferedReader:
    """Open a file as bytes, also one in an archive."""
    packed = packed_in(path)
    return path.open("rb") if packed is None else cast(BufferedReader, packed.open())


def holds_several(path: Path) -> bool:
    """Say whether a file is an archive of several files, and no workbook; one that is damaged is not."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name for name in archive.namelist() if not name.startswith(OF_MACS) and not name.endswith("/")}
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return len(names) > 1 and not names & OF_WORKBOOKS


def packed_files(archive: Path) -> tuple[Path, ...]:
    """Return the files in an archive, each by a path that leads through it.

    Raises:
        FileUnreadable: the archive is damaged, locked, or one that no real export is; nothing of it is believed.
    """
    with archive.open("rb") as content:
        if (why := why_refused(content, in_workbook=False)) is not None:
            raise FileUnreadable(
                f"{archive.name!r} {why}", where=str(archive), fix="inflate it yourself, if you trust it"
            )
        names = [one.filename for one in zipfile.ZipFile(content).infolist() if not one.is_dir()]
    return tuple(archive / name for name in sorted(names) if not name.startswith(OF_MACS))


def _info(archive: zipfile.ZipFile, member: str) -> zipfile.ZipInfo:
    try:
        return archive.getinfo(member)
    except KeyError:
        raise FileNotFoundError(member) from None
