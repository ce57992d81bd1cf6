"""Files that appear in a watched folder: which lie there, and the bytes of one, without ever leaving that folder."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from centreline.kernel.errors import ArgumentInvalid, FileUnreadable

__all__ = ["Arrival", "WatchedFolder"]

SETTLES = timedelta(seconds=10)
"""A file that was written to more recently may still be on its way, and is read the next time."""

CHUNK_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that lies in a watched folder.

    Attributes:
        name: What it is called.
        size_bytes: How large it is.
        modified_ns: When it was last written to, nanoseconds since 1970.
    """

    name: str
    size_bytes: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder below one that whoever looks after the machine allowed.

    Each part of the way is opened by itself and no link is followed: neither a folder nor a file can lead elsewhere,
    also where somebody puts a link there while it is read.

    Attributes:
        root: The allowed folder.
        inside: Where below it, with `/` between folders; empty for the allowed folder itself.
    """

    root: Path
    inside: str = ""

    def arrived(self, *, pattern: str, now: datetime) -> tuple[Arrival, ...]:
        """Return the plain files whose names match, the oldest first; hidden ones and those still written to are not.

        Args:
            pattern: As a shell takes it: `calls-*.csv`.
            now: From when it is counted how long nobody wrote to a file.

        Raises:
            ArgumentInvalid: there is no such folder, or a link is on the way.
        """
        with self._opened() as folder, os.scandir(folder) as entries:
            found = [(one.name, about) for one in entries if (about := _about(one)) is not None]
        latest = (now - SETTLES).astimezone(UTC).timestamp()
        files = [
            Arrival(name, about.st_size, about.st_mtime_ns)
            for name, about in found
            if stat.S_ISREG(about.st_mode) and not name.startswith(".") and fnmatchcase(name, pattern)
            if about.st_mtime <= latest
        ]
        return tuple(sorted(files, key=lambda one: (one.modified_ns, one.name)))

    def chunks(self, arrival: Arrival) -> Iterator[bytes]:
        """Yield the bytes of a file.

        Raises:
            FileUnreadable: it went away, may not be read, or is no plain file any more.
        """
        if "/" in arrival.name:  # A name, never a way to somewhere else.
            raise _unreadable(arrival, "it does not lie in the folder")
        with self._opened() as folder:
            try:
                # Not to wait for whoever writes to a pipe that took the file's place.
                number = os.open(arrival.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
            except OSError as reason:
                raise _unreadable(arrival, reason.strerror or "it cannot be opened") from reason
            with os.fdopen(number, "rb") as file:
                if not stat.S_ISREG(os.fstat(number).st_mode):
                    raise _unreadable(arrival, "it is no plain file")
                while chunk := file.read(CHUNK_BYTES):
                    yield chunk

    @contextmanager
    def _opened(self) -> Iterator[int]:
        here = self._open()
        try:
            yield here
        finally:
            os.close(here)

    def _open(self) -> int:
        flags = os.O_RDONLY | os.O_DIRECTORY
        try:
            here = os.open(self.root, flags)
            for part in _parts(self.inside):
                above, here = here, _below(here, part, flags | os.O_NOFOLLOW)
                os.close(above)
        except OSError as reason:
            says = "is not there" if isinstance(reason, FileNotFoundError) else "is no folder that can be read"
            raise ArgumentInvalid(
                f"the folder {self.inside or self.root.name!r} {says}",
                where="the watched folder; links are not followed",
                fix="make it, or choose another one below an allowed folder",
            ) from reason
        return here


def _below(above: int, part: str, flags: int) -> int:
    try:
        return os.open(part, flags, dir_fd=above)
    except OSError:
        os.close(above)
        raise


def _about(entry: "os.DirEntry[str]") -> os.stat_result | None:
    try:
        return entry.stat(follow_symlinks=False)
    except FileNotFoundError:  # Whoever put it there took it away again.
        return None


def _parts(inside: str) -> tuple[str, ...]:
    way = PurePosixPath(inside)
    if way.is_absolute() or ".." in way.parts or "\x00" in inside:
        raise ArgumentInvalid(
            f"{inside!r} leads out of the allowed folder",
            where="the watched folder",
            fix="name a folder below it: switchboard/daily",
        )
    return way.parts


def _unreadable(arrival: Arrival, says: str) -> FileUnreadable:
    return FileUnreadable(
        f"{arrival.name!r} cannot be read: {says}",
        where="the watched folder",
        fix="let the account that serves Centreline read it, then have it read again",
    )
