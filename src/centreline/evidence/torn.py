"""Files that are not what their table's log says: cut off, or gone."""

from collections.abc import Iterable
from pathlib import Path

from centreline.evidence.commits import DataFile
from centreline.kernel.errors import EvidenceConflict, Problem

__all__ = ["stop_at_torn_files"]

AS_IT_WAS = "restore the folder of the lake from a backup; until then nothing is answered, for it would be wrong"


def stop_at_torn_files(files: Iterable[DataFile], *, table: str) -> None:
    """Make sure that every file of a table is there in its whole length.

    Raises:
        EvidenceConflict: one is not. Each is named, with how much of it there is.
    """
    problems = [problem for file in files if (problem := _what_is_wrong(file.path, file.size_bytes, table))]
    if problems:
        first = problems[0]
        raise EvidenceConflict(first.what, where=first.where, fix=first.fix, problems=problems)


def _what_is_wrong(path: Path, size_bytes: int, table: str) -> Problem | None:
    try:
        there = path.stat().st_size
    except FileNotFoundError:
        return Problem(f"a file of the table {table} is gone", str(path), AS_IT_WAS)
    if there == size_bytes:
        return None
    what = f"a file of the table {table} is torn: {there:,} of {size_bytes:,} bytes are there"
    return Problem(what, str(path), AS_IT_WAS)
