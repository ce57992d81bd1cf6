"""Files that are on the disk before anybody is told so: what was acknowledged stands when the power fails."""

import os
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

__all__ = ["on_disk"]

AT_ONCE = 4


def on_disk(files: Collection[Path]) -> None:
    """Wait until files are on the disk, and their names in their folders.

    Raises:
        OSError: the disk does not say so of one of them; then nothing may be told that rests on it.
    """
    if not files:
        return
    with ThreadPoolExecutor(min(AT_ONCE, len(files)), thread_name_prefix="on-disk") as pool:
        for waited in [pool.submit(_written_through, file) for file in files]:
            waited.result()
        for waited in [pool.submit(_written_through, folder) for folder in {file.parent for file in files}]:
            waited.result()


def _written_through(place: Path) -> None:
    if os.name == "nt" and place.is_dir():
        return  # There a folder cannot be opened, and is written with what lies in it.
    opened = os.open(place, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
