"""What was worked out from the evidence, kept on disk for as long as the rows it was made from stay the same.

Everything on a shelf can be thrown away: it is made again when it is asked for. A thing is named by what it was made
from and how, so it is never out of date: when rows change, the name is another one.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from centreline.kernel.identity import content_hash

__all__ = ["Shelf"]

MOST_FILES = 2_000
"""Files a shelf keeps; beyond that, those that were read longest ago go."""

IN_MEMORY = 64
"""Tables held in memory besides."""

MOST_ROWS = 250_000
"""Rows above which a table is no summary any more, and is not kept."""


class Shelf:
    """Tables worked out from one state of the evidence.

    Args:
        folder: Where they lie; None keeps them in memory alone.
        state: What they are made from: the version of the evidence, who reads it, and on what engine.
    """

    def __init__(self, folder: Path | None, *, state: str) -> None:
        self._folder = folder
        self._state = state
        self._held: dict[str, pa.Table] = {}

    def kept(self, *named: object, made_from: str | None = None, make: Callable[[], pa.Table]) -> pa.Table:
        """Return the table of that name, made now if it is not there yet.

        Args:
            named: What it is: plain values that say everything the maker depends on besides the evidence.
            made_from: The part of the evidence it is made from, where that is less than all of it.
            make: Makes it.
        """
        key = content_hash([self._state if made_from is None else made_from, *named])[:32]
        if key not in self._held:
            table = self._read(key)
            if table is None:
                table = make()
                if table.num_rows > MOST_ROWS:
                    return table
                self._write(key, table)
            self._remember(key, table)
        return self._held[key]

    def _remember(self, key: str, table: pa.Table) -> None:
        if len(self._held) >= IN_MEMORY:
            self._held.pop(next(iter(self._held)))
        self._held[key] = table

    def _file(self, key: str) -> Path | None:
        return None if self._folder is None else self._folder / f"{key}.parquet"

    def _read(self, key: str) -> pa.Table | None:
        file = self._file(key)
        if file is None or not file.exists():
            return None
        try:
            # Not `read_table`: it imports pandas, a third of a second and 30 MiB.
            with pq.ParquetFile(file, memory_map=False) as held:
                table = held.read(use_threads=False)
        except (OSError, pa.ArrowInvalid):  # Torn, or taken away a moment ago: it is made again.
            return None
        with suppress(OSError):
            os.utime(file)
        return table

    def _write(self, key: str, table: pa.Table) -> None:
        # A shelf only saves time: where it cannot be written, because the place is full or read-only, nothing is lost.
        with suppress(OSError), self._half_written(key) as half:
            pq.write_table(table, half, compression="zstd")

    @contextmanager
    def _half_written(self, key: str) -> Iterator[Path]:
        """Yield a name beside the file, which takes its place at once when it is whole."""
        if self._folder is None:
            raise OSError("a shelf in memory has no files")
        self._folder.mkdir(parents=True, exist_ok=True)
        half = self._folder / f"{key}.{os.getpid()}.half"
        try:
            yield half
            half.replace(self._folder / f"{key}.parquet")
        finally:
            half.unlink(missing_ok=True)
        self._make_room(self._folder)

    def _make_room(self, folder: Path) -> None:
        files = list(folder.glob("*.parquet"))
        if len(files) > MOST_FILES:
            for file in sorted(files, key=lambda file: file.stat().st_mtime)[: len(files) - MOST_FILES]:
                file.unlink(missing_ok=True)
