"""One writer at a time; readers are never kept waiting."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from centreline.kernel.errors import EvidenceConflict

__all__ = ["only_writer"]


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the folder for writing; let go of it however the work ends, kill -9 included.

    The folder is made where it is missing, and removed again when nothing was written into it.

    Raises:
        EvidenceConflict: another process is writing.
        PermissionError: nothing may be written there; said before anything is begun.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK, effective_ids=True):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
    # The lock is on the folder itself: the kernel drops it with the process, and no lock file is left to go stale.
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EvidenceConflict(
                f"somebody else is writing to {str(folder)!r} just now",
                where=str(folder),
                fix="wait until the other import has ended, then try again",
            ) from None
        try:
            yield
        finally:
            # Only the one who holds the lock: a folder that looks empty may be held by another who has only now begun.
            if not any(folder.iterdir()):
                folder.rmdir()
    finally:
        os.close(handle)
