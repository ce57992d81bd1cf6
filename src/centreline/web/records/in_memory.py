"""Plain copies of files that wait sealed: in memory, for as long as somebody reads them, wherever that can be."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

__all__ = ["MEMORY", "NAMED", "plain_copy"]

MEMORY: Final = Path("/dev/shm")
"""Where Linux keeps files in memory."""

MOST_BYTES: Final = 512 * 1024**2
"""A larger file is not laid into memory: others need it too."""

NAMED: Final = "centreline-reads-"
"""How folders with plain copies begin: one that a broken-off process left is deleted with uploads nobody brings."""


@contextmanager
def plain_copy(chunks: Iterable[bytes], *, name: str, size: int, otherwise: Path) -> Iterator[Path]:
    """Give a path at which something reads a file as it is, deleted afterwards.

    Args:
        chunks: What it holds.
        name: What it is called.
        size: How large it is, in bytes.
        otherwise: Private folder on the disk for what does not fit into memory, or where there is none for files.
    """
    place = Path(tempfile.mkdtemp(prefix=NAMED, dir=MEMORY if _fits(size) else otherwise))
    try:
        with os.fdopen(os.open(place / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for chunk in chunks:
                out.write(chunk)
        yield place / name
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _fits(size: int) -> bool:
    if size > MOST_BYTES or not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK)):
        return False
    return size * 2 <= shutil.disk_usage(MEMORY).free
